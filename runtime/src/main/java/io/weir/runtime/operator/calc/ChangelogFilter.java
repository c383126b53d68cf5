package io.weir.runtime.operator.calc;

/** What a condition does to the kinds of rows. */
enum ChangelogFilter {
  /** There is no condition. */
  NONE,
  /** Halves of updates that lose the other half are relabelled. */
  RETRACT,
  /** Updates that fail delete their key. */
  UPSERT
}
