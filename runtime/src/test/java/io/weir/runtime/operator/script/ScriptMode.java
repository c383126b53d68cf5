package io.weir.runtime.operator.script;

import java.util.ArrayList;
import java.util.List;

/**
 * A way to replay a script.
 *
 * @param isRowByRow whether each row is a batch
 * @param isOutputNarrow whether the output is full every other time it is asked
 * @param crashes whether each barrier, and each call that could not finish, is followed by a crash
 *     and a restore
 * @param parallelisms how many instances there are, one number after the other with each restore
 */
record ScriptMode(
    boolean isRowByRow, boolean isOutputNarrow, boolean crashes, List<Integer> parallelisms) {
  /** The plainest: what is written in the script is what this emits. */
  static final ScriptMode PLAIN = new ScriptMode(false, false, false, List.of(1));

  /** All ways. */
  static List<ScriptMode> all() {
    List<ScriptMode> modes = new ArrayList<>();
    for (boolean isRowByRow : new boolean[] {false, true}) {
      for (boolean isOutputNarrow : new boolean[] {false, true}) {
        modes.add(new ScriptMode(isRowByRow, isOutputNarrow, false, List.of(1)));
        modes.add(new ScriptMode(isRowByRow, isOutputNarrow, true, List.of(1)));
        modes.add(new ScriptMode(isRowByRow, isOutputNarrow, true, List.of(2, 3, 1)));
      }
    }
    return modes;
  }
}
