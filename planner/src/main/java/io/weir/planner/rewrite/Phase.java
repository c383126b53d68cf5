package io.weir.planner.rewrite;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.tools.RelBuilder;

/** A named rewrite of a whole query. */
interface Phase {
  /** What it does, in a few words. */
  String name();

  /** The rewritten query, which has the same columns and the same meaning. */
  RelNode apply(RelNode query, RelBuilder builder);
}
