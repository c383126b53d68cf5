package io.weir.planner.convert;

import io.weir.planner.setting.Settings;
import io.weir.planner.validate.StateTtlHints;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;

/** How long the rows of an input are remembered by a join or an aggregate. */
final class StateTtl {
  private StateTtl() {}

  /** What the hint at the table says from which the rows come as they are, or the setting. */
  static long millis(RelNode input, Settings settings) {
    RelNode rel = input;
    while (rel instanceof Project || rel instanceof Filter) {
      rel = rel.getInput(0);
    }
    if (rel instanceof TableScan scan) {
      return scan.getHints().stream()
          .filter(hint -> hint.hintName.equals(StateTtlHints.NAME))
          .findFirst()
          .map(StateTtlHints::millis)
          .orElse(settings.stateTtlMillis());
    }
    return settings.stateTtlMillis();
  }
}
