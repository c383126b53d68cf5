package io.weir.runtime.operator.script;

import java.util.List;

/** A random script, and what a model says of it. */
interface RandomScript {
  /** The lines of the script, with nothing written under its {@code expect} lines. */
  List<String> lines();

  /** The rows that each {@code expect} must see, sorted. */
  List<List<String>> expected();

  /** Whether {@link #expected} are the rows of the result's table, not those that were emitted. */
  boolean isTable();
}
