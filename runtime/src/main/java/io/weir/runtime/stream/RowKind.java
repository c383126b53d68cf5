package io.weir.runtime.stream;

/**
 * What a row of a changelog does to the table it describes. The byte codes are stored in
 * checkpoints: never change them.
 */
public final class RowKind {
  /** A row is added: {@code +I}. */
  public static final byte INSERT = 0;

  /** The old content of a row that changes: {@code -U}. */
  public static final byte UPDATE_BEFORE = 1;

  /** The new content of a row that changes: {@code +U}. */
  public static final byte UPDATE_AFTER = 2;

  /** A row is removed: {@code -D}. */
  public static final byte DELETE = 3;

  private static final String[] SYMBOLS = {"+I", "-U", "+U", "-D"};

  private RowKind() {}

  /** Whether the row adds to the table (+I, +U) rather than taking from it (-U, -D). */
  public static boolean isAdding(byte kind) {
    return (kind & 1) == 0;
  }

  /** The two-character symbol, such as {@code +I}. */
  public static String symbol(byte kind) {
    return SYMBOLS[kind];
  }
}
