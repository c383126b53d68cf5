package io.weir.runtime.connector.format.avro;

import java.util.List;
import java.util.Locale;

/**
 * A type of an Avro schema. A record may contain itself, so its fields are set after it has been
 * made; nothing changes once a schema is whole.
 */
final class AvroType {
  private final Kind kind;
  private final String name;
  private final String logical;
  private final int precision;
  private final int scale;
  private final int size;
  private List<String> names = List.of();
  private List<AvroType> children = List.of();

  /** The kinds of types. */
  enum Kind {
    NULL,
    BOOLEAN,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    BYTES,
    STRING,
    RECORD,
    ENUM,
    ARRAY,
    MAP,
    UNION,
    FIXED
  }

  private AvroType(Kind kind, String name, String logical, int precision, int scale, int size) {
    this.kind = kind;
    this.name = name;
    this.logical = logical;
    this.precision = precision;
    this.scale = scale;
    this.size = size;
  }

  /** A type without a logical one. */
  static AvroType of(Kind kind) {
    return named(kind, "", 0);
  }

  /**
   * A record, an enum or a fixed.
   *
   * @param size of a fixed
   */
  static AvroType named(Kind kind, String name, int size) {
    return new AvroType(kind, name, "", 0, 0, size);
  }

  /** The same type, whose values mean something else, such as {@code timestamp-millis}. */
  AvroType as(String logical, int precision, int scale) {
    return new AvroType(kind, name, logical, precision, scale, size);
  }

  /** The elements of an array, the values of a map, or the branches of a union. */
  AvroType with(List<AvroType> children) {
    this.children = List.copyOf(children);
    return this;
  }

  /** The fields of a record, or the symbols of an enum, which have no types. */
  AvroType with(List<String> names, List<AvroType> types) {
    this.names = List.copyOf(names);
    return with(types);
  }

  /** NULL or a value of this type, as tables of Flink write it. */
  AvroType orNull() {
    return of(Kind.UNION).with(List.of(of(Kind.NULL), this));
  }

  Kind kind() {
    return kind;
  }

  /** The full name of a record, enum or fixed. */
  String name() {
    return name;
  }

  /** What values mean beyond their kind; empty if nothing. */
  String logical() {
    return logical;
  }

  /** Of a decimal. */
  int precision() {
    return precision;
  }

  /** Of a decimal. */
  int scale() {
    return scale;
  }

  /** How many bytes a fixed has. */
  int size() {
    return size;
  }

  /** Names of fields or symbols. */
  List<String> names() {
    return names;
  }

  /** Types of fields, branches, elements or values. */
  List<AvroType> children() {
    return children;
  }

  @Override
  public String toString() {
    String word = kind.name().toLowerCase(Locale.ROOT);
    if (kind == Kind.UNION) {
      return children.toString();
    }
    String meaning = logical.isEmpty() ? "" : " (" + logical + ")";
    return name.isEmpty() ? word + meaning : word + " " + name + meaning;
  }
}
