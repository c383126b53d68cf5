package io.weir.function;

import java.time.ZoneId;

/** What a function can know of where it runs. */
public interface FunctionContext {
  /** The session's time zone, frozen with the job. */
  ZoneId timeZone();

  /**
   * The value that {@code WITH ('key' = 'value')} of CREATE FUNCTION gives, or {@code otherwise}.
   */
  String option(String key, String otherwise);
}
