package io.weir.planner.setting;

/** How results come about. */
public enum RuntimeMode {
  /** Results appear and change as rows come. */
  STREAMING,
  /** Final results over bounded input. */
  BATCH
}
