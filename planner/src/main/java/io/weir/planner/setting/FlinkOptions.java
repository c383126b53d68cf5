package io.weir.planner.setting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of Flink's configuration: a script that sets one runs, and is told that it means nothing
 * here. The list is the resource {@code flink-options.txt}.
 */
final class FlinkOptions {
  private static final String LIST = "flink-options.txt";
  private static final String ARROW = " -> ";

  /** Key to newer name, which is empty where the key is the newest. */
  private static final Map<String, String> NEWER_NAMES = read();

  /** Keys that come with names of their own inside, by their beginning. */
  private static final List<String> OPEN_ENDED =
      List.of(
          "containerized.",
          "env.",
          "fs.",
          "hadoop.",
          "high-availability.",
          "kubernetes.",
          "metrics.",
          "pipeline.global-job-parameters.",
          "python.",
          "s3.",
          "security.",
          "state.backend.",
          "traces.",
          "yarn.");

  private static final Map<String, String> REASONS =
      Map.of(
          "execution.", "jobs run in this process, in one way",
          "pipeline.", "jobs run in this process, in one way",
          "sql-client.", "the shell has no such choice",
          "state.", "state is kept in one way",
          "table.exec.", "queries run in one way",
          "table.optimizer.", "the planner decides this by itself",
          "table.", "it concerns parts of Flink that are not here");

  private FlinkOptions() {}

  /** The newer name of an older key. */
  static Optional<String> newName(String key) {
    return Optional.ofNullable(NEWER_NAMES.get(key)).filter(name -> !name.isEmpty());
  }

  /** The setting of a key that Flink knows. */
  static Optional<Setting> ignored(String key) {
    boolean isKnown = NEWER_NAMES.containsKey(key) || OPEN_ENDED.stream().anyMatch(key::startsWith);
    return isKnown ? Optional.of(Setting.ignored(key, reason(key))) : Optional.empty();
  }

  /** All keys. */
  static Set<String> keys() {
    return NEWER_NAMES.keySet();
  }

  private static String reason(String key) {
    return REASONS.entrySet().stream()
        .filter(reason -> key.startsWith(reason.getKey()))
        .max((left, right) -> Integer.compare(left.getKey().length(), right.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse("it configures a Flink cluster");
  }

  private static Map<String, String> read() {
    Map<String, String> keys = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                FlinkOptions.class.getResourceAsStream(LIST), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                int arrow = line.indexOf(ARROW);
                keys.put(
                    arrow < 0 ? line : line.substring(0, arrow),
                    arrow < 0 ? "" : line.substring(arrow + ARROW.length()));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }
}
