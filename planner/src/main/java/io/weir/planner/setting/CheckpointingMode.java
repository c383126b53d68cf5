package io.weir.planner.setting;

/** What is guaranteed after a crash. */
public enum CheckpointingMode {
  /** The committed output is that of a run without crashes. */
  EXACTLY_ONCE,
  /** No row is lost, some may come twice. */
  AT_LEAST_ONCE
}
