package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** Functions of ARRAYs that go through the elements in order. */
final class ArrayFunctions {
  private ArrayFunctions() {}

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    return List.of(
        contains(),
        position(),
        remove(),
        reverse(),
        slice(),
        extended("ARRAY_APPEND", true, "ARRAY_APPEND(ARRAY[1, 2], 3)", "ARRAY[1, 2, 3]"),
        extended("ARRAY_PREPEND", false, "ARRAY_PREPEND(ARRAY[1, 2], 0)", "ARRAY[0, 1, 2]"),
        concat(),
        extreme("ARRAY_MAX", 1, "The greatest", "ARRAY_MAX(ARRAY[1, NULL, 3])", "3"),
        extreme("ARRAY_MIN", -1, "The least", "ARRAY_MIN(ARRAY[1, NULL, 3])", "1"));
  }

  private static ScalarFunction contains() {
    return KernelFunction.named("ARRAY_CONTAINS")
        .doc(
            "Whether `element` is in `array`; NULL is equal to NULL here. NULL if `array` is NULL.",
            "ARRAY_CONTAINS(ARRAY[1, 2], 2)",
            "TRUE")
        .arguments(2, 2, "ARRAY_CONTAINS(ARRAY, element)")
        .resolve(
            arguments -> {
              Optional<LogicalType> needle =
                  ArrayTypes.asElement(arguments.type(0), arguments.type(1));
              if (needle.isEmpty()) {
                return ArrayTypes.mismatch("ARRAY_CONTAINS", arguments);
              }
              LogicalType result = LogicalType.bool().withNullable(arguments.type(0).nullable());
              return Resolution.of(
                  FunctionBinding.custom(
                      List.of(arguments.type(0), needle.get()),
                      result,
                      context ->
                          (rows, inputs, output) -> {
                            Search search = new Search(needle.get(), inputs);
                            for (int i = 0; i < rows.count(); i++) {
                              int row = rows.row(i);
                              if (inputs[0].isNull(row)) {
                                output.setNull(row);
                              } else {
                                output.column().putBoolean(row, search.find(row) > 0);
                              }
                            }
                          }));
            });
  }

  private static ScalarFunction position() {
    return KernelFunction.named("ARRAY_POSITION")
        .doc(
            "The position (from 1) of the first `element` in `array`, 0 if there is none; NULL if"
                + " an argument is NULL.",
            "ARRAY_POSITION(ARRAY['a', 'b', 'b'], 'b')",
            "2")
        .arguments(2, 2, "ARRAY_POSITION(ARRAY, element)")
        .resolve(
            arguments -> {
              Optional<LogicalType> needle =
                  ArrayTypes.asElement(arguments.type(0), arguments.type(1));
              if (needle.isEmpty()) {
                return ArrayTypes.mismatch("ARRAY_POSITION", arguments);
              }
              return Resolution.of(
                  FunctionBinding.strict(
                      List.of(arguments.type(0), needle.get()),
                      LogicalType.int32(),
                      context ->
                          (rows, inputs, output) -> {
                            Search search = new Search(needle.get(), inputs);
                            for (int i = 0; i < rows.count(); i++) {
                              int row = rows.row(i);
                              if (!output.column().isNull(row)) {
                                output.column().putInt(row, search.find(row));
                              }
                            }
                          }));
            });
  }

  /** Looks for the second input in the ARRAY that is the first. */
  private static final class Search {
    private final Operand array;
    private final Operand needle;
    private final ValueOrder order;

    private Search(LogicalType element, Operand[] inputs) {
      array = inputs[0];
      needle = inputs[1];
      order = ValueOrder.of(element, array.column().child(0), needle.column());
    }

    /** Its position from 1, or 0. */
    private int find(int row) {
      int slot = array.slot(row);
      int start = array.column().getStart(slot);
      int wanted = needle.slot(row);
      for (int at = start; at < array.column().getEnd(slot); at++) {
        if (order.equal(at, wanted)) {
          return at - start + 1;
        }
      }
      return 0;
    }
  }

  private static ScalarFunction remove() {
    return KernelFunction.named("ARRAY_REMOVE")
        .doc(
            "`array` without the elements that are equal to `element`, NULL being equal to NULL.",
            "ARRAY_REMOVE(ARRAY[1, 2, 1], 1)",
            "ARRAY[2]")
        .arguments(2, 2, "ARRAY_REMOVE(ARRAY, element)")
        .resolve(
            arguments -> {
              LogicalType array = arguments.type(0);
              Optional<LogicalType> needle = ArrayTypes.asElement(array, arguments.type(1));
              if (needle.isEmpty()) {
                return ArrayTypes.mismatch("ARRAY_REMOVE", arguments);
              }
              return Resolution.of(
                  FunctionBinding.custom(
                      List.of(array, needle.get()),
                      array,
                      context ->
                          (rows, inputs, output) -> {
                            Column arrays = inputs[0].column();
                            Column elements = arrays.child(0);
                            ValueOrder order =
                                ValueOrder.of(needle.get(), elements, inputs[1].column());
                            ElementList list = new ElementList(output.rowCount());
                            for (int i = 0; i < rows.count(); i++) {
                              int row = rows.row(i);
                              if (inputs[0].isNull(row)) {
                                list.endNull(row);
                                continue;
                              }
                              int slot = inputs[0].slot(row);
                              int wanted = inputs[1].slot(row);
                              for (int at = arrays.getStart(slot); at < arrays.getEnd(slot); at++) {
                                if (!order.equal(at, wanted)) {
                                  list.add(0, at);
                                }
                              }
                              list.end(row);
                            }
                            list.finish(output, elements.vector());
                          }));
            });
  }

  private static ScalarFunction reverse() {
    return KernelFunction.named("ARRAY_REVERSE")
        .doc(
            "The elements of `array` in reverse order.",
            "ARRAY_REVERSE(ARRAY[1, 2, 3])",
            "ARRAY[3, 2, 1]")
        .arguments(1, 1, "ARRAY_REVERSE(ARRAY)")
        .resolve(
            arguments ->
                !ArrayTypes.isArray(arguments.type(0))
                    ? ArrayTypes.mismatch("ARRAY_REVERSE", arguments)
                    : Resolution.of(
                        FunctionBinding.custom(
                            arguments.types(),
                            arguments.type(0),
                            context ->
                                (rows, inputs, output) -> {
                                  Column arrays = inputs[0].column();
                                  ElementList list = new ElementList(output.rowCount());
                                  for (int i = 0; i < rows.count(); i++) {
                                    int row = rows.row(i);
                                    if (inputs[0].isNull(row)) {
                                      list.endNull(row);
                                      continue;
                                    }
                                    int slot = inputs[0].slot(row);
                                    int start = arrays.getStart(slot);
                                    for (int at = arrays.getEnd(slot) - 1; at >= start; at--) {
                                      list.add(0, at);
                                    }
                                    list.end(row);
                                  }
                                  list.finish(output, arrays.child(0).vector());
                                })));
  }

  private static ScalarFunction slice() {
    return KernelFunction.named("ARRAY_SLICE")
        .doc(
            "The elements of `array` from position `start` to position `end` (by default to the"
                + " last). Positions count from 1, negative ones from the end, 0 is the first"
                + " element; empty if they are outside or in the wrong order.",
            "ARRAY_SLICE(ARRAY['a', 'b', 'c', 'd'], -3, -2)",
            "ARRAY['b', 'c']")
        .arguments(2, 3, "ARRAY_SLICE(ARRAY, INT)", "ARRAY_SLICE(ARRAY, INT, INT)")
        .resolve(
            arguments -> {
              List<LogicalType> parameters = new ArrayList<>(arguments.types());
              for (int i = 1; i < parameters.size(); i++) {
                LogicalType type = parameters.get(i);
                if (ImplicitCasts.distance(type, LogicalType.int32()) == ImplicitCasts.IMPOSSIBLE) {
                  return ArrayTypes.mismatch("ARRAY_SLICE", arguments);
                }
                parameters.set(i, LogicalType.int32().withNullable(type.nullable()));
              }
              return !ArrayTypes.isArray(arguments.type(0))
                  ? ArrayTypes.mismatch("ARRAY_SLICE", arguments)
                  : Resolution.of(
                      FunctionBinding.custom(
                          parameters,
                          arguments.type(0).withNullable(arguments.anyNullable()),
                          context ->
                              (rows, inputs, output) -> {
                                ElementList list = new ElementList(output.rowCount());
                                for (int i = 0; i < rows.count(); i++) {
                                  slice(inputs, rows.row(i), list);
                                }
                                list.finish(output, inputs[0].column().child(0).vector());
                              }));
            });
  }

  private static void slice(Operand[] inputs, int row, ElementList list) {
    if (Arrays.stream(inputs).anyMatch(input -> input.isNull(row))) {
      list.endNull(row);
      return;
    }
    int slot = inputs[0].slot(row);
    Column arrays = inputs[0].column();
    long length = arrays.getLength(slot);
    long start = inputs[1].column().getInt(inputs[1].slot(row));
    long end = inputs.length < 3 ? length : inputs[2].column().getInt(inputs[2].slot(row));
    long first = Math.max(1, start < 0 ? length + start + 1 : start);
    long last = Math.min(length, end < 0 ? length + end + 1 : Math.max(1, end));
    if (first <= last) {
      int base = arrays.getStart(slot);
      list.addAll(0, base + (int) first - 1, base + (int) last);
    }
    list.end(row);
  }

  private static ScalarFunction extended(
      String name, boolean atEnd, String example, String result) {
    return KernelFunction.named(name)
        .doc(
            "`array` with `element` added " + (atEnd ? "at the end." : "at the start."),
            example,
            result)
        .arguments(2, 2, name + "(ARRAY, element)")
        .resolve(
            arguments -> {
              if (!ArrayTypes.isArray(arguments.type(0))) {
                return ArrayTypes.mismatch(name, arguments);
              }
              Optional<LogicalType> common =
                  CommonTypes.of(List.of(ArrayTypes.element(arguments.type(0)), arguments.type(1)));
              if (common.isEmpty()) {
                return ArrayTypes.mismatch(name, arguments);
              }
              LogicalType element = common.get();
              LogicalType array =
                  LogicalType.array(element).withNullable(arguments.type(0).nullable());
              return Resolution.of(
                  FunctionBinding.custom(
                      List.of(array, element.withNullable(arguments.type(1).nullable())),
                      array,
                      context ->
                          (rows, inputs, output) -> {
                            Column arrays = inputs[0].column();
                            ElementList list = new ElementList(output.rowCount());
                            for (int i = 0; i < rows.count(); i++) {
                              int row = rows.row(i);
                              if (inputs[0].isNull(row)) {
                                list.endNull(row);
                                continue;
                              }
                              int slot = inputs[0].slot(row);
                              if (!atEnd) {
                                list.add(1, inputs[1].slot(row));
                              }
                              list.addAll(0, arrays.getStart(slot), arrays.getEnd(slot));
                              if (atEnd) {
                                list.add(1, inputs[1].slot(row));
                              }
                              list.end(row);
                            }
                            list.finish(
                                output, arrays.child(0).vector(), inputs[1].column().vector());
                          }));
            });
  }

  private static ScalarFunction concat() {
    return KernelFunction.named("ARRAY_CONCAT")
        .doc(
            "The elements of all arrays one after the other; NULL if any of them is NULL.",
            "ARRAY_CONCAT(ARRAY[1, 2], ARRAY[3])",
            "ARRAY[1, 2, 3]")
        .arguments(1, Integer.MAX_VALUE, "ARRAY_CONCAT(ARRAY, ...)")
        .resolve(
            arguments ->
                ArrayTypes.common(arguments.types())
                    .map(
                        type ->
                            Resolution.of(
                                FunctionBinding.custom(
                                    ArrayTypes.parameters(type, arguments),
                                    type.withNullable(arguments.anyNullable()),
                                    context -> ArrayFunctions::concat)))
                    .orElseGet(() -> ArrayTypes.mismatch("ARRAY_CONCAT", arguments)));
  }

  private static void concat(Selection rows, Operand[] inputs, Result output) {
    ElementList list = new ElementList(output.rowCount());
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      boolean isNull = false;
      for (int k = 0; k < inputs.length && !isNull; k++) {
        isNull = inputs[k].isNull(row);
        if (!isNull) {
          int slot = inputs[k].slot(row);
          list.addAll(k, inputs[k].column().getStart(slot), inputs[k].column().getEnd(slot));
        }
      }
      if (isNull) {
        list.endNull(row);
      } else {
        list.end(row);
      }
    }
    FieldVector[] sources = new FieldVector[inputs.length];
    for (int k = 0; k < inputs.length; k++) {
      sources[k] = inputs[k].column().child(0).vector();
    }
    list.finish(output, sources);
  }

  private static ScalarFunction extreme(
      String name, int sign, String which, String example, String result) {
    return KernelFunction.named(name)
        .doc(
            which + " element of `array` that is not NULL; NULL if there is none.", example, result)
        .arguments(1, 1, name + "(ARRAY)")
        .resolve(
            arguments -> {
              LogicalType array = arguments.type(0);
              if (!ArrayTypes.isArray(array) || ArrayTypes.element(array).kind().isNested()) {
                return ArrayTypes.mismatch(name, arguments);
              }
              LogicalType element = ArrayTypes.element(array).withNullable(true);
              return Resolution.of(
                  FunctionBinding.custom(
                      Collections.singletonList(array),
                      element,
                      context ->
                          (rows, inputs, output) -> {
                            Column arrays = inputs[0].column();
                            Column elements = arrays.child(0);
                            ValueOrder order = ValueOrder.of(element, elements, elements);
                            int[] slots = new int[output.rowCount()];
                            Arrays.fill(slots, Gather.NULL_SLOT);
                            for (int i = 0; i < rows.count(); i++) {
                              int row = rows.row(i);
                              if (!inputs[0].isNull(row)) {
                                int slot = inputs[0].slot(row);
                                slots[row] =
                                    extreme(
                                        elements,
                                        order,
                                        arrays.getStart(slot),
                                        arrays.getEnd(slot),
                                        sign);
                              }
                            }
                            output.set(
                                Gather.copy(
                                    element,
                                    elements.vector(),
                                    slots,
                                    slots.length,
                                    output.allocator()));
                          }));
            });
  }

  private static int extreme(Column elements, ValueOrder order, int start, int end, int sign) {
    int best = Gather.NULL_SLOT;
    for (int at = start; at < end; at++) {
      boolean isBetter = !elements.isNull(at) && (best < 0 || order.compare(at, best) * sign > 0);
      best = isBetter ? at : best;
    }
    return best;
  }
}
