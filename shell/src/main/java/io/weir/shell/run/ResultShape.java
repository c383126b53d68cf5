package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.runtime.plan.StreamProperties;
import java.time.ZoneId;

/**
 * What must be known of a query in order to show its rows.
 *
 * @param properties columns and changes
 * @param zone in which instants are shown
 * @param isTable whether changes are to be shown as a table that changes, not as changes
 * @param isBounded whether the rows end
 */
public record ResultShape(
    StreamProperties properties, ZoneId zone, boolean isTable, boolean isBounded) {
  private static final String RESULT_MODE = "sql-client.execution.result-mode";

  static ResultShape of(Planned.Query query) {
    return new ResultShape(
        query.root().properties(),
        query.settings().timeZone(),
        query.settings().options().text(RESULT_MODE).equals("table"),
        query.isBounded());
  }
}
