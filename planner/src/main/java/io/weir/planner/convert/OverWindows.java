package io.weir.planner.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.rex.RexWindow;

/** The different windows of the calls of OVER in some expressions. */
final class OverWindows {
  private final List<Window> windows = new ArrayList<>();

  private OverWindows() {}

  /**
   * Calls that are computed together: they partition and order alike, and those that look at a
   * frame look at the same.
   *
   * @param calls without repetitions
   */
  record Window(List<RexOver> calls) {
    /** A call that looks at a frame, if there is one; else any. */
    RexOver framed() {
      return calls.stream().filter(OverWindows::hasFrame).findFirst().orElse(calls.get(0));
    }

    private boolean takes(RexOver call) {
      RexWindow mine = calls.get(0).getWindow();
      RexWindow other = call.getWindow();
      boolean isSameOrder =
          mine.partitionKeys.equals(other.partitionKeys) && mine.orderKeys.equals(other.orderKeys);
      return isSameOrder
          && (!hasFrame(call)
              || calls.stream().filter(OverWindows::hasFrame).allMatch(c -> isSameFrame(c, call)));
    }

    private static boolean isSameFrame(RexOver left, RexOver right) {
      RexWindow a = left.getWindow();
      RexWindow b = right.getWindow();
      return a.isRows() == b.isRows()
          && a.getLowerBound().equals(b.getLowerBound())
          && a.getUpperBound().equals(b.getUpperBound());
    }
  }

  /** The windows, in the order in which they occur. */
  static List<Window> of(List<RexNode> expressions) {
    Set<RexOver> calls = new LinkedHashSet<>();
    for (RexNode expression : expressions) {
      expression.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitOver(RexOver over) {
              calls.add(over);
              return null;
            }
          });
    }
    OverWindows found = new OverWindows();
    calls.forEach(found::add);
    return found.windows;
  }

  private void add(RexOver call) {
    for (Window window : windows) {
      if (window.takes(call)) {
        window.calls().add(call);
        return;
      }
    }
    windows.add(new Window(new ArrayList<>(List.of(call))));
  }

  /** Whether the frame matters to a call. */
  static boolean hasFrame(RexOver call) {
    return switch (call.getAggOperator().getKind()) {
      case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE, LAG, LEAD -> false;
      default -> true;
    };
  }
}
