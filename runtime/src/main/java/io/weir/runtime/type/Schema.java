package io.weir.runtime.type;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The columns of a stream, a table or a state table, in order. Names need not be unique. */
public record Schema(List<Field> fields) {
  public Schema {
    fields = List.copyOf(fields);
  }

  /** A schema of the given columns. */
  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  /** The number of columns. */
  public int size() {
    return fields.size();
  }

  /** The column at {@code index}, from 0. */
  public Field field(int index) {
    return fields.get(index);
  }

  /** The type of the column at {@code index}, from 0. */
  public LogicalType type(int index) {
    return fields.get(index).type();
  }

  /** The name of the column at {@code index}, from 0. */
  public String name(int index) {
    return fields.get(index).name();
  }

  /** The position of the first column of exactly this name. */
  public OptionalInt indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The columns at the given positions, in that order. */
  public Schema project(List<Integer> columns) {
    return new Schema(columns.stream().map(fields::get).toList());
  }

  /** The column names, in order. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  @Override
  public String toString() {
    return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
