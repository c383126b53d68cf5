package io.weir.planner.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of a table as a connector gets them: keys of Flink's first connectors ({@code
 * connector.type}) under the names that they have now, and without options for computed columns.
 *
 * @param options what the connector gets
 * @param warnings what was changed or left out
 */
public record WrittenOptions(Map<String, String> options, List<String> warnings) {
  private static final Map<String, String> RENAMED =
      Map.ofEntries(
          Map.entry("connector.type", "connector"),
          Map.entry("connector.path", "path"),
          Map.entry("connector.topic", "topic"),
          Map.entry("connector.startup-mode", "scan.startup.mode"),
          Map.entry("connector.specific-offsets", "scan.startup.specific-offsets"),
          Map.entry("connector.sink-partitioner", "sink.partitioner"),
          Map.entry("connector.url", "url"),
          Map.entry("connector.table", "table-name"),
          Map.entry("connector.driver", "driver"),
          Map.entry("connector.username", "username"),
          Map.entry("connector.password", "password"),
          Map.entry("connector.lookup.cache.max-rows", "lookup.cache.max-rows"),
          Map.entry("connector.lookup.cache.ttl", "lookup.cache.ttl"),
          Map.entry("connector.lookup.max-retries", "lookup.max-retries"),
          Map.entry("connector.write.flush.max-rows", "sink.buffer-flush.max-rows"),
          Map.entry("connector.write.flush.interval", "sink.buffer-flush.interval"),
          Map.entry("connector.write.max-retries", "sink.max-retries"),
          Map.entry("format.type", "format"));
  private static final Set<String> MEANINGLESS =
      Set.of(
          "connector.version",
          "connector.property-version",
          "format.property-version",
          "format.derive-schema",
          "format.schema",
          "format.json-schema",
          "update-mode");
  private static final String PROPERTIES = "connector.properties.";

  /** What the options of a table with some columns mean. */
  static WrittenOptions of(Map<String, String> written, List<Column> columns) {
    Map<String, String> options = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    boolean isLegacy = written.containsKey("connector.type") && !written.containsKey("connector");
    written.forEach(
        (key, value) -> {
          String computed = computedColumn(key, columns);
          if (computed != null) {
            warnings.add(
                "option '" + key + "' has no effect: column \"" + computed + "\" is computed");
          } else if (!isLegacy) {
            options.put(key, value);
          } else if (MEANINGLESS.contains(key)) {
            warnings.add("option '" + key + "' has no effect any more");
          } else {
            options.put(renamed(key, written), value);
          }
        });
    if (isLegacy) {
      warnings.add("options such as 'connector.type' are of old: write 'connector' = '…'");
    }
    return new WrittenOptions(options, List.copyOf(warnings));
  }

  private static String renamed(String key, Map<String, String> written) {
    if (key.startsWith(PROPERTIES)) {
      return "properties." + key.substring(PROPERTIES.length());
    }
    String format = written.get("format.type");
    if (key.startsWith("format.") && !key.equals("format.type") && format != null) {
      return format + key.substring("format".length());
    }
    return RENAMED.getOrDefault(key, key);
  }

  private static String computedColumn(String key, List<Column> columns) {
    for (Column column : columns) {
      if (column instanceof Column.Computed && key.startsWith("fields." + column.name() + ".")) {
        return column.name();
      }
    }
    return null;
  }
}
