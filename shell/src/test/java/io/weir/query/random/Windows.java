package io.weir.query.random;

import java.util.SplittableRandom;

/**
 * A window function over a table.
 *
 * @param sizeSeconds of a window
 * @param steps how many windows a row of HOP is in, or into how many steps CUMULATE divides one
 * @param dropsLate whether rows count only in windows that have not ended at the row's watermark
 */
record Windows(Form form, int sizeSeconds, int steps, boolean dropsLate) {
  /** Which function. */
  enum Form {
    TUMBLE,
    HOP,
    CUMULATE,
    SESSION
  }

  /** Sessions of rows with equal k; no row must be late. */
  static Windows session(SplittableRandom random) {
    return new Windows(Form.SESSION, 2 + random.nextInt(6), 1, false);
  }

  static Windows random(SplittableRandom random, boolean dropsLate) {
    Form form = Form.values()[random.nextInt(Form.SESSION.ordinal())];
    int steps = form == Form.TUMBLE ? 1 : 2 + random.nextInt(3);
    return new Windows(form, steps * (3 + random.nextInt(7)), steps, dropsLate);
  }

  private int stepSeconds() {
    return sizeSeconds / steps;
  }

  String weir(String table) {
    if (form == Form.SESSION) {
      return String.format(
          "TABLE(SESSION(TABLE %s PARTITION BY k, DESCRIPTOR(ts), INTERVAL '%d' SECOND))",
          table, sizeSeconds);
    }
    String step = form == Form.TUMBLE ? "" : "INTERVAL '" + stepSeconds() + "' SECOND, ";
    return String.format(
        "TABLE(%s(TABLE %s, DESCRIPTOR(ts), %sINTERVAL '%d' SECOND))",
        form, table, step, sizeSeconds);
  }

  /** A row opens a session unless the one before it is not farther away than the gap. */
  private String sessions(String table) {
    String gap = "INTERVAL '" + sizeSeconds + " seconds'";
    String opened =
        String.format(
            "SELECT *, CASE WHEN ts - lag(ts) OVER (PARTITION BY k ORDER BY ts) <= %s THEN 0 ELSE 1"
                + " END AS opens FROM %s",
            gap, table);
    String numbered =
        "SELECT *, sum(opens) OVER (PARTITION BY k ORDER BY ts ROWS UNBOUNDED PRECEDING) AS session"
            + " FROM ("
            + opened
            + ")";
    return String.format(
        "(SELECT *, min(ts) OVER (PARTITION BY k, session) AS window_start,"
            + " max(ts) OVER (PARTITION BY k, session) + %s AS window_end FROM (%s))",
        gap, numbered);
  }

  String duck(String table) {
    if (form == Form.SESSION) {
      return sessions(table);
    }
    String bucket = "time_bucket(INTERVAL '%d seconds', ts, TIMESTAMP '1970-01-01')";
    String start =
        switch (form) {
          case TUMBLE, CUMULATE -> String.format(bucket, sizeSeconds);
          case HOP -> String.format(bucket, stepSeconds()) + stepsTimes("-", "step");
          case SESSION -> throw new AssertionError("sessions have no fixed start");
        };
    String end =
        form == Form.CUMULATE
            ? start + stepsTimes("+", "(step + 1)")
            : start + String.format(" + INTERVAL '%d seconds'", sizeSeconds);
    String conditions =
        (form == Form.CUMULATE ? "ts < window_end" : "TRUE")
            + (dropsLate ? " AND (mark IS NULL OR window_end > mark)" : "");
    return String.format(
        "(SELECT * FROM (SELECT *, %s AS window_start, %s AS window_end FROM %s, range(%d) r (step))"
            + " WHERE %s)",
        start, end, table, steps, conditions);
  }

  private String stepsTimes(String sign, String factor) {
    return String.format(" %s %s * INTERVAL '%d seconds'", sign, factor, stepSeconds());
  }
}
