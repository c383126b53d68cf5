package io.weir.runtime.plan;

/** What kinds of rows a stream can carry. */
public enum ChangelogKind {
  /** Only +I. */
  INSERT_ONLY,
  /**
   * +I and +U replace the row of the stream's upsert key; -D names at least the key's columns,
   * other columns may be NULL.
   */
  UPSERT,
  /** A row leaves as -U or -D with all its columns as last sent. */
  RETRACT
}
