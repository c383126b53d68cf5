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
    CUMULATE
  }

  static Windows random(SplittableRandom random, boolean dropsLate) {
    Form form = Form.values()[random.nextInt(3)];
    int steps = form == Form.TUMBLE ? 1 : 2 + random.nextInt(3);
    return new Windows(form, steps * (3 + random.nextInt(7)), steps, dropsLate);
  }

  private int stepSeconds() {
    return sizeSeconds / steps;
  }

  String weir(String table) {
    String step = form == Form.TUMBLE ? "" : "INTERVAL '" + stepSeconds() + "' SECOND, ";
    return String.format(
        "TABLE(%s(TABLE %s, DESCRIPTOR(ts), %sINTERVAL '%d' SECOND))",
        form, table, step, sizeSeconds);
  }

  String duck(String table) {
    String bucket = "time_bucket(INTERVAL '%d seconds', ts, TIMESTAMP '1970-01-01')";
    String start =
        switch (form) {
          case TUMBLE, CUMULATE -> String.format(bucket, sizeSeconds);
          case HOP -> String.format(bucket, stepSeconds()) + stepsTimes("-", "step");
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
