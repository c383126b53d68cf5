package io.weir.planner.portability;

import io.weir.parser.statement.SqlQuoting;
import io.weir.planner.setting.KnownSettings;
import io.weir.planner.setting.Setting;
import io.weir.planner.setting.Settings;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings as they become those of Flink. */
public final class SettingTranslation {
  private static final String TIME_ZONE = "table.local-time-zone";
  private static final String IDLENESS = "table.exec.source.idle-timeout";
  private static final String NEVER_IDLE = "0 s";
  private static final String OLD_RECOVERY = "execution.savepoint.path";
  private static final String RECOVERY = "execution.state-recovery.path";

  /** Settings whose defaults Flink does not share. */
  private static final Set<String> DIFFERENT =
      Set.of(
          "execution.checkpointing.interval",
          "execution.checkpointing.mode",
          IDLENESS,
          "restart-strategy.type",
          "restart-strategy.exponential-delay.attempts-before-reset-backoff",
          "restart-strategy.fixed-delay.attempts");

  private SettingTranslation() {}

  /**
   * What becomes of a setting.
   *
   * @param outcome whether it is sent
   * @param key its name there
   * @param value its value there
   * @param text why it is not the same
   * @param hint what to do instead, of what is refused
   */
  public record Translated(
      Outcome outcome, String key, String value, String text, Optional<String> hint) {
    /** Whether the cluster gets it. */
    public boolean isSent() {
      return outcome == Outcome.AS_IT_IS || outcome == Outcome.TRANSLATED;
    }

    static Translated same(String key, String value) {
      return new Translated(Outcome.AS_IT_IS, key, value, "", Optional.empty());
    }
  }

  /** What becomes of {@code SET 'key' = 'value'}. */
  public static Translated of(String key, String value) {
    if (key.equals("weir.strict-arithmetic") && value.strip().equalsIgnoreCase("true")) {
      return new Translated(
          Outcome.REFUSED,
          key,
          value,
          "on Flink integers wrap around and DECIMAL overflow is NULL",
          Optional.of("leave it out, or make columns wide enough"));
    }
    if (key.startsWith("weir.")) {
      return leftOut(key, value, "it is about this process");
    }
    if (key.startsWith("sql-client.")) {
      return leftOut(key, value, "it is about the shell");
    }
    if (key.equals(OLD_RECOVERY) || key.equals(RECOVERY)) {
      return new Translated(
          Outcome.TRANSLATED,
          RECOVERY,
          value,
          "it must name a savepoint of Flink: states of the two engines are not exchangeable",
          Optional.empty());
    }
    if (key.equals(TIME_ZONE)) {
      String zone = zone(ZoneId.of(value));
      return zone.equals(value)
          ? Translated.same(key, value)
          : new Translated(
              Outcome.TRANSLATED, key, zone, "'" + key + "' = '" + zone + "'", Optional.empty());
    }
    return Translated.same(key, value);
  }

  /** What holds here unless something else is set, and not there. */
  public static Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Setting setting : KnownSettings.active()) {
      if (DIFFERENT.contains(setting.option().key())) {
        all.put(setting.option().key(), setting.option().defaultText());
      }
    }
    all.put(TIME_ZONE, zone(Settings.DEFAULTS.timeZone()));
    return all;
  }

  /**
   * What a job is sent with, unless its script says otherwise. There a source that is idle no
   * longer holds the watermark, also one that has not begun or is slow; where another task of it
   * has ended, all windows fire. Inputs that end need no idleness.
   *
   * @param isBounded whether all its inputs end
   * @param settings that hold for it here
   */
  public static Map<String, String> ofJob(boolean isBounded, Settings settings) {
    if (settings.written().containsKey(IDLENESS)) {
      return Map.of();
    }
    return Map.of(IDLENESS, isBounded ? NEVER_IDLE : defaults().get(IDLENESS));
  }

  /** Why a setting that nobody has written is sent. */
  public static String reason(String key) {
    return key.equals(IDLENESS)
        ? "Weir's default; '"
            + NEVER_IDLE
            + "' for jobs whose inputs all end, since idleness loses rows on Flink"
        : "Weir's default";
  }

  /** A statement that sets. */
  public static String statement(String key, String value) {
    return "SET " + SqlQuoting.string(key) + " = " + SqlQuoting.string(value);
  }

  /** Flink knows regions and GMT with an offset. */
  private static String zone(ZoneId zone) {
    if (zone instanceof ZoneOffset offset) {
      return offset.equals(ZoneOffset.UTC) ? "UTC" : "GMT" + offset.getId();
    }
    return zone.getId();
  }

  private static Translated leftOut(String key, String value, String reason) {
    return new Translated(Outcome.LEFT_OUT, key, value, reason, Optional.empty());
  }
}
