package io.weir.runtime.metric;

/** What a task does, or what keeps it from doing anything. */
public enum TaskActivity {
  /** It computes. */
  BUSY,
  /** It has something to do and waits for a core. */
  READY,
  /** There is no room behind it: those that take its rows are slower. */
  BLOCKED,
  /** It waits for an answer from outside. */
  AWAITING,
  /** The outside that it writes to takes no more rows. */
  REFUSED,
  /** Nothing comes. */
  IDLE,
  /** It is a source that has been told to read nothing for now. */
  PAUSED,
  /** It has nothing more to do. */
  ENDED
}
