package io.weir.planner.setting;

import io.weir.runtime.connector.Option;
import java.util.List;

/**
 * A setting that SET knows.
 *
 * @param option key, type, default and documentation
 * @param effect whether it does anything
 */
public record Setting(Option option, Effect effect) {
  /** Whether a setting does anything here. */
  public enum Effect {
    /** It does what its documentation says. */
    ACTIVE,
    /** Known from Flink and meaningless here: accepted with a warning. */
    IGNORED
  }

  static Setting of(String key, Option.Kind kind, String defaultText, String description) {
    return new Setting(Option.optional(key, kind, defaultText, description), Effect.ACTIVE);
  }

  static Setting choice(String key, List<String> allowed, String defaultText, String description) {
    return new Setting(Option.choice(key, allowed, defaultText, description), Effect.ACTIVE);
  }

  static Setting ignored(String key, String reason) {
    return new Setting(Option.optional(key, Option.Kind.TEXT, null, reason), Effect.IGNORED);
  }

  /** What it is called in SET. */
  public String key() {
    return option.key();
  }
}
