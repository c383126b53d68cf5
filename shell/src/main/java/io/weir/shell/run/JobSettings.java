package io.weir.shell.run;

import io.weir.planner.setting.Settings;
import io.weir.runtime.connector.Options;
import io.weir.runtime.execution.job.CheckpointLimits;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.RestartStrategy;
import java.util.OptionalLong;

/** What the settings of a script say about how its jobs run. */
final class JobSettings {
  private JobSettings() {}

  /** How a durable job runs. */
  static JobOptions durable(Settings settings) {
    return new JobOptions(
        settings.parallelism(),
        true,
        settings.options().duration("execution.checkpointing.interval").toMillis(),
        alignedTimeoutMillis(settings.options()),
        JobOptions.DEFAULT_CHANNEL_CAPACITY,
        settings.timeZone(),
        restart(settings.options()),
        new CheckpointLimits(
            Math.max(1, settings.options().duration("execution.checkpointing.timeout").toMillis()),
            Math.max(
                0,
                (int)
                    settings
                        .options()
                        .integer("execution.checkpointing.tolerable-failed-checkpoints"))));
  }

  /** How a job runs whose output nobody keeps. */
  static JobOptions ephemeral(Settings settings) {
    return JobOptions.ephemeral(settings.parallelism(), settings.timeZone());
  }

  /** How many checkpoints of a durable job are kept. */
  static int retainedCheckpoints(Settings settings) {
    return Math.max(1, (int) settings.options().integer("execution.checkpointing.num-retained"));
  }

  private static OptionalLong alignedTimeoutMillis(Options options) {
    return options.flag("execution.checkpointing.unaligned.enabled")
        ? OptionalLong.of(
            options.duration("execution.checkpointing.aligned-checkpoint-timeout").toMillis())
        : OptionalLong.empty();
  }

  /** Whether state that nobody claims may be forgotten. */
  static boolean mayDrop(Settings settings) {
    return settings.options().flag("execution.state-recovery.ignore-unclaimed-state");
  }

  /** Whether a job may write again what has been published after its savepoint. */
  static boolean mayRepeat(Settings settings) {
    return settings.options().flag("weir.state-recovery.accept-duplicates");
  }

  private static RestartStrategy restart(Options options) {
    return switch (options.text("restart-strategy.type")) {
      case "none" -> RestartStrategy.NONE;
      case "fixed-delay" ->
          RestartStrategy.fixedDelay(
              (int) options.integer("restart-strategy.fixed-delay.attempts"),
              options.duration("restart-strategy.fixed-delay.delay").toMillis());
      default ->
          new RestartStrategy(
              (int)
                  options.integer(
                      "restart-strategy.exponential-delay.attempts-before-reset-backoff"),
              options.duration("restart-strategy.exponential-delay.initial-backoff").toMillis(),
              options.duration("restart-strategy.exponential-delay.max-backoff").toMillis(),
              options
                  .duration("restart-strategy.exponential-delay.reset-backoff-threshold")
                  .toMillis());
    };
  }
}
