package io.weir.runtime.plan;

/**
 * Whether and how a column is a time attribute: a property of an output column, not of its type.
 */
public enum TimeAttribute {
  /** An ordinary column. */
  NONE,
  /** Event time: watermarks of the stream speak about this column. */
  ROWTIME,
  /** Processing time: a marker that becomes a value where it leaves its role. */
  PROCTIME
}
