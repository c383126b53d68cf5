package io.weir.shell.run;

import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;

/**
 * A statement that has been planned.
 *
 * @param statement as parsed
 * @param text as written, with its variables
 * @param planned what became of it
 */
record Work(Statement statement, String text, Planned planned) {
  /** Whether it changed the catalog or the settings, which each invocation does anew. */
  boolean isDefinition() {
    return planned instanceof Planned.Done;
  }
}
