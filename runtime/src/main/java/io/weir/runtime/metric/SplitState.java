package io.weir.runtime.metric;

/** What is done with a split. */
public enum SplitState {
  /** Others come first. */
  UNREAD,
  /** It is being opened. */
  OPENING,
  /** It is being read. */
  READING,
  /** Nothing is there now, for less than the time-out of idleness. */
  AT_END,
  /** Nothing has been there for longer than that, so the watermark does not wait for it. */
  IDLE
}
