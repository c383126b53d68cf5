package io.weir.planner.validate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Functions of Flink SQL that are left out, each with the reason and what to do instead. */
final class AbsentFunctions {
  /**
   * Why a function is not there.
   *
   * @param why as the end of a sentence that begins with its name
   * @param instead what to write
   */
  record Reason(String why, String instead) {}

  private static final Map<String, Reason> REASONS = reasons();

  private AbsentFunctions() {}

  /** Why the function of this name, in any case of letters, is not there. */
  static Optional<Reason> find(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(REASONS.get(key.startsWith("BITMAP_") ? "BITMAP_" : key));
  }

  private static Map<String, Reason> reasons() {
    Map<String, Reason> reasons = new LinkedHashMap<>();
    Reason variant =
        new Reason(
            "makes a VARIANT, a type that is not supported",
            "read the document with JSON_VALUE and JSON_QUERY");
    reasons.put("PARSE_JSON", variant);
    reasons.put("TRY_PARSE_JSON", variant);
    Reason structured =
        new Reason(
            "makes an object of a user's class, a type that is not supported",
            "make a ROW: CAST(ROW(…) AS ROW<name type, …>)");
    reasons.put("OBJECT_OF", structured);
    reasons.put("OBJECT_UPDATE", structured);
    reasons.put(
        "BITMAP_",
        new Reason(
            "works on BITMAPs, a type that is not supported",
            "count with COUNT(DISTINCT …), or collect with ARRAY_AGG(DISTINCT …)"));
    Reason model = new Reason("needs a model, and there are none", "write a function in Java");
    reasons.put("ML_PREDICT", model);
    reasons.put("ML_EVALUATE", model);
    reasons.put("VECTOR_SEARCH", model);
    Reason process =
        new Reason(
            "is a process table function, which is not supported",
            "a query over a changelog keeps its changes by itself");
    reasons.put("TO_CHANGELOG", process);
    reasons.put("FROM_CHANGELOG", process);
    reasons.put(
        "SOURCE_WATERMARK",
        new Reason(
            "takes watermarks from the connector, and no connector has any",
            "write an expression, such as ts - INTERVAL '5' SECOND"));
    reasons.put(
        "CURRENT_WATERMARK",
        new Reason(
            "takes one rowtime: the column for which the table declares WATERMARK FOR",
            "write CURRENT_WATERMARK(ts)"));
    Reason internal = new Reason("is internal to Flink", null);
    reasons.put("STREAMRECORD_TIMESTAMP", internal);
    reasons.put("HASH_CODE", new Reason("is internal to Flink", "write MD5 or SHA256"));
    reasons.put("PRINT", new Reason("is internal to Flink", "write into a table with 'print'"));
    return reasons;
  }
}
