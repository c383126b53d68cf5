package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Assemble;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.ValueOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;

/** Constructors of ARRAY, MAP and ROW, element access, CARDINALITY and ELEMENT. */
final class Nested {
  /** All functions of this class. */
  static final List<ScalarFunction> FUNCTIONS =
      List.of(array(), map(), row(), item(), cardinality(), element());

  private Nested() {}

  private static ScalarFunction array() {
    return KernelFunction.named("ARRAY")
        .syntax(Syntax.BRACKETS)
        .doc("An ARRAY of the values, in their common type.", "ARRAY[1, 2]", "ARRAY[1, 2]")
        .arguments(1, Integer.MAX_VALUE, "ARRAY[any, ...]")
        .resolve(
            arguments -> {
              Optional<LogicalType> common = CommonTypes.of(arguments.types());
              if (common.isEmpty()) {
                return Resolution.mismatch("ARRAY has no common type for " + arguments);
              }
              LogicalType element = common.get();
              LogicalType type = LogicalType.array(element).withNullable(false);
              return Resolution.of(
                  FunctionBinding.custom(
                      Collections.nCopies(arguments.size(), element),
                      type,
                      context ->
                          (rows, inputs, result) -> {
                            int[] ends = ends(rows, result.rowCount(), inputs.length);
                            FieldVector elements = interleave(element, rows, inputs, 0, 1, result);
                            result.set(
                                Assemble.arrays(type, ends, null, elements, result.allocator()));
                          }));
            });
  }

  private static ScalarFunction map() {
    return KernelFunction.named("MAP")
        .syntax(Syntax.BRACKETS)
        .doc(
            "A MAP from each key to the value behind it, in their common types; of equal keys the"
                + " last value counts.",
            "MAP['a', 1, 'b', 2]",
            "MAP['a', 1, 'b', 2]")
        .arguments(2, Integer.MAX_VALUE, "MAP[key, value, ...]")
        .resolve(
            arguments -> {
              if (arguments.size() % 2 != 0) {
                return Resolution.mismatch("MAP takes a value for each key");
              }
              Optional<LogicalType> keys = CommonTypes.of(every(arguments, 0));
              Optional<LogicalType> values = CommonTypes.of(every(arguments, 1));
              if (keys.isEmpty() || values.isEmpty()) {
                return Resolution.mismatch("MAP has no common types for " + arguments);
              }
              return Resolution.of(map(keys.get(), values.get(), arguments.size() / 2));
            });
  }

  private static List<LogicalType> every(CallArguments arguments, int offset) {
    List<LogicalType> types = new ArrayList<>();
    for (int i = offset; i < arguments.size(); i += 2) {
      types.add(arguments.type(i));
    }
    return types;
  }

  private static FunctionBinding map(LogicalType key, LogicalType value, int pairs) {
    LogicalType type = LogicalType.map(key, value).withNullable(false);
    List<LogicalType> parameters = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      parameters.add(key);
      parameters.add(value);
    }
    FunctionBinding binding =
        FunctionBinding.custom(
            parameters,
            type,
            context -> (rows, inputs, result) -> fillMap(key, value, rows, inputs, result));
    return key.nullable() ? binding.failing() : binding;
  }

  private static void fillMap(
      LogicalType key, LogicalType value, Selection rows, Operand[] inputs, Result result) {
    for (int i = 0; i < inputs.length; i += 2) {
      for (int r = 0; inputs[i].column().hasNulls() && r < rows.count(); r++) {
        if (inputs[i].isNull(rows.row(r))) {
          throw new EvaluationException("NULL is no key of a MAP");
        }
      }
    }
    int[] ends = ends(rows, result.rowCount(), inputs.length / 2);
    FieldVector keys = interleave(key, rows, inputs, 0, 2, result);
    FieldVector values;
    try {
      values = interleave(value, rows, inputs, 1, 2, result);
    } catch (RuntimeException | Error e) {
      keys.close();
      throw e;
    }
    if (inputs.length > 2) {
      int[] valueSlots = new int[ends.length == 0 ? 0 : ends[ends.length - 1]];
      int[] keySlots = new int[valueSlots.length];
      int kept =
          distinct(
              ValueOrder.of(key, Column.of(keys), Column.of(keys)), ends, keySlots, valueSlots);
      if (kept < keySlots.length) {
        keys = only(key, keys, keySlots, kept, result);
        values = only(value, values, valueSlots, kept, result);
      }
    }
    result.set(Assemble.maps(result.type(), ends, null, keys, values, result.allocator()));
  }

  /**
   * Of equal keys of a row the first keeps its place, and gets the value of the last.
   *
   * @param ends where the entries of each row end; afterwards, where those end that are left
   * @param keySlots receives the entries whose keys are left
   * @param valueSlots receives the entries whose values are left
   * @return how many entries are left
   */
  private static int distinct(ValueOrder order, int[] ends, int[] keySlots, int[] valueSlots) {
    int kept = 0;
    int start = 0;
    for (int row = 0; row < ends.length; row++) {
      int first = kept;
      for (int slot = start; slot < ends[row]; slot++) {
        int same = first;
        while (same < kept && !order.equal(keySlots[same], slot)) {
          same++;
        }
        valueSlots[same] = slot;
        if (same == kept) {
          keySlots[kept++] = slot;
        }
      }
      start = ends[row];
      ends[row] = kept;
    }
    return kept;
  }

  /** Some values of a vector, which is closed. */
  private static FieldVector only(
      LogicalType type, FieldVector vector, int[] slots, int count, Result result) {
    try (vector) {
      return Gather.copy(type, vector, slots, count, result.allocator());
    }
  }

  /** Where the elements of each row end, if the given rows have {@code each} and others none. */
  private static int[] ends(Selection rows, int rowCount, int each) {
    int[] ends = new int[rowCount];
    for (int i = 0; i < rows.count(); i++) {
      ends[rows.row(i)] = each;
    }
    for (int i = 1; i < rowCount; i++) {
      ends[i] += ends[i - 1];
    }
    return ends;
  }

  /** For each row the values of the inputs {@code offset, offset + step, ...}. */
  private static FieldVector interleave(
      LogicalType type, Selection rows, Operand[] inputs, int offset, int step, Result result) {
    FieldVector[] sources = new FieldVector[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      sources[i] = inputs[i].column().vector();
    }
    int each = inputs.length / step;
    FieldVector[] used = new FieldVector[each];
    for (int i = 0; i < each; i++) {
      used[i] = sources[offset + i * step];
    }
    int[] sourceOf = new int[rows.count() * each];
    int[] slots = new int[sourceOf.length];
    int next = 0;
    for (int r = 0; r < rows.count(); r++) {
      int row = rows.row(r);
      for (int i = 0; i < each; i++) {
        sourceOf[next] = i;
        slots[next++] = inputs[offset + i * step].slot(row);
      }
    }
    return Gather.copy(type, used, sourceOf, slots, next, result.allocator());
  }

  private static ScalarFunction row() {
    return KernelFunction.named("ROW")
        .doc("A ROW of the values.", "ROW(1, 'a')", "ROW(1, 'a')")
        .arguments(1, Integer.MAX_VALUE, "ROW(any, ...)")
        .resolve(
            arguments -> {
              List<Field> fields = new ArrayList<>();
              for (int i = 0; i < arguments.size(); i++) {
                fields.add(new Field("EXPR$" + i, arguments.type(i)));
              }
              return Resolution.of(
                  FunctionBinding.custom(
                      arguments.types(),
                      LogicalType.row(fields).withNullable(false),
                      context -> Nested::fillRow));
            });
  }

  private static void fillRow(Selection rows, Operand[] inputs, Result result) {
    List<FieldVector> fields = new ArrayList<>();
    try {
      for (int f = 0; f < inputs.length; f++) {
        int[] slots = new int[result.rowCount()];
        Arrays.fill(slots, Gather.NULL_SLOT);
        for (int i = 0; i < rows.count(); i++) {
          slots[rows.row(i)] = inputs[f].slot(rows.row(i));
        }
        LogicalType type = result.type().fields().get(f).type();
        FieldVector input = inputs[f].column().vector();
        fields.add(Gather.copy(type, input, slots, slots.length, result.allocator()));
      }
    } catch (RuntimeException | Error e) {
      fields.forEach(FieldVector::close);
      throw e;
    }
    result.set(Assemble.rows(result.type(), result.rowCount(), null, fields, result.allocator()));
  }

  private static ScalarFunction item() {
    return KernelFunction.named("ITEM")
        .syntax(Syntax.ELEMENT)
        .doc(
            "The element of an ARRAY at a position from 1, the value of a MAP's key, or the field of"
                + " a ROW with a literal name; NULL if there is none.",
            "ARRAY['a', 'b'][2]",
            "'b'")
        .arguments(2, 2, "ARRAY[INT]", "MAP[key]", "ROW[name]")
        .resolve(Nested::resolveItem);
  }

  private static Resolution resolveItem(CallArguments arguments) {
    LogicalType container = arguments.type(0);
    LogicalType index = arguments.type(1);
    if (container.kind() == TypeKind.ARRAY && index.kind().isInteger()) {
      LogicalType element = container.fields().get(0).type().withNullable(true);
      LogicalType position = LogicalType.bigint().withNullable(index.nullable());
      return Resolution.of(
          FunctionBinding.custom(
              List.of(container, position), element, context -> Nested::arrayItem));
    }
    if (container.kind() == TypeKind.MAP) {
      LogicalType key = container.fields().get(0).type();
      if (ImplicitCasts.distance(index, key) != ImplicitCasts.IMPOSSIBLE) {
        LogicalType value = container.fields().get(1).type().withNullable(true);
        return Resolution.of(
            FunctionBinding.custom(
                List.of(container, key.withNullable(index.nullable())),
                value,
                context -> (rows, inputs, result) -> mapItem(key, rows, inputs, result)));
      }
    }
    Optional<Integer> field = field(container, arguments.literals().get(1));
    if (field.isPresent()) {
      LogicalType type = container.fields().get(field.get()).type();
      return Resolution.of(
          FunctionBinding.custom(
              List.of(container, index),
              type.withNullable(type.nullable() || container.nullable()),
              context -> (rows, inputs, result) -> rowItem(field.get(), rows, inputs[0], result)));
    }
    return Resolution.mismatch("[ ] does not take " + arguments);
  }

  /** The field of a ROW that a literal names. */
  private static Optional<Integer> field(LogicalType container, Object name) {
    for (int i = 0; i < container.fields().size(); i++) {
      boolean isIt = name != null && container.fields().get(i).name().equals(name.toString());
      if (isIt && container.kind() == TypeKind.ROW) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static void rowItem(int field, Selection rows, Operand input, Result result) {
    int[] slots = new int[result.rowCount()];
    Arrays.fill(slots, Gather.NULL_SLOT);
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (!input.isNull(row)) {
        slots[row] = input.slot(row);
      }
    }
    take(input.column().child(field).vector(), slots, result);
  }

  private static void arrayItem(Selection rows, Operand[] inputs, Result result) {
    Column arrays = inputs[0].column();
    Column positions = inputs[1].column();
    int[] slots = new int[result.rowCount()];
    Arrays.fill(slots, Gather.NULL_SLOT);
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (!inputs[0].isNull(row) && !inputs[1].isNull(row)) {
        int array = inputs[0].slot(row);
        long position = positions.getLong(inputs[1].slot(row));
        if (position >= 1 && position <= arrays.getLength(array)) {
          slots[row] = arrays.getStart(array) + (int) position - 1;
        }
      }
    }
    FieldVector elements = ((ListVector) arrays.vector()).getDataVector();
    take(elements, slots, result);
  }

  private static void mapItem(
      LogicalType keyType, Selection rows, Operand[] inputs, Result result) {
    Column maps = inputs[0].column();
    Column entries = maps.child(0);
    ValueOrder order = ValueOrder.of(keyType, entries.child(0), inputs[1].column());
    int[] slots = new int[result.rowCount()];
    Arrays.fill(slots, Gather.NULL_SLOT);
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (inputs[0].isNull(row) || inputs[1].isNull(row)) {
        continue;
      }
      int map = inputs[0].slot(row);
      int key = inputs[1].slot(row);
      for (int entry = maps.getStart(map); entry < maps.getEnd(map); entry++) {
        if (order.equal(entry, key)) {
          slots[row] = entry;
        }
      }
    }
    take(entries.child(1).vector(), slots, result);
  }

  private static void take(FieldVector values, int[] slots, Result result) {
    result.set(Gather.copy(result.type(), values, slots, slots.length, result.allocator()));
  }

  private static boolean isCollection(TypeKind kind) {
    return kind == TypeKind.ARRAY || kind == TypeKind.MAP || kind == TypeKind.MULTISET;
  }

  private static ScalarFunction cardinality() {
    return KernelFunction.named("CARDINALITY")
        .doc(
            "The number of elements of an ARRAY, or of entries of a MAP.",
            "CARDINALITY(ARRAY[1, 2, 3])",
            "3")
        .arguments(1, 1, "CARDINALITY(ARRAY)", "CARDINALITY(MAP)")
        .resolve(
            arguments ->
                !isCollection(arguments.type(0).kind())
                    ? Resolution.mismatch("CARDINALITY does not take " + arguments)
                    : Resolution.of(
                        FunctionBinding.strict(
                            arguments.types(), LogicalType.int32(), context -> Nested::count)));
  }

  private static void count(Selection rows, Operand[] inputs, Result result) {
    Column column = inputs[0].column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      result.column().putInt(row, column.getLength(inputs[0].slot(row)));
    }
  }

  private static ScalarFunction element() {
    return KernelFunction.named("ELEMENT")
        .doc(
            "The only element of an ARRAY; NULL if it is empty, an error if there are more.",
            "ELEMENT(ARRAY[7])",
            "7")
        .arguments(1, 1, "ELEMENT(ARRAY)")
        .resolve(
            arguments -> {
              LogicalType array = arguments.type(0);
              if (array.kind() != TypeKind.ARRAY) {
                return Resolution.mismatch("ELEMENT does not take " + arguments);
              }
              LogicalType type = array.fields().get(0).type().withNullable(true);
              return Resolution.of(
                  FunctionBinding.custom(List.of(array), type, context -> Nested::onlyElement)
                      .failing());
            });
  }

  private static void onlyElement(Selection rows, Operand[] inputs, Result result) {
    Column arrays = inputs[0].column();
    int[] slots = new int[result.rowCount()];
    Arrays.fill(slots, Gather.NULL_SLOT);
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (inputs[0].isNull(row)) {
        continue;
      }
      int array = inputs[0].slot(row);
      int length = arrays.getLength(array);
      if (length > 1) {
        throw new EvaluationException(
            "ELEMENT takes an ARRAY of one element, not of " + length, "take array[1] instead");
      }
      if (length == 1) {
        slots[row] = arrays.getStart(array);
      }
    }
    take(((ListVector) arrays.vector()).getDataVector(), slots, result);
  }
}
