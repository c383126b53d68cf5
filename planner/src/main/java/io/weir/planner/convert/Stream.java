package io.weir.planner.convert;

import io.weir.planner.error.PlanningException;
import io.weir.runtime.operator.window.WindowAssignNode;
import io.weir.runtime.operator.window.WindowColumn;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The stream that a relational expression became: a node, and for each column of the relational
 * expression where it is and what is known about it. The node may have more columns than that.
 *
 * <p>A window function assigns nothing by itself: its stream is <em>pending</em>, its window
 * columns exist nowhere yet. An aggregate that groups by them cuts the windows itself; every other
 * consumer calls {@link #assigned} first.
 *
 * @param node makes the rows
 * @param slots one for each column
 * @param pending the windows that are still to be assigned to the rows of {@code node}
 */
record Stream(PlanNode node, List<Slot> slots, Optional<Pending> pending) {
  Stream {
    slots = List.copyOf(slots);
  }

  /**
   * A column of a stream.
   *
   * @param name its name
   * @param column its position in the node's schema; negative for a pending window column
   * @param window what it says about which windows
   * @param lostTime which step made it an ordinary column, if it was a time attribute
   */
  record Slot(
      String name, int column, Optional<WindowProperty> window, Optional<LostTime> lostTime) {
    static Slot of(String name, int column) {
      return new Slot(name, column, Optional.empty(), Optional.empty());
    }

    boolean isPending() {
      return column < 0;
    }

    Slot named(String name) {
      return new Slot(name, column, window, lostTime);
    }

    Slot at(int column) {
      return new Slot(name, column, window, lostTime);
    }
  }

  /**
   * A column that tells about a row's window.
   *
   * @param frame which windows
   * @param column what about them
   */
  record WindowProperty(WindowFrame frame, WindowColumn column) {}

  /**
   * Windows that are to be cut.
   *
   * @param frame which
   * @param rowtime the position of the rowtime in the node's schema
   */
  record Pending(WindowFrame frame, int rowtime) {}

  /** A stream whose columns are those of its node. */
  static Stream of(PlanNode node) {
    List<String> names = node.properties().schema().names();
    return new Stream(
        node,
        IntStream.range(0, names.size()).mapToObj(i -> Slot.of(names.get(i), i)).toList(),
        Optional.empty());
  }

  /** The number of columns. */
  int size() {
    return slots.size();
  }

  /** The type of a column. */
  LogicalType type(int index) {
    Slot slot = slots.get(index);
    return slot.isPending()
        ? slot.window().orElseThrow().frame().type(slot.window().orElseThrow().column())
        : node.properties().schema().type(slot.column());
  }

  /** Whether a column is a time attribute. */
  TimeAttribute time(int index) {
    Slot slot = slots.get(index);
    if (slot.isPending()) {
      WindowProperty property = slot.window().orElseThrow();
      if (property.column() != WindowColumn.WINDOW_TIME) {
        return TimeAttribute.NONE;
      }
      return property.frame().isProctime() ? TimeAttribute.PROCTIME : TimeAttribute.ROWTIME;
    }
    return slot.lostTime().isPresent()
        ? TimeAttribute.NONE
        : node.properties().timeAttributes().get(slot.column());
  }

  /** The columns as fields. */
  List<Field> fields() {
    return IntStream.range(0, size())
        .mapToObj(i -> new Field(slots.get(i).name(), type(i)))
        .toList();
  }

  /** The same stream with every column in its node. */
  Stream assigned() {
    if (pending.isEmpty()) {
      return this;
    }
    Pending windows = pending.get();
    if (windows.frame().isProctime()) {
      throw new PlanningException(
          SqlParserPos.ZERO,
          "windows over processing time can only be aggregated",
          "GROUP BY window_start and window_end directly over the window function");
    }
    int base = node.properties().schema().size();
    PlanNode assign = WindowAssignNode.of(node, windows.frame().spec(), windows.rowtime());
    List<Slot> placed = new ArrayList<>();
    for (Slot slot : slots) {
      placed.add(
          slot.isPending() ? slot.at(base + slot.window().orElseThrow().column().ordinal()) : slot);
    }
    return new Stream(assign, placed, Optional.empty());
  }

  /** Whether the node's columns are exactly this stream's, in order and by name. */
  boolean isExact() {
    List<String> names = node.properties().schema().names();
    return pending.isEmpty()
        && names.size() == size()
        && IntStream.range(0, size())
            .allMatch(i -> slots.get(i).column() == i && slots.get(i).name().equals(names.get(i)));
  }
}
