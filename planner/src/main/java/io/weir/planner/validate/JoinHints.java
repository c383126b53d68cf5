package io.weir.planner.validate;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * The hints after SELECT that Flink knows. Those that say how a join is run are accepted and have
 * no effect, since there is one way to run each join here; for STATE_TTL see {@link StateTtlHints}.
 */
final class JoinHints {
  private static final String LOOKUP = "LOOKUP";

  private static final Set<String> KNOWN =
      Set.of(
          "BROADCAST",
          "SHUFFLE_HASH",
          "SHUFFLE_MERGE",
          "NEST_LOOP",
          "MULTI_JOIN",
          LOOKUP,
          StateTtlHints.NAME);

  private JoinHints() {}

  /** Refuses a hint that is none of these, and says which one is not followed. */
  static void check(SqlNodeList hints, Places places) {
    for (SqlNode node : hints) {
      SqlHint hint = (SqlHint) node;
      String name = hint.getName().toUpperCase(Locale.ROOT);
      if (!KNOWN.contains(name)) {
        throw Unsupported.hint(hint);
      }
      if (name.equals(LOOKUP)) {
        places.note(
            "the hint LOOKUP has no effect: each row is looked up once, beside the work, and rows"
                + " stay in order");
      }
    }
  }
}
