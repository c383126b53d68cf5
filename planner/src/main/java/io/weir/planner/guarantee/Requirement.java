package io.weir.planner.guarantee;

import io.weir.planner.guarantee.Guarantee.Level;
import io.weir.planner.setting.CheckpointingMode;
import io.weir.planner.setting.Settings;

/** The least that the settings of a session let a sink be promised. */
public enum Requirement {
  /** Anything goes. */
  NONE,
  /** Exactly once, as long as the script does not ask for less. */
  BY_MODE,
  /** Exactly once, whatever the checkpointing mode says. */
  BY_SETTING;

  /** What the settings ask for. */
  public static Requirement of(Settings settings) {
    if (settings.requiresExactlyOnce()) {
      return BY_SETTING;
    }
    return settings.checkpointingMode() == CheckpointingMode.EXACTLY_ONCE ? BY_MODE : NONE;
  }

  /** Whether a sink may be written with this promise; output that nobody keeps needs none. */
  public boolean isMetBy(Guarantee guarantee) {
    return this == NONE || guarantee.level() != Level.AT_LEAST_ONCE;
  }

  /** What to do where a promise is not enough. */
  public String hint(Guarantee guarantee) {
    return guarantee.remedy().map(remedy -> remedy + "; or ").orElse("") + waiver();
  }

  /** What to set if less is enough. */
  public String waiver() {
    return this == BY_SETTING
        ? "RESET 'weir.require-guarantee', and SET 'execution.checkpointing.mode' ="
            + " 'AT_LEAST_ONCE', if rows may come twice after a crash"
        : "SET 'execution.checkpointing.mode' = 'AT_LEAST_ONCE' if rows may come twice after a"
            + " crash";
  }
}
