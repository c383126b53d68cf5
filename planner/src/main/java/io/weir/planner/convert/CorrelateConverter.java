package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A query that uses columns of the one around it and has not become a join. */
final class CorrelateConverter implements RelConverter<Correlate> {
  @Override
  public Class<Correlate> kind() {
    return Correlate.class;
  }

  @Override
  public Stream convert(Correlate correlate, Wanted wanted, Conversion conversion) {
    throw new PlanningException(
        SqlParserPos.ZERO,
        "a subquery in FROM that uses columns of another table there is not supported",
        "join with a subquery that does not, and compare in ON");
  }
}
