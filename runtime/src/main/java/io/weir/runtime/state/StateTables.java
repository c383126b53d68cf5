package io.weir.runtime.state;

/** Opens the state tables of one operator instance, limited to its key groups. */
public interface StateTables {
  /** Opens the aggregate table that the operator's plan node declares under {@code spec.name()}. */
  AggregateTable aggregate(TableSpec spec);

  /**
   * Opens the ordered multiset that the operator's plan node declares under {@code spec.name()}.
   */
  OrderedMultiset orderedMultiset(TableSpec spec);

  /** Opens the ordered table that the operator's plan node declares under {@code spec.name()}. */
  OrderedTable ordered(TableSpec spec);

  /**
   * Opens the counted multiset that the operator's plan node declares under {@code spec.name()}.
   */
  CountedMultiset countedMultiset(TableSpec spec);
}
