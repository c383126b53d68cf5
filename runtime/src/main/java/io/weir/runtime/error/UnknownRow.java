package io.weir.runtime.error;

/** A row is taken back that never came. */
public final class UnknownRow {
  private UnknownRow() {}

  /**
   * The error for it: tables of changes can be wrong, as those are that begin in the middle.
   *
   * @param what what the row leaves, such as {@code a ranking}
   */
  public static WeirException leaves(String what) {
    return WeirException.permanent(
        "a row leaves " + what + " that it never came to",
        "a table of changes must tell of every row before it changes or deletes it, and of old rows"
            + " as they were; with a PRIMARY KEY, SET 'table.exec.source.cdc-events-duplicate' ="
            + " 'true' lets the last row of each key count. If no table of changes is read, this"
            + " is a fault in Weir: please report it");
  }
}
