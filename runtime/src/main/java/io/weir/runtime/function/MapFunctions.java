package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Assemble;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.ValueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/** MAP_KEYS, MAP_VALUES, MAP_ENTRIES, MAP_FROM_ARRAYS and MAP_UNION. */
final class MapFunctions {
  private MapFunctions() {}

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    return List.of(
        part("MAP_KEYS", "The keys of `map`.", "ARRAY['a', 'b']", MapFunctions::keyType, 0),
        part("MAP_VALUES", "The values of `map`.", "ARRAY[1, 2]", MapFunctions::valueType, 1),
        part(
            "MAP_ENTRIES",
            "The entries of `map` as ROWs of `key` and `value`.",
            "ARRAY[ROW('a', 1), ROW('b', 2)]",
            MapFunctions::entryType,
            -1),
        fromArrays(),
        union());
  }

  private static LogicalType keyType(LogicalType map) {
    return map.fields().get(0).type();
  }

  private static LogicalType valueType(LogicalType map) {
    return map.fields().get(1).type();
  }

  private static LogicalType entryType(LogicalType map) {
    return LogicalType.row(
        List.of(new Field("key", keyType(map)), new Field("value", valueType(map))));
  }

  private interface Part {
    LogicalType type(LogicalType map);
  }

  /**
   * A function from a MAP to the ARRAY of a part of its entries.
   *
   * @param child the child of the entries, or -1 for them all
   */
  private static ScalarFunction part(String name, String doc, String result, Part part, int child) {
    return KernelFunction.named(name)
        .doc(doc, name + "(MAP['a', 1, 'b', 2])", result)
        .arguments(1, 1, name + "(MAP)")
        .resolve(
            arguments -> {
              LogicalType map = arguments.type(0);
              if (map.kind() != TypeKind.MAP) {
                return ArrayTypes.mismatch(name, arguments);
              }
              LogicalType array = LogicalType.array(part.type(map)).withNullable(map.nullable());
              return Resolution.of(
                  FunctionBinding.custom(
                      arguments.types(),
                      array,
                      context ->
                          (rows, inputs, output) -> {
                            Column maps = inputs[0].column();
                            ElementList list = new ElementList(output.rowCount());
                            for (int i = 0; i < rows.count(); i++) {
                              int row = rows.row(i);
                              if (inputs[0].isNull(row)) {
                                list.endNull(row);
                              } else {
                                int slot = inputs[0].slot(row);
                                list.addAll(0, maps.getStart(slot), maps.getEnd(slot));
                                list.end(row);
                              }
                            }
                            Column entries = maps.child(0);
                            list.finish(
                                output,
                                child < 0 ? entries.vector() : entries.child(child).vector());
                          }));
            });
  }

  private static ScalarFunction fromArrays() {
    return KernelFunction.named("MAP_FROM_ARRAYS")
        .doc(
            "The MAP with the keys and values of two arrays, which must be equally long; of equal"
                + " keys the last one counts.",
            "MAP_FROM_ARRAYS(ARRAY['a', 'b'], ARRAY[1, 2])",
            "MAP['a', 1, 'b', 2]")
        .arguments(2, 2, "MAP_FROM_ARRAYS(ARRAY, ARRAY)")
        .resolve(
            arguments -> {
              LogicalType keys = arguments.type(0);
              LogicalType values = arguments.type(1);
              if (!ArrayTypes.isArray(keys) || !ArrayTypes.isArray(values)) {
                return ArrayTypes.mismatch("MAP_FROM_ARRAYS", arguments);
              }
              LogicalType map =
                  LogicalType.map(ArrayTypes.element(keys), ArrayTypes.element(values));
              return Resolution.of(
                  FunctionBinding.custom(
                          arguments.types(),
                          map.withNullable(arguments.anyNullable()),
                          context -> MapFunctions::fromArrays)
                      .failing());
            });
  }

  private static void fromArrays(Selection rows, Operand[] inputs, Result output) {
    Column keyArrays = inputs[0].column();
    Column valueArrays = inputs[1].column();
    Column keys = keyArrays.child(0);
    Entries entries = new Entries(output, new Column[] {keys});
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (inputs[0].isNull(row) || inputs[1].isNull(row)) {
        entries.endNull(row);
        continue;
      }
      int keySlot = inputs[0].slot(row);
      int valueSlot = inputs[1].slot(row);
      int length = keyArrays.getLength(keySlot);
      if (length != valueArrays.getLength(valueSlot)) {
        throw new EvaluationException(
            "MAP_FROM_ARRAYS has "
                + length
                + " keys and "
                + valueArrays.getLength(valueSlot)
                + " values");
      }
      for (int k = 0; k < length; k++) {
        int key = keyArrays.getStart(keySlot) + k;
        if (keys.isNull(key)) {
          throw new EvaluationException("NULL is no key of a MAP");
        }
        entries.put(0, key, valueArrays.getStart(valueSlot) + k);
      }
      entries.end(row);
    }
    entries.finish(
        new FieldVector[] {keys.vector()}, new FieldVector[] {valueArrays.child(0).vector()});
  }

  private static ScalarFunction union() {
    return KernelFunction.named("MAP_UNION")
        .doc(
            "The entries of all maps; of equal keys the last one counts. NULL if any is NULL.",
            "MAP_UNION(MAP['a', 1, 'b', 2], MAP['a', 3])",
            "MAP['a', 3, 'b', 2]")
        .arguments(1, Integer.MAX_VALUE, "MAP_UNION(MAP, ...)")
        .resolve(
            arguments -> {
              Optional<LogicalType> common =
                  CommonTypes.of(arguments.types()).filter(type -> type.kind() == TypeKind.MAP);
              return common
                  .map(
                      type ->
                          Resolution.of(
                              FunctionBinding.custom(
                                  ArrayTypes.parameters(type, arguments),
                                  type.withNullable(arguments.anyNullable()),
                                  context -> MapFunctions::union)))
                  .orElseGet(() -> ArrayTypes.mismatch("MAP_UNION", arguments));
            });
  }

  private static void union(Selection rows, Operand[] inputs, Result output) {
    Column[] keys = new Column[inputs.length];
    FieldVector[] keyVectors = new FieldVector[inputs.length];
    FieldVector[] valueVectors = new FieldVector[inputs.length];
    for (int k = 0; k < inputs.length; k++) {
      Column entries = inputs[k].column().child(0);
      keys[k] = entries.child(0);
      keyVectors[k] = keys[k].vector();
      valueVectors[k] = entries.child(1).vector();
    }
    Entries entries = new Entries(output, keys);
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      boolean isNull = false;
      for (int k = 0; k < inputs.length && !isNull; k++) {
        isNull = inputs[k].isNull(row);
        if (!isNull) {
          int slot = inputs[k].slot(row);
          Column maps = inputs[k].column();
          for (int at = maps.getStart(slot); at < maps.getEnd(slot); at++) {
            entries.put(k, at, at);
          }
        }
      }
      if (isNull) {
        entries.endNull(row);
      } else {
        entries.end(row);
      }
    }
    entries.finish(keyVectors, valueVectors);
  }

  /** Collects the entries of MAPs row by row. */
  private static final class Entries {
    private final Result output;
    private final ElementList keys;
    private final ElementList values;
    private final ValueOrder[][] orders;
    private final ArrayList<int[]> ofRow = new ArrayList<>();

    /** Entries whose keys are in {@code sources}. */
    private Entries(Result output, Column[] sources) {
      this.output = output;
      keys = new ElementList(output.rowCount());
      values = new ElementList(output.rowCount());
      orders = new ValueOrder[sources.length][sources.length];
      for (int i = 0; i < sources.length; i++) {
        for (int j = 0; j < sources.length; j++) {
          orders[i][j] = ValueOrder.of(keyType(output.type()), sources[i], sources[j]);
        }
      }
    }

    /** Adds an entry, or replaces the one of the row with the same key. */
    private void put(int source, int key, int value) {
      for (int[] entry : ofRow) {
        if (orders[entry[0]][source].equal(entry[1], key)) {
          values.set(entry[2], source, value);
          return;
        }
      }
      ofRow.add(new int[] {source, key, values.count()});
      keys.add(source, key);
      values.add(source, value);
    }

    private void end(int row) {
      keys.end(row);
      values.end(row);
      ofRow.clear();
    }

    private void endNull(int row) {
      keys.endNull(row);
      values.endNull(row);
      ofRow.clear();
    }

    private void finish(FieldVector[] keySources, FieldVector[] valueSources) {
      LogicalType type = output.type();
      FieldVector keyVector = keys.elements(keyType(type), keySources, output);
      FieldVector valueVector;
      try {
        valueVector = values.elements(valueType(type), valueSources, output);
      } catch (RuntimeException | Error e) {
        keyVector.close();
        throw e;
      }
      output.set(
          Assemble.maps(
              type, keys.ends(), keys.isNull(), keyVector, valueVector, output.allocator()));
    }
  }
}
