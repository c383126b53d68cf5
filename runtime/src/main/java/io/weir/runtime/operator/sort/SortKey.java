package io.weir.runtime.operator.sort;

/**
 * One column of an ORDER BY.
 *
 * @param column its position
 * @param descending whether the largest comes first
 * @param nullsFirst whether NULLs come before all values; the default of SQL without a clause is
 *     that NULLs are low, that is first when ascending and last when descending
 */
public record SortKey(int column, boolean descending, boolean nullsFirst) {
  /** The column, smallest first, NULLs before. */
  public static SortKey ascending(int column) {
    return new SortKey(column, false, true);
  }

  /** The column, largest first, NULLs behind. */
  public static SortKey descending(int column) {
    return new SortKey(column, true, false);
  }

  public String describe(String name) {
    String text = name + (descending ? " DESC" : "");
    return nullsFirst == !descending ? text : text + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
  }
}
