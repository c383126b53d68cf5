package io.weir.planner.catalog;

import io.weir.runtime.connector.ForeignOptions;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Options of a table that say how its watermark is made, whatever its connector is. */
public final class WatermarkOptions {
  private WatermarkOptions() {}

  /**
   * After how long at the end of its data a split does not hold the watermark, in milliseconds;
   * empty if the table does not say.
   *
   * @throws OptionException if the value is no duration
   */
  public static OptionalLong idleTimeoutMillis(Map<String, String> options) {
    String key = ForeignOptions.IDLE_TIMEOUT.key();
    if (!options.containsKey(key)) {
      return OptionalLong.empty();
    }
    Options read =
        Options.of(
            new TreeMap<>(Map.of(key, options.get(key))), List.of(ForeignOptions.IDLE_TIMEOUT));
    return OptionalLong.of(read.duration(key).toMillis());
  }
}
