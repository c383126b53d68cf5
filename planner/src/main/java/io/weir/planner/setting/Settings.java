package io.weir.planner.setting;

import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.StringLiteral;
import io.weir.planner.PlanException;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of a session. Immutable: SET makes new ones, so that a job keeps those it was
 * planned with.
 */
public final class Settings {
  /** All settings at their defaults. */
  public static final Settings DEFAULTS = new Settings(new TreeMap<>());

  private static final int MOST_INSTANCES = 128;
  private static final String RECOVERY_CHECKPOINT = "weir.state-recovery.checkpoint";

  private final SortedMap<String, String> written;
  private final Options options;

  private Settings(SortedMap<String, String> written) {
    this.written = Collections.unmodifiableSortedMap(new TreeMap<>(written));
    this.options =
        Options.of(this.written, KnownSettings.active().stream().map(Setting::option).toList());
  }

  /**
   * What SET makes.
   *
   * @param settings with the new value; unchanged if the key is ignored or not known
   * @param warning why it has no effect, if it has none
   */
  public record Change(Settings settings, Optional<String> warning) {}

  /**
   * {@code SET 'key' = 'value'}. Scripts set keys of other systems, and keys that nobody ever knew:
   * a key that is not known changes nothing, and the warning says so.
   *
   * @throws PlanException if the value does not fit
   */
  public Change with(StringLiteral key, StringLiteral value) {
    String name = key.value();
    if (KnownSettings.find(name).isEmpty()) {
      String meant = Suggestions.hint(name, keys()).map(hint -> ": " + hint).orElse("");
      return new Change(
          this, Optional.of("setting '" + name + "' is not known and has no effect" + meant));
    }
    try {
      return with(name, value.value());
    } catch (OptionException mistake) {
      throw new PlanException(mistake.getMessage(), value.span(), mistake.hint());
    }
  }

  /**
   * The same for a setting of the command line.
   *
   * @throws OptionException if the key is not known or the value does not fit
   */
  public Change with(String key, String value) {
    Optional<Setting> found = KnownSettings.find(key);
    if (found.isEmpty()) {
      throw new OptionException(
          key,
          "setting '" + key + "' is not known",
          Suggestions.hint(key, keys()).orElse("SET without arguments lists all settings"));
    }
    Setting setting = found.get();
    return switch (setting.effect()) {
      case ACTIVE -> changed(setting, setting.normalized(value));
      case FIXED -> fixed(setting, value);
      case IGNORED ->
          new Change(
              this,
              Optional.of(
                  "setting '" + key + "' has no effect: " + setting.option().description()));
    };
  }

  private Change changed(Setting setting, String value) {
    check(setting, value);
    SortedMap<String, String> changed = new TreeMap<>(written);
    changed.put(setting.key(), value);
    return new Change(new Settings(changed), Optional.empty());
  }

  private Change fixed(Setting setting, String value) {
    if (setting.option().allowed().stream().noneMatch(value.strip()::equalsIgnoreCase)) {
      throw new OptionException(
          setting.key(),
          "'" + setting.key() + "' = '" + value + "' is not supported",
          setting.option().description());
    }
    return new Change(this, Optional.empty());
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    KnownSettings.active().forEach(setting -> keys.add(setting.key()));
    keys.addAll(FlinkOptions.keys());
    return keys;
  }

  private static void check(Setting setting, String value) {
    String key = setting.key();
    Options.of(new TreeMap<>(Map.of(key, value)), List.of(setting.option()));
    if (key.equals("table.local-time-zone")) {
      try {
        ZoneId.of(value);
      } catch (DateTimeException unknown) {
        throw new OptionException(
            key,
            "'" + value + "' is no time zone",
            "write a region such as 'Europe/Berlin', or an offset such as '+02:00'");
      }
    }
    if (key.equals("parallelism.default")) {
      long instances = Long.parseLong(value.strip());
      if (instances < 1 || instances > MOST_INSTANCES) {
        throw new OptionException(
            key, "parallelism.default is 1 to " + MOST_INSTANCES + ", not " + instances, null);
      }
    }
  }

  /** {@code RESET ['key']}. */
  public Settings without(Optional<StringLiteral> key) {
    if (key.isEmpty()) {
      return DEFAULTS;
    }
    String name = key.get().value();
    Optional<Setting> setting = KnownSettings.find(name);
    SortedMap<String, String> changed = new TreeMap<>(written);
    setting.ifPresent(known -> changed.remove(known.key()));
    return new Settings(changed);
  }

  /** What was set, by key. */
  public SortedMap<String, String> written() {
    return written;
  }

  /** The parsed values, for whoever runs the job. */
  public Options options() {
    return options;
  }

  /** STREAMING or BATCH. */
  public RuntimeMode runtimeMode() {
    return RuntimeMode.valueOf(options.text("execution.runtime-mode"));
  }

  /** What is guaranteed after a crash. */
  public CheckpointingMode checkpointingMode() {
    return CheckpointingMode.valueOf(options.text("execution.checkpointing.mode"));
  }

  /** Whether less than exactly once is a mistake, whatever the checkpointing mode says. */
  public boolean requiresExactlyOnce() {
    return options.text("weir.require-guarantee").equals("exactly-once");
  }

  /** How many instances of each step run. */
  public int parallelism() {
    return options.has("parallelism.default")
        ? (int) options.integer("parallelism.default")
        : Math.min(MOST_INSTANCES, Runtime.getRuntime().availableProcessors());
  }

  /** The time zone of the session. */
  public ZoneId timeZone() {
    return options
        .textIfPresent("table.local-time-zone")
        .map(ZoneId::of)
        .orElse(ZoneId.systemDefault());
  }

  /** When a split at the end of its data stops holding the watermark; 0 for never. */
  public long idleTimeoutMillis() {
    return options.duration("table.exec.source.idle-timeout").toMillis();
  }

  /** Whether tables of changes may tell of a change twice. */
  public boolean hasDuplicateChanges() {
    return options.flag(KnownSettings.CDC_DUPLICATES);
  }

  /** When state may be forgotten; 0 for never. */
  public long stateTtlMillis() {
    return options.duration("table.exec.state.ttl").toMillis();
  }

  /** The savepoint from which the next job starts, if one was given. */
  public Optional<String> recoveryPath() {
    return recoveryPath(written);
  }

  /** The same of what was written. */
  public static Optional<String> recoveryPath(Map<String, String> written) {
    return Optional.ofNullable(written.get("execution.state-recovery.path"))
        .or(() -> Optional.ofNullable(written.get("execution.savepoint.path")));
  }

  /** The same for the job after the next, which starts afresh. */
  public Settings withoutRecoveryPath() {
    SortedMap<String, String> changed = new TreeMap<>(written);
    changed.remove("execution.state-recovery.path");
    changed.remove("execution.savepoint.path");
    return new Settings(changed);
  }

  /** The checkpoint from which jobs are resumed, if that is not the newest. */
  public OptionalLong recoveryCheckpoint() {
    return written.containsKey(RECOVERY_CHECKPOINT)
        ? OptionalLong.of(options.integer(RECOVERY_CHECKPOINT))
        : OptionalLong.empty();
  }

  /** The same without what is said about one recovery and means nothing for the next. */
  public Settings withoutRecoveryCheckpoint() {
    SortedMap<String, String> changed = new TreeMap<>(written);
    changed.remove(RECOVERY_CHECKPOINT);
    return new Settings(changed);
  }

  /** The name of the next job, if one was given. */
  public Optional<String> pipelineName() {
    return options.textIfPresent("pipeline.name");
  }

  /** Whether every INSERT ends before the next statement starts. */
  public boolean isDmlSync() {
    return options.flag("table.dml-sync");
  }
}
