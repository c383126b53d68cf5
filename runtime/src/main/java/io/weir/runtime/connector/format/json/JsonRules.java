package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.format.text.Faults;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import java.util.Optional;

/**
 * How lines are understood.
 *
 * @param ignoreErrors whether values that do not fit become NULL and lines that are not JSON are
 *     skipped
 * @param failOnMissing whether a line without a needed field is an error
 * @param standard how timestamps are written
 */
record JsonRules(boolean ignoreErrors, boolean failOnMissing, TimestampStandard standard) {
  /** What becomes of lines that cannot be read; {@code ignoreOption} skips them. */
  Faults.Rules faults(String ignoreOption) {
    return new Faults.Rules(ignoreErrors, "field", Optional.of(ignoreOption));
  }
}
