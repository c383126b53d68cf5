package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** ARRAYs as sets: each element once, in the order of its first appearance; NULL equals NULL. */
final class ArraySets {
  private ArraySets() {}

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    return List.of(
        KernelFunction.named("ARRAY_DISTINCT")
            .doc(
                "The elements of `array`, each once.",
                "ARRAY_DISTINCT(ARRAY[1, 2, 1])",
                "ARRAY[1, 2]")
            .arguments(1, 1, "ARRAY_DISTINCT(ARRAY)")
            .resolve(arguments -> resolve("ARRAY_DISTINCT", Operation.UNION, arguments)),
        operation(
            "ARRAY_UNION",
            Operation.UNION,
            "The elements that are in either of two arrays, each once.",
            "ARRAY_UNION(ARRAY[1, 2], ARRAY[3, 2])",
            "ARRAY[1, 2, 3]"),
        operation(
            "ARRAY_EXCEPT",
            Operation.EXCEPT,
            "The elements of the first array that are not in the second, each once.",
            "ARRAY_EXCEPT(ARRAY[1, 2, 3], ARRAY[2])",
            "ARRAY[1, 3]"),
        operation(
            "ARRAY_INTERSECT",
            Operation.INTERSECT,
            "The elements of the first array that are in the second too, each once.",
            "ARRAY_INTERSECT(ARRAY[1, 2, 3], ARRAY[3, 2])",
            "ARRAY[2, 3]"));
  }

  private enum Operation {
    UNION,
    EXCEPT,
    INTERSECT
  }

  private static ScalarFunction operation(
      String name, Operation operation, String doc, String example, String result) {
    return KernelFunction.named(name)
        .doc(doc + " NULL if an array is NULL.", example, result)
        .arguments(2, 2, name + "(ARRAY, ARRAY)")
        .resolve(arguments -> resolve(name, operation, arguments));
  }

  private static Resolution resolve(String name, Operation operation, CallArguments arguments) {
    return ArrayTypes.common(arguments.types())
        .map(
            type ->
                Resolution.of(
                    FunctionBinding.custom(
                        ArrayTypes.parameters(type, arguments),
                        type.withNullable(arguments.anyNullable()),
                        context -> (rows, inputs, output) -> run(operation, rows, inputs, output))))
        .orElseGet(() -> ArrayTypes.mismatch(name, arguments));
  }

  private static void run(Operation operation, Selection rows, Operand[] inputs, Result output) {
    LogicalType element = ArrayTypes.element(output.type());
    try (FieldVector all = allElements(element, inputs, output)) {
      SlotSet seen = new SlotSet(element, Column.of(all));
      SlotSet other = new SlotSet(element, Column.of(all));
      ElementList list = new ElementList(output.rowCount());
      int offset = inputs[0].column().child(0).vector().getValueCount();
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        if (inputs[0].isNull(row) || inputs.length > 1 && inputs[1].isNull(row)) {
          list.endNull(row);
          continue;
        }
        addRow(operation, inputs, row, offset, seen, other, list);
        list.end(row);
      }
      list.finish(output, all);
    }
  }

  private static void addRow(
      Operation operation,
      Operand[] inputs,
      int row,
      int offset,
      SlotSet seen,
      SlotSet other,
      ElementList list) {
    Column first = inputs[0].column();
    int slot = inputs[0].slot(row);
    int start = inputs.length > 1 ? offset + start(inputs[1], row) : 0;
    int end = inputs.length > 1 ? offset + end(inputs[1], row) : 0;
    seen.clear(first.getLength(slot) + end - start);
    other.clear(end - start);
    for (int at = start; at < end && operation != Operation.UNION; at++) {
      other.add(at);
    }
    for (int at = first.getStart(slot); at < first.getEnd(slot); at++) {
      boolean wanted =
          operation == Operation.UNION || other.contains(at) == (operation == Operation.INTERSECT);
      if (wanted && seen.add(at)) {
        list.add(0, at);
      }
    }
    for (int at = start; at < end && operation == Operation.UNION; at++) {
      if (seen.add(at)) {
        list.add(0, at);
      }
    }
  }

  private static int start(Operand array, int row) {
    return array.column().getStart(array.slot(row));
  }

  private static int end(Operand array, int row) {
    return array.column().getEnd(array.slot(row));
  }

  /** The elements of the first input followed by those of the second. */
  private static FieldVector allElements(LogicalType type, Operand[] inputs, Result output) {
    FieldVector[] sources = new FieldVector[inputs.length];
    int count = 0;
    for (int i = 0; i < inputs.length; i++) {
      sources[i] = inputs[i].column().child(0).vector();
      count = Math.addExact(count, sources[i].getValueCount());
    }
    int[] sourceOf = new int[count];
    int[] slots = new int[count];
    int next = 0;
    for (int i = 0; i < sources.length; i++) {
      for (int slot = 0; slot < sources[i].getValueCount(); slot++) {
        sourceOf[next] = i;
        slots[next++] = slot;
      }
    }
    return Gather.copy(type, sources, sourceOf, slots, count, output.allocator());
  }
}
