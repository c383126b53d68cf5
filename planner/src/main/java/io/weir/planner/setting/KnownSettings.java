package io.weir.planner.setting;

import io.weir.runtime.connector.Option.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The list of all settings that do something, and of those that are ignored for a reason of their
 * own. All other keys of Flink are in {@link FlinkOptions}; what is in neither does not exist.
 */
public final class KnownSettings {
  static final String CDC_DUPLICATES = "table.exec.source.cdc-events-duplicate";
  private static final Map<String, Setting> BY_KEY = new LinkedHashMap<>();

  private static final String FAILURE_RATE =
      "'restart-strategy.type' = 'failure-rate' means 'exponential-delay' here";

  static {
    add(
        Setting.of(
            "parallelism.default",
            Kind.INTEGER,
            null,
            "How many instances of each step run side by side; the number of cores by default."));
    add(
        Setting.choice(
            "execution.runtime-mode",
            List.of("STREAMING", "BATCH"),
            "STREAMING",
            "BATCH gives final results over bounded input; STREAMING lets results change."));
    add(
        Setting.of(
            "execution.checkpointing.interval",
            Kind.DURATION,
            "1 s",
            "How often a checkpoint is taken, and so how often output is committed."));
    add(
        Setting.choice(
            "execution.checkpointing.mode",
            List.of("EXACTLY_ONCE", "AT_LEAST_ONCE"),
            "EXACTLY_ONCE",
            "What is guaranteed after a crash."));
    add(
        Setting.choice(
            "weir.require-guarantee",
            List.of("none", "exactly-once"),
            "none",
            "exactly-once makes it a mistake to write any table with less, in every"
                + " checkpointing mode."),
        Map.of("exactly_once", "exactly-once"));
    add(
        Setting.of(
            "execution.checkpointing.aligned-checkpoint-timeout",
            Kind.DURATION,
            "200 ms",
            "How long the barriers of a checkpoint wait for the rows ahead before they overtake."));
    add(
        Setting.of(
            "execution.checkpointing.unaligned.enabled",
            Kind.BOOLEAN,
            "true",
            "Whether barriers overtake rows when they have waited for too long."));
    add(
        Setting.of(
            "execution.checkpointing.dir",
            Kind.TEXT,
            null,
            "Where checkpoints are stored; in the data directory by default."));
    add(
        Setting.of(
            "execution.checkpointing.num-retained",
            Kind.INTEGER,
            "3",
            "How many finished checkpoints are kept."));
    add(
        Setting.of(
            "execution.checkpointing.timeout",
            Kind.DURATION,
            "10 min",
            "After this long a checkpoint counts as failed."));
    add(
        Setting.of(
            "execution.checkpointing.tolerable-failed-checkpoints",
            Kind.INTEGER,
            "0",
            "After more failures in a row the job is restored from its last checkpoint."));
    add(
        Setting.of(
            "execution.state-recovery.path",
            Kind.TEXT,
            null,
            "The directory of the savepoint from which the next job starts."));
    add(
        Setting.of(
            "execution.savepoint.path",
            Kind.TEXT,
            null,
            "The older name of execution.state-recovery.path."));
    add(
        Setting.of(
            "execution.state-recovery.ignore-unclaimed-state",
            Kind.BOOLEAN,
            "false",
            "Whether what a savepoint holds and the query has no use for may be forgotten."));
    add(
        Setting.of(
            "weir.state-recovery.accept-duplicates",
            Kind.BOOLEAN,
            "false",
            "Whether a job may start from a savepoint, or go back to an older checkpoint, although"
                + " later rows have been published."));
    add(
        Setting.of(
            "weir.state-recovery.checkpoint",
            Kind.INTEGER,
            null,
            "The checkpoint from which a job is resumed, instead of the newest."));
    add(
        Setting.of(
            "execution.checkpointing.savepoint-dir",
            Kind.TEXT,
            null,
            "Where STOP JOB WITH SAVEPOINT makes a directory if it names none; in the data"
                + " directory by default."));
    add(Setting.of("pipeline.name", Kind.TEXT, null, "The name of the next job."));
    add(
        Setting.of(
            "table.exec.state.ttl",
            Kind.DURATION,
            "0 ms",
            "After how long without change a key's state may be forgotten; 0 for never."));
    add(
        Setting.of(
            "table.local-time-zone",
            Kind.TEXT,
            null,
            "The time zone of TIMESTAMP_LTZ and of windows over it; that of the machine by default."));
    add(
        Setting.of(
            CDC_DUPLICATES,
            Kind.BOOLEAN,
            "false",
            "Whether tables of changes may tell of a change twice; they then need a PRIMARY KEY,"
                + " whose last row counts."));
    add(
        Setting.of(
            "table.exec.source.idle-timeout",
            Kind.DURATION,
            "5 s",
            "After how long at the end of its data a split no longer holds the watermark; 0 for"
                + " never."));
    add(
        Setting.of(
            "table.dml-sync",
            Kind.BOOLEAN,
            "false",
            "Whether every INSERT ends before the next statement starts."));
    add(
        Setting.choice(
            "table.exec.sink.not-null-enforcer",
            List.of("ERROR", "DROP"),
            "ERROR",
            "What happens with NULL for a column that is NOT NULL."));
    add(
        Setting.of(
            "weir.memory",
            Kind.MEMORY_SIZE,
            null,
            "The memory of the whole process; a script can only lower it."));
    add(
        Setting.of(
            "weir.strict-arithmetic",
            Kind.BOOLEAN,
            "false",
            "Whether integer and DECIMAL overflow are errors."));
    add(
        Setting.choice(
            "restart-strategy.type",
            List.of("exponential-delay", "fixed-delay", "none"),
            "exponential-delay",
            "How a failed job is started again from its last checkpoint."),
        Map.of(
            "exponentialdelay", "exponential-delay",
            "failure-rate", "exponential-delay",
            "failurerate", "exponential-delay",
            "fixeddelay", "fixed-delay",
            "off", "none",
            "disable", "none"));
    add(
        Setting.of(
            "restart-strategy.fixed-delay.attempts",
            Kind.INTEGER,
            "3",
            "How often a failed job is started again."));
    add(
        Setting.of(
            "restart-strategy.fixed-delay.delay",
            Kind.DURATION,
            "1 s",
            "How long to wait before that."));
    add(
        Setting.of(
            "restart-strategy.exponential-delay.initial-backoff",
            Kind.DURATION,
            "100 ms",
            "How long to wait before the first restart."));
    add(
        Setting.of(
            "restart-strategy.exponential-delay.max-backoff",
            Kind.DURATION,
            "1 min",
            "The longest wait before a restart."));
    add(
        Setting.of(
            "restart-strategy.exponential-delay.attempts-before-reset-backoff",
            Kind.INTEGER,
            "10",
            "How often in a row a failed job is started again."));
    add(
        Setting.of(
            "restart-strategy.exponential-delay.reset-backoff-threshold",
            Kind.DURATION,
            "10 min",
            "After running this long, the failures before are forgotten."));
    add(
        Setting.ignored(
            "restart-strategy.exponential-delay.backoff-multiplier", "the wait always doubles"));
    add(
        Setting.ignored(
            "restart-strategy.exponential-delay.jitter-factor",
            "there are no other machines to keep apart from"));
    add(
        Setting.choice(
            "sql-client.execution.result-mode",
            List.of("table", "changelog", "tableau"),
            "table",
            "How the shell shows results that change."));
    add(
        Setting.of(
            "sql-client.execution.max-table-result.rows",
            Kind.INTEGER,
            "1000000",
            "How many rows the shell keeps of a result."));
    add(
        Setting.of(
            "sql-client.display.color-schema", Kind.TEXT, "default", "The colours of the shell."));
    add(
        Setting.of(
            "sql-client.verbose",
            Kind.BOOLEAN,
            "false",
            "Whether the shell shows where an error of ours comes from."));
    add(Setting.ignored("execution.target", "there is one place to run: this process"));
    add(Setting.ignored("execution.attached", "there is one place to run: this process"));
    add(
        Setting.ignored(
            "execution.checkpointing.unaligned",
            "the setting is execution.checkpointing.unaligned.enabled, and it is on"));
    add(Setting.ignored("execution.checkpointing.min-pause", "checkpoints never run side by side"));
    add(
        Setting.ignored(
            "execution.checkpointing.max-concurrent-checkpoints",
            "checkpoints never run side by side"));
    add(
        Setting.ignored(
            "execution.checkpointing.externalized-checkpoint-retention",
            "checkpoints are always kept"));
    add(
        Setting.ignored(
            "execution.checkpointing.incremental", "checkpoints are always incremental"));
    add(
        Setting.ignored(
            "execution.state-recovery.claim-mode",
            "jobs copy what they need of a savepoint and leave it as it is"));
    add(Setting.ignored("pipeline.object-reuse", "rows are no objects here"));
    add(Setting.ignored("pipeline.operator-chaining", "steps are always chained"));
    add(Setting.ignored("pipeline.operator-chaining.enabled", "steps are always chained"));
    add(Setting.ignored("pipeline.max-parallelism", "there are always 128 key groups"));
    add(Setting.ignored("table.exec.mini-batch.enabled", "rows are always worked on in batches"));
    add(
        Setting.ignored(
            "table.exec.mini-batch.allow-latency", "rows are always worked on in batches"));
    add(Setting.ignored("table.exec.mini-batch.size", "rows are always worked on in batches"));
    add(
        Setting.ignored(
            "table.optimizer.agg-phase-strategy",
            "aggregates combine before an exchange where that helps"));
    add(
        Setting.ignored(
            "table.optimizer.distinct-agg.split.enabled", "distinct values are not split"));
    add(Setting.ignored("table.optimizer.join-reorder-enabled", "joins run as written"));
    add(Setting.ignored("table.optimizer.reuse-sub-plan-enabled", "common parts are shared"));
    add(Setting.ignored("table.optimizer.reuse-source-enabled", "common parts are shared"));
    add(Setting.ignored("table.exec.resource.default-parallelism", "use parallelism.default"));
    add(Setting.ignored("table.planner", "there is one planner"));
    add(Setting.fixed("table.sql-dialect", List.of("default"), "there is one dialect"));
    add(
        Setting.fixed(
            "table.exec.sink.type-length-enforcer",
            List.of("IGNORE"),
            "rows are written as they are: cast to the length in the query"));
    add(
        Setting.fixed(
            "table.exec.legacy-cast-behaviour",
            List.of("DISABLED"),
            "a value that cannot be cast is an error: write TRY_CAST where NULL is wanted"));
    add(
        Setting.fixed(
            "table.exec.emit.allow-lateness",
            List.of("0", "0 ms", "0 s"),
            "a window fires once: let the WATERMARK lag further behind"));
    add(
        Setting.fixed(
            "table.column-expansion-strategy",
            List.of(""),
            "* stands for all columns: name those that are wanted"));
    add(
        Setting.ignored(
            "table.exec.emit.early-fire.enabled", "a window shows its result when it ends"));
    add(
        Setting.ignored(
            "table.exec.sink.upsert-materialize",
            "the rows of a key are kept where their order could be lost"));
    add(Setting.ignored("restart-strategy.failure-rate.delay", FAILURE_RATE));
    add(Setting.ignored("restart-strategy.failure-rate.failure-rate-interval", FAILURE_RATE));
    add(Setting.ignored("restart-strategy.failure-rate.max-failures-per-interval", FAILURE_RATE));
  }

  private KnownSettings() {}

  private static void add(Setting setting, Map<String, String> otherSpellings) {
    add(setting.spelled(otherSpellings));
  }

  private static void add(Setting setting) {
    BY_KEY.put(setting.key(), setting);
  }

  /** All settings that do something, in the order of documentation. */
  public static List<Setting> active() {
    return BY_KEY.values().stream().filter(s -> s.effect() == Setting.Effect.ACTIVE).toList();
  }

  /** The setting of a key, among them those that are ignored; older names mean the newer ones. */
  static Optional<Setting> find(String key) {
    Setting known = BY_KEY.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Setting> renamed = FlinkOptions.newName(key).map(BY_KEY::get);
    return renamed.isPresent() ? renamed : FlinkOptions.ignored(key);
  }
}
