package io.weir.runtime.operator.over;

/**
 * Which rows that have been emitted later rows still look at.
 *
 * @param rows so many of the last ones
 * @param micros those that are at most so much older; negative for none
 * @param isEverything whether it is all of them
 */
record OverHistory(long rows, long micros, boolean isEverything) {
  /** What the calls of a node that are not accumulated look at. */
  static OverHistory of(OverNode node) {
    OverFrame frame = node.frame();
    long rows = 0;
    long micros = -1;
    boolean isEverything = false;
    for (OverCall call : node.calls()) {
      if (call.function() == OverFunction.LAG) {
        rows = Math.max(rows, call.number());
      }
      if (!call.function().hasFrame() || OverAccumulators.takes(call, frame)) {
        continue;
      }
      if (frame.preceding() == OverFrame.UNBOUNDED) {
        isEverything = true;
      } else if (frame.unit() == OverFrame.Unit.ROWS) {
        rows = Math.max(rows, frame.preceding());
      } else if (frame.preceding() > 0) {
        micros = Math.max(micros, frame.preceding());
      }
    }
    return new OverHistory(rows, micros, isEverything);
  }

  boolean isEmpty() {
    return rows <= 0 && micros < 0 && !isEverything;
  }

  /**
   * Whether a row is looked at.
   *
   * @param newer how many rows are newer
   * @param ageMicros how much older it is than the newest
   */
  boolean holds(long newer, long ageMicros) {
    return isEverything || newer < rows || ageMicros <= micros;
  }
}
