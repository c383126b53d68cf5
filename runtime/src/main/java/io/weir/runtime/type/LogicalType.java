package io.weir.runtime.type;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A resolved SQL type.
 *
 * @param kind which type
 * @param nullable whether NULL is a value of it
 * @param precision DECIMAL digits, fractional-second digits of TIME, TIMESTAMP and TIMESTAMP_LTZ,
 *     or the length of CHAR and BINARY in code points and bytes and the largest length of VARCHAR
 *     and VARBINARY; 0 for other kinds
 * @param scale DECIMAL digits after the point; 0 for other kinds
 * @param fields the fields of a ROW; one field {@code element} for ARRAY and MULTISET; {@code key}
 *     and {@code value} for MAP; empty for other kinds
 */
public record LogicalType(
    TypeKind kind, boolean nullable, int precision, int scale, List<Field> fields) {
  /** The length of STRING and BYTES. */
  public static final int UNBOUNDED_LENGTH = Integer.MAX_VALUE;

  /** The most digits a DECIMAL can have. */
  public static final int MAX_DECIMAL_PRECISION = 38;

  /** The most fractional-second digits that TIMESTAMP and TIMESTAMP_LTZ hold. */
  public static final int MAX_TIMESTAMP_PRECISION = 6;

  public LogicalType {
    Objects.requireNonNull(kind, "kind");
    fields = List.copyOf(fields);
  }

  /** A nullable type that needs no parameters. */
  public static LogicalType of(TypeKind kind) {
    return new LogicalType(kind, true, 0, 0, List.of());
  }

  /** A nullable type with a length or precision. */
  public static LogicalType of(TypeKind kind, int precision) {
    return new LogicalType(kind, true, precision, 0, List.of());
  }

  /** BOOLEAN. */
  public static LogicalType bool() {
    return of(TypeKind.BOOLEAN);
  }

  /** INT. */
  public static LogicalType int32() {
    return of(TypeKind.INT);
  }

  /** BIGINT. */
  public static LogicalType bigint() {
    return of(TypeKind.BIGINT);
  }

  /** DOUBLE. */
  public static LogicalType float64() {
    return of(TypeKind.DOUBLE);
  }

  /** STRING, that is VARCHAR of the largest length. */
  public static LogicalType string() {
    return of(TypeKind.VARCHAR, UNBOUNDED_LENGTH);
  }

  /** BYTES, that is VARBINARY of the largest length. */
  public static LogicalType bytes() {
    return of(TypeKind.VARBINARY, UNBOUNDED_LENGTH);
  }

  /** DECIMAL(precision, scale). */
  public static LogicalType decimal(int precision, int scale) {
    return new LogicalType(TypeKind.DECIMAL, true, precision, scale, List.of());
  }

  /** TIMESTAMP(precision). */
  public static LogicalType timestamp(int precision) {
    return of(TypeKind.TIMESTAMP, precision);
  }

  /** TIMESTAMP_LTZ(precision). */
  public static LogicalType timestampLtz(int precision) {
    return of(TypeKind.TIMESTAMP_LTZ, precision);
  }

  /** ARRAY of {@code element}. */
  public static LogicalType array(LogicalType element) {
    return new LogicalType(TypeKind.ARRAY, true, 0, 0, List.of(new Field("element", element)));
  }

  /** MULTISET of {@code element}. */
  public static LogicalType multiset(LogicalType element) {
    return new LogicalType(TypeKind.MULTISET, true, 0, 0, List.of(new Field("element", element)));
  }

  /** MAP from {@code key} to {@code value}. */
  public static LogicalType map(LogicalType key, LogicalType value) {
    return new LogicalType(
        TypeKind.MAP, true, 0, 0, List.of(new Field("key", key), new Field("value", value)));
  }

  /** ROW of {@code fields}. */
  public static LogicalType row(List<Field> fields) {
    return new LogicalType(TypeKind.ROW, true, 0, 0, fields);
  }

  /**
   * The type of a list's elements: of an ARRAY's values, of a MAP's entries as rows of key and
   * value, or of a MULTISET's elements as rows of an element and its count.
   *
   * @throws IllegalArgumentException for other types
   */
  public LogicalType elementType() {
    return switch (kind) {
      case ARRAY -> fields.get(0).type();
      case MAP -> row(fields);
      case MULTISET -> row(List.of(fields.get(0), new Field("value", int32())));
      default -> throw new IllegalArgumentException(this + " has no elements");
    };
  }

  /** Whether values are or hold a MAP or a MULTISET, which have no order. */
  public boolean containsMap() {
    return kind == TypeKind.MAP
        || kind == TypeKind.MULTISET
        || fields.stream().anyMatch(field -> field.type().containsMap());
  }

  /** The same type with or without NULL. */
  public LogicalType withNullable(boolean nullable) {
    return nullable == this.nullable
        ? this
        : new LogicalType(kind, nullable, precision, scale, fields);
  }

  /** Whether this and {@code other} differ in nullability at most, at every depth. */
  public boolean equalsIgnoringNullability(LogicalType other) {
    if (kind != other.kind
        || precision != other.precision
        || scale != other.scale
        || fields.size() != other.fields.size()) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).type().equalsIgnoringNullability(other.fields.get(i).type())) {
        return false;
      }
    }
    return true;
  }

  /** Whether the fields of ROWs in it have the names that they have in {@code other}. */
  public boolean hasNamesOf(LogicalType other) {
    if (fields.size() != other.fields.size()) {
      return fields.isEmpty() || other.fields.isEmpty();
    }
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      Field same = other.fields.get(i);
      boolean isNamed = kind != TypeKind.ROW || field.name().equals(same.name());
      if (!isNamed || !field.type().hasNamesOf(same.type())) {
        return false;
      }
    }
    return true;
  }

  /** The type as written in SQL, with {@code NOT NULL} where it applies. */
  @Override
  public String toString() {
    return nullable ? name() : name() + " NOT NULL";
  }

  private String name() {
    return switch (kind) {
      case VARCHAR -> precision == UNBOUNDED_LENGTH ? "STRING" : "VARCHAR(" + precision + ")";
      case VARBINARY -> precision == UNBOUNDED_LENGTH ? "BYTES" : "VARBINARY(" + precision + ")";
      case CHAR, BINARY, TIME, TIMESTAMP, TIMESTAMP_LTZ -> kind + "(" + precision + ")";
      case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
      case INTERVAL_YEAR_MONTH -> "INTERVAL YEAR TO MONTH";
      case INTERVAL_DAY_TIME -> "INTERVAL DAY TO SECOND(3)";
      case ARRAY -> "ARRAY<" + fields.get(0).type() + ">";
      case MULTISET -> "MULTISET<" + fields.get(0).type() + ">";
      case MAP -> "MAP<" + fields.get(0).type() + ", " + fields.get(1).type() + ">";
      case ROW ->
          fields.stream()
              .map(f -> "`" + f.name().replace("`", "``") + "` " + f.type())
              .collect(Collectors.joining(", ", "ROW<", ">"));
      default -> kind.toString();
    };
  }
}
