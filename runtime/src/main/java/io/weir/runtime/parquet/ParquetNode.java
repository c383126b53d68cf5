package io.weir.runtime.parquet;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step of the schema of a file that is written: a group, or a column of values.
 *
 * @param name its name
 * @param repetition how often it is there
 * @param type the type whose values it holds; for the repeated group in lists and maps, none
 * @param shape what it is
 * @param children its fields; empty for columns of values
 */
record ParquetNode(
    String name,
    Repetition repetition,
    Optional<LogicalType> type,
    Shape shape,
    List<ParquetNode> children) {
  ParquetNode {
    children = List.copyOf(children);
  }

  /** How often a step is there, in the order of the codes of parquet.thrift. */
  enum Repetition {
    REQUIRED,
    OPTIONAL,
    REPEATED
  }

  /** What a step is. */
  enum Shape {
    VALUE,
    ROW,
    LIST,
    MAP,
    /** The repeated group in a list or a map. */
    ENTRIES
  }

  /** The step for a column or a field of one. */
  static ParquetNode of(Field field) {
    return of(
        field.name(),
        field.type(),
        field.type().nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED);
  }

  private static ParquetNode of(String name, LogicalType type, Repetition repetition) {
    Optional<LogicalType> held = Optional.of(type);
    return switch (type.kind()) {
      case ROW ->
          new ParquetNode(
              name,
              repetition,
              held,
              Shape.ROW,
              type.fields().stream().map(ParquetNode::of).toList());
      case ARRAY -> {
        LogicalType element = type.fields().get(0).type();
        ParquetNode list = entries("list", List.of(of(new Field("element", element))));
        yield new ParquetNode(name, repetition, held, Shape.LIST, List.of(list));
      }
      case MAP, MULTISET -> {
        LogicalType value =
            type.kind() == TypeKind.MAP
                ? type.fields().get(1).type()
                : LogicalType.int32().withNullable(false);
        List<ParquetNode> both = new ArrayList<>();
        both.add(of("key", type.fields().get(0).type(), Repetition.REQUIRED));
        both.add(of(new Field("value", value)));
        yield new ParquetNode(
            name, repetition, held, Shape.MAP, List.of(entries("key_value", both)));
      }
      default -> new ParquetNode(name, repetition, held, Shape.VALUE, List.of());
    };
  }

  private static ParquetNode entries(String name, List<ParquetNode> children) {
    return new ParquetNode(name, Repetition.REPEATED, Optional.empty(), Shape.ENTRIES, children);
  }

  /** Whether a type can be stored. */
  static boolean holds(LogicalType type) {
    return switch (type.kind()) {
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, NULL -> false;
      default -> type.fields().stream().allMatch(field -> holds(field.type()));
    };
  }

  /** How the values of a column of values are stored. */
  PhysicalType physical() {
    LogicalType held = type.orElseThrow();
    return switch (held.kind()) {
      case BOOLEAN -> PhysicalType.BOOLEAN;
      case TINYINT, SMALLINT, INT, DATE, TIME -> PhysicalType.INT32;
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ -> PhysicalType.INT64;
      case FLOAT -> PhysicalType.FLOAT;
      case DOUBLE -> PhysicalType.DOUBLE;
      case DECIMAL ->
          held.precision() <= 9
              ? PhysicalType.INT32
              : held.precision() <= 18 ? PhysicalType.INT64 : PhysicalType.FIXED_LEN_BYTE_ARRAY;
      case CHAR, VARCHAR, BINARY, VARBINARY -> PhysicalType.BYTE_ARRAY;
      default -> throw new AssertionError("not a column of values: " + held);
    };
  }

  /** The length of each value; 0 if they differ, and for BOOLEAN. */
  int fixedBytes() {
    return switch (physical()) {
      case INT32, FLOAT -> Integer.BYTES;
      case INT64, DOUBLE -> Long.BYTES;
      case FIXED_LEN_BYTE_ARRAY -> 16;
      default -> 0;
    };
  }
}
