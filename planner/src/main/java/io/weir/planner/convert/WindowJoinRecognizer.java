package io.weir.planner.convert;

import io.weir.planner.convert.JoinCondition.Key;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.convert.Stream.WindowProperty;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.timejoin.IntervalJoinNode;
import io.weir.runtime.operator.timejoin.JoinKeys;
import io.weir.runtime.operator.timejoin.JoinKind;
import io.weir.runtime.operator.timejoin.WindowJoinNode;
import io.weir.runtime.operator.window.WindowColumn;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * A join of insert-only inputs whose condition says that {@code window_start} and {@code
 * window_end} of equal windows are equal: a window join, which says all about a window at its end.
 */
final class WindowJoinRecognizer implements JoinRecognizer {
  private static final String LOST = "the window join can make it NULL";

  @Override
  public Optional<Stream> recognize(JoinInputs join, Wanted wanted, Conversion conversion) {
    Optional<JoinKind> kind = kind(join.kind());
    if (kind.isEmpty() || !isInsertOnly(join.left()) || !isInsertOnly(join.right())) {
      return Optional.empty();
    }
    return new Equalities(join).windows().map(w -> convert(join, kind.get(), w, conversion));
  }

  /**
   * Windows that are equal.
   *
   * @param left those of the left input
   * @param right those of the right input
   * @param keys what else must be equal
   * @param rest all other conjuncts
   */
  private record Windows(WindowFrame left, WindowFrame right, List<Key> keys, List<RexNode> rest) {}

  private static Stream convert(
      JoinInputs join, JoinKind kind, Windows windows, Conversion conversion) {
    JoinPieces pieces = JoinPieces.of(join.left(), join.right(), windows.keys(), conversion);
    PlanNode left = pieces.left().node();
    PlanNode right = pieces.right().node();
    Optional<Expression> condition =
        pieces.condition(windows.rest(), IntervalJoinNode.pairs(left, right, kind), conversion);
    int leftEnd = end(pieces.left(), windows.left());
    int rightEnd = end(pieces.right(), windows.right());
    boolean hasKeys = !pieces.keys().left().isEmpty();
    PlanNode node =
        WindowJoinNode.of(
            left,
            right,
            kind,
            windows.left().spec(),
            leftEnd,
            rightEnd,
            hasKeys
                ? pieces.keys()
                : new JoinKeys(List.of(leftEnd), List.of(rightEnd), List.of(false)),
            condition,
            conversion.timeZone());
    Stream joined = pieces.joined(node, kind.isLeftOnly(), LOST);
    return withWindows(joined, pieces, kind);
  }

  /** Columns that tell about windows still do, where they cannot be NULL. */
  private static Stream withWindows(Stream joined, JoinPieces pieces, JoinKind kind) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < joined.size(); i++) {
      Slot slot = joined.slots().get(i);
      boolean isLeft = i < pieces.left().size();
      Slot from =
          isLeft
              ? pieces.left().slots().get(i)
              : pieces.right().slots().get(i - pieces.left().size());
      Optional<WindowProperty> window =
          kind.isPadded(isLeft ? 0 : 1) ? Optional.empty() : from.window();
      slots.add(new Slot(slot.name(), slot.column(), window, slot.lostTime()));
    }
    return new Stream(joined.node(), slots, Optional.empty());
  }

  private static int end(Stream stream, WindowFrame frame) {
    return stream.slots().stream()
        .filter(slot -> is(slot, frame, WindowColumn.WINDOW_END))
        .findFirst()
        .orElseThrow()
        .column();
  }

  private static boolean is(Slot slot, WindowFrame frame, WindowColumn column) {
    return slot.window().filter(w -> w.frame() == frame && w.column() == column).isPresent();
  }

  private static boolean isInsertOnly(Stream stream) {
    return stream.node().properties().changelog() == ChangelogKind.INSERT_ONLY;
  }

  private static Optional<JoinKind> kind(JoinRelType type) {
    return switch (type) {
      case INNER -> Optional.of(JoinKind.INNER);
      case LEFT -> Optional.of(JoinKind.LEFT);
      case RIGHT -> Optional.of(JoinKind.RIGHT);
      case FULL -> Optional.of(JoinKind.FULL);
      case SEMI -> Optional.of(JoinKind.SEMI);
      case ANTI -> Optional.of(JoinKind.ANTI);
      default -> Optional.empty();
    };
  }

  /** The equalities of window columns in a condition. */
  private static final class Equalities {
    private final JoinInputs join;
    private WindowFrame left;
    private WindowFrame right;
    private boolean isStartEqual;
    private boolean isEndEqual;

    Equalities(JoinInputs join) {
      this.join = join;
    }

    Optional<Windows> windows() {
      List<Key> keys = new ArrayList<>();
      List<RexNode> rest = new ArrayList<>();
      for (Key key : join.condition().keys()) {
        if (!read(slot(join.left(), key.left()), slot(join.right(), key.right()))) {
          keys.add(key);
        }
      }
      for (RexNode conjunct : join.condition().rest()) {
        if (!read(conjunct)) {
          rest.add(conjunct);
        }
      }
      return isStartEqual && isEndEqual
          ? Optional.of(new Windows(left, right, keys, rest))
          : Optional.empty();
    }

    private static Optional<Slot> slot(Stream stream, Expression key) {
      Optional<Integer> column = JoinCondition.column(key);
      return stream.slots().stream()
          .filter(slot -> column.isPresent() && slot.column() == column.get())
          .findFirst();
    }

    private boolean read(RexNode conjunct) {
      if (conjunct.getKind() != SqlKind.EQUALS) {
        return false;
      }
      List<RexNode> operands = ((RexCall) conjunct).getOperands();
      if (!(operands.get(0) instanceof RexInputRef one)
          || !(operands.get(1) instanceof RexInputRef other)) {
        return false;
      }
      int first = Math.min(one.getIndex(), other.getIndex());
      int second = Math.max(one.getIndex(), other.getIndex());
      int leftSize = join.left().size();
      return first < leftSize
          && second >= leftSize
          && read(
              Optional.of(join.left().slots().get(first)),
              Optional.of(join.right().slots().get(second - leftSize)));
    }

    /** Whether two columns say the same about equal windows; if so it is noted. */
    private boolean read(Optional<Slot> leftSlot, Optional<Slot> rightSlot) {
      Optional<WindowProperty> one = leftSlot.flatMap(Slot::window);
      Optional<WindowProperty> other = rightSlot.flatMap(Slot::window);
      if (one.isEmpty() || other.isEmpty() || one.get().column() != other.get().column()) {
        return false;
      }
      WindowFrame leftFrame = one.get().frame();
      WindowFrame rightFrame = other.get().frame();
      boolean fits =
          leftFrame.spec().equals(rightFrame.spec())
              && (left == null || left == leftFrame && right == rightFrame);
      if (!fits) {
        return false;
      }
      left = leftFrame;
      right = rightFrame;
      isStartEqual |= one.get().column() == WindowColumn.WINDOW_START;
      isEndEqual |= one.get().column() == WindowColumn.WINDOW_END;
      return true;
    }
  }
}
