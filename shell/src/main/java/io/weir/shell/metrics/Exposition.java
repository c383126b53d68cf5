package io.weir.shell.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prometheus's text format, version 0.0.4: for each metric its help and type, then its samples,
 * which stand together although they are added job by job.
 */
final class Exposition {
  private final Map<String, Metric> metrics = new LinkedHashMap<>();

  /** What a metric is. */
  enum Type {
    COUNTER,
    GAUGE
  }

  private record Metric(Type type, String help, List<String> samples) {}

  /**
   * Adds a sample.
   *
   * @param labels names and values in turn
   */
  void add(Type type, String name, String help, double value, String... labels) {
    Metric metric = metrics.computeIfAbsent(name, n -> new Metric(type, help, new ArrayList<>()));
    StringBuilder line = new StringBuilder(name);
    for (int i = 0; i < labels.length; i += 2) {
      line.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      line.append(escape(labels[i + 1])).append('"');
    }
    line.append(labels.length > 0 ? "} " : " ").append(number(value));
    metric.samples.add(line.toString());
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** All of it. */
  String text() {
    StringBuilder out = new StringBuilder();
    metrics.forEach(
        (name, metric) -> {
          out.append("# HELP ").append(name).append(' ').append(metric.help).append('\n');
          out.append("# TYPE ").append(name).append(' ');
          out.append(metric.type == Type.COUNTER ? "counter" : "gauge").append('\n');
          metric.samples.forEach(sample -> out.append(sample).append('\n'));
        });
    return out.toString();
  }
}
