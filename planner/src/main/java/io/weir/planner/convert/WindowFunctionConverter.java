package io.weir.planner.convert;

import io.weir.planner.convert.Stream.Pending;
import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.convert.Stream.WindowProperty;
import io.weir.planner.error.PlanningException;
import io.weir.planner.setting.RuntimeMode;
import io.weir.planner.validate.WindowFunction;
import io.weir.runtime.operator.sort.FinalRowsNode;
import io.weir.runtime.operator.window.SessionAssignNode;
import io.weir.runtime.operator.window.WindowColumn;
import io.weir.runtime.operator.window.WindowSpec;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * TUMBLE, HOP and CUMULATE: windows to be cut from a rowtime. SESSION: windows that are assigned.
 */
final class WindowFunctionConverter implements RelConverter<TableFunctionScan> {
  private static final int MILLISECONDS = 3;

  @Override
  public Class<TableFunctionScan> kind() {
    return TableFunctionScan.class;
  }

  @Override
  public Stream convert(TableFunctionScan scan, Wanted wanted, Conversion conversion) {
    if (scan.getInputs().size() != 1) {
      throw new AssertionError("a window function over " + scan.getInputs().size() + " inputs");
    }
    RexCall call = (RexCall) scan.getCall();
    WindowFunction function = (WindowFunction) call.getOperator();
    boolean isBatch = conversion.settings().runtimeMode() == RuntimeMode.BATCH;
    Stream input =
        finished(
            Calcs.exact(conversion.convert(scan.getInput(0), Wanted.RETRACT), conversion), isBatch);
    int time =
        ((RexInputRef) ((RexCall) call.getOperands().get(0)).getOperands().get(0)).getIndex();
    checkTime(input, time, isBatch, call.getParserPosition());
    checkChanges(input, time, call.getParserPosition());
    WindowSpec spec = spec(function, call, conversion, input, time);
    boolean isSession = function.isLike(WindowFunction.SESSION);
    // Sessions of processing time are assigned by an operator whose watermark is the clock.
    boolean isCutByClock = input.time(time) == TimeAttribute.PROCTIME && !isSession;
    WindowFrame frame = new WindowFrame(spec, isCutByClock);
    List<Integer> keys = isSession ? keys(call, 2) : List.of();
    List<Slot> slots = new ArrayList<>(input.slots());
    for (int i = 0; i < slots.size(); i++) {
      if (input.time(i) == TimeAttribute.ROWTIME) {
        slots.set(
            i,
            new Slot(
                slots.get(i).name(),
                slots.get(i).column(),
                Optional.empty(),
                Optional.of(
                    LostTime.computed(
                        function.getName()
                            + " made window_time the time attribute in its place"))));
      }
    }
    int base = input.node().properties().schema().size();
    for (WindowColumn column : WindowColumn.values()) {
      slots.add(
          new Slot(
              function.columnName(column.columnName()),
              isSession ? base + column.ordinal() : -1,
              Optional.of(new WindowProperty(frame, column)),
              Optional.empty()));
    }
    if (isSession) {
      SessionAssignNode node = SessionAssignNode.of(input.node(), spec, time, keys);
      return new Stream(node, slots, Optional.empty());
    }
    return new Stream(input.node(), slots, Optional.of(new Pending(frame, time)));
  }

  /** In batch mode rows that change are taken when they have done so for the last time. */
  private static Stream finished(Stream input, boolean isBatch) {
    boolean changes = input.node().properties().changelog() != ChangelogKind.INSERT_ONLY;
    return isBatch && changes
        ? new Stream(FinalRowsNode.of(input.node()), input.slots(), Optional.empty())
        : input;
  }

  /** The columns of a DESCRIPTOR, if the call has it. */
  private static List<Integer> keys(RexCall call, int operand) {
    if (call.getOperands().size() <= operand) {
      return List.of();
    }
    return ((RexCall) call.getOperands().get(operand))
        .getOperands().stream().map(key -> ((RexInputRef) key).getIndex()).toList();
  }

  /** In batch mode, where no watermark says what time it is, any point in time will do. */
  private static void checkTime(Stream input, int time, boolean isBatch, SqlParserPos position) {
    String name = input.slots().get(time).name();
    boolean isTime = isBatch && isPointInTime(input.type(time));
    if (input.time(time) == TimeAttribute.NONE && !isTime) {
      String reason =
          input.slots().get(time).lostTime().map(lost -> ": " + lost.reason()).orElse("");
      throw new PlanningException(
          position,
          "windows need a time attribute, and \"" + name + "\" is none" + reason,
          reason.isEmpty()
              ? "declare WATERMARK FOR "
                  + name
                  + " AS "
                  + name
                  + " - INTERVAL '5' SECOND in its"
                  + " table"
              : "use the time attribute as it is, and compute with it after the window");
    }
  }

  /** Rows that change are taken back from the windows of their time, which is to be the same. */
  private static void checkChanges(Stream input, int time, SqlParserPos position) {
    boolean changes = input.node().properties().changelog() != ChangelogKind.INSERT_ONLY;
    if (changes && input.time(time) == TimeAttribute.PROCTIME) {
      throw new PlanningException(
          position,
          "windows of processing time over rows that change are not supported: a row would leave"
              + " another window than it came to",
          "use windows of a rowtime: declare WATERMARK FOR a column of the table");
    }
  }

  private static boolean isPointInTime(LogicalType type) {
    boolean isTimestamp =
        type.kind() == TypeKind.TIMESTAMP || type.kind() == TypeKind.TIMESTAMP_LTZ;
    return isTimestamp && type.precision() <= MILLISECONDS;
  }

  private static WindowSpec spec(
      WindowFunction function, RexCall call, Conversion conversion, Stream input, int time) {
    List<Long> millis = new ArrayList<>();
    for (RexNode operand : call.getOperands().subList(1, call.getOperands().size())) {
      if (!(operand instanceof RexLiteral)) {
        continue;
      }
      BigDecimal value = ((RexLiteral) operand).getValueAs(BigDecimal.class);
      millis.add(value.longValueExact());
    }
    SqlParserPos position = call.getParserPosition();
    if (function.isLike(WindowFunction.SESSION)) {
      return session(millis.get(0), position, input.type(time), conversion);
    }
    boolean isTumble = function.isLike(WindowFunction.TUMBLE);
    long step = millis.get(0);
    long size = isTumble ? step : millis.get(1);
    int offsetIndex = isTumble ? 1 : 2;
    long offset = millis.size() > offsetIndex ? millis.get(offsetIndex) : 0;
    check(function, step, size, position);
    WindowSpec spec =
        isTumble
            ? WindowSpec.tumble(size, offset)
            : function.isLike(WindowFunction.HOP)
                ? WindowSpec.hop(size, step, offset)
                : WindowSpec.cumulate(size, step, offset);
    boolean isInstant = input.type(time).kind() == TypeKind.TIMESTAMP_LTZ;
    return isInstant ? spec.inZone(conversion.timeZone()) : spec;
  }

  private static WindowSpec session(
      long gap, SqlParserPos position, LogicalType time, Conversion conversion) {
    if (gap <= 0) {
      throw new PlanningException(position, "the gap of SESSION must be positive", null);
    }
    WindowSpec spec = WindowSpec.session(gap);
    return time.kind() == TypeKind.TIMESTAMP_LTZ ? spec.inZone(conversion.timeZone()) : spec;
  }

  private static void check(WindowFunction function, long step, long size, SqlParserPos position) {
    if (step <= 0 || size <= 0) {
      throw new PlanningException(
          position, "the sizes of " + function.getName() + " must be positive", null);
    }
    if (size % step != 0 && !function.isOfGroupBy()) {
      String stepName = function.isLike(WindowFunction.HOP) ? "slide" : "step";
      throw new PlanningException(
          position,
          "the size of "
              + function.getName()
              + ", "
              + size
              + " ms, is not a multiple of its "
              + stepName
              + ", "
              + step
              + " ms",
          "write the " + stepName + " before the size, and a size that it divides");
    }
  }
}
