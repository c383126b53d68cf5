package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.ValueOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** ARRAY_SORT. */
final class ArraySort {
  private ArraySort() {}

  /** The function. */
  static ScalarFunction function() {
    return KernelFunction.named("ARRAY_SORT")
        .doc(
            "The elements of `array` in ascending order, or descending if `ascending` is FALSE."
                + " NULLs come first if `nullsFirst`, by default where the order is ascending.",
            "ARRAY_SORT(ARRAY[3, 1, NULL, 2], FALSE)",
            "ARRAY[3, 2, 1, NULL]")
        .arguments(
            1,
            3,
            "ARRAY_SORT(ARRAY)",
            "ARRAY_SORT(ARRAY, BOOLEAN)",
            "ARRAY_SORT(ARRAY, BOOLEAN, BOOLEAN)")
        .resolve(ArraySort::resolve);
  }

  private static Resolution resolve(CallArguments arguments) {
    LogicalType array = arguments.type(0);
    boolean isSortable = ArrayTypes.isArray(array) && !ArrayTypes.element(array).kind().isNested();
    List<LogicalType> flags = arguments.types().subList(1, arguments.size());
    boolean hasFlags =
        flags.stream()
            .allMatch(type -> type.kind() == TypeKind.BOOLEAN || type.kind() == TypeKind.NULL);
    if (!isSortable || !hasFlags) {
      return ArrayTypes.mismatch("ARRAY_SORT", arguments);
    }
    LogicalType[] parameters = new LogicalType[arguments.size()];
    Arrays.setAll(
        parameters,
        i -> i == 0 ? array : LogicalType.bool().withNullable(arguments.type(i).nullable()));
    return Resolution.of(
        FunctionBinding.custom(
            List.of(parameters),
            array.withNullable(arguments.anyNullable()),
            context -> ArraySort::sort));
  }

  private static void sort(Selection rows, Operand[] inputs, Result output) {
    Column arrays = inputs[0].column();
    Column elements = arrays.child(0);
    ValueOrder order =
        ValueOrder.of(ArrayTypes.element(output.type()).withNullable(true), elements, elements);
    Comparator<Integer> ascending = order::compare;
    ElementList list = new ElementList(output.rowCount());
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (Arrays.stream(inputs).anyMatch(input -> input.isNull(row))) {
        list.endNull(row);
        continue;
      }
      boolean isAscending = inputs.length < 2 || flag(inputs[1], row);
      boolean nullsFirst = inputs.length < 3 ? isAscending : flag(inputs[2], row);
      int slot = inputs[0].slot(row);
      int start = arrays.getStart(slot);
      int nulls = 0;
      Integer[] sorted = new Integer[arrays.getLength(slot)];
      for (int k = 0; k < sorted.length; k++) {
        sorted[k] = start + k;
        nulls += elements.isNull(start + k) ? 1 : 0;
      }
      // NULLs are lowest, so they are at one end; from there they are moved where they belong.
      Arrays.sort(sorted, isAscending ? ascending : ascending.reversed());
      if (nullsFirst != isAscending) {
        Collections.rotate(Arrays.asList(sorted), isAscending ? -nulls : nulls);
      }
      for (int element : sorted) {
        list.add(0, element);
      }
      list.end(row);
    }
    list.finish(output, elements.vector());
  }

  private static boolean flag(Operand operand, int row) {
    return operand.column().getBoolean(operand.slot(row));
  }
}
