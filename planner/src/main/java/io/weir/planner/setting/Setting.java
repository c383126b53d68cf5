package io.weir.planner.setting;

import io.weir.runtime.connector.Option;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A setting that SET knows.
 *
 * @param option key, type, default and documentation
 * @param effect whether it does anything
 * @param otherSpellings in lower case, what else some values are called
 */
public record Setting(Option option, Effect effect, Map<String, String> otherSpellings) {
  public Setting {
    otherSpellings = Map.copyOf(otherSpellings);
  }

  /** Whether a setting does anything here. */
  public enum Effect {
    /** It does what its documentation says. */
    ACTIVE,
    /** Known from Flink and meaningless here: accepted with a warning. */
    IGNORED,
    /**
     * Known from Flink, where other values change results: only what holds here anyway can be set.
     */
    FIXED
  }

  static Setting of(String key, Option.Kind kind, String defaultText, String description) {
    return new Setting(
        Option.optional(key, kind, defaultText, description), Effect.ACTIVE, Map.of());
  }

  static Setting choice(String key, List<String> allowed, String defaultText, String description) {
    return new Setting(
        Option.choice(key, allowed, defaultText, description), Effect.ACTIVE, Map.of());
  }

  static Setting ignored(String key, String reason) {
    return new Setting(
        Option.optional(key, Option.Kind.TEXT, null, reason), Effect.IGNORED, Map.of());
  }

  static Setting fixed(String key, List<String> allowed, String reason) {
    return new Setting(Option.choice(key, allowed, null, reason), Effect.FIXED, Map.of());
  }

  Setting spelled(Map<String, String> others) {
    return new Setting(option, effect, others);
  }

  /** What it is called in SET. */
  public String key() {
    return option.key();
  }

  /** A value as the option spells it. */
  String normalized(String value) {
    return otherSpellings.getOrDefault(value.strip().toLowerCase(Locale.ROOT), value);
  }
}
