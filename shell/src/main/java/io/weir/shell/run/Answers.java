package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.shell.render.ResultPrinter;
import java.io.IOException;

/** Takes what statements have to say: at a terminal, or on the way to one. */
public interface Answers {
  /** A line for the person: a message, a warning, an error. */
  void say(String line);

  /** The same about something that happens beside the statements; from any thread. */
  void notice(String line);

  /** The little table of SHOW, DESCRIBE, EXPLAIN and statements about jobs. */
  void table(Planned.Rows rows) throws IOException;

  /** The rows of a query are about to come; the answer takes them. */
  ResultPrinter begin(ResultShape shape);

  /**
   * The rows of a query have been printed, and the printer has been told so unless the query
   * failed.
   *
   * @param outcome DONE, CANCELLED or FAILED
   */
  void end(ResultPrinter printer, StatementSession.Outcome outcome) throws IOException;
}
