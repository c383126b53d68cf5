package io.weir.planner.convert;

import org.apache.calcite.rel.RelNode;

/** Turns one kind of relational expression into plan nodes. */
interface RelConverter<T extends RelNode> {
  /** The kind. */
  Class<T> kind();

  /**
   * The stream of {@code rel}.
   *
   * @param wanted what kind of changes the consumer prefers
   */
  Stream convert(T rel, Wanted wanted, Conversion conversion);
}
