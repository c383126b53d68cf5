package io.weir.runtime.function;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The type that values of several types have in common: of the branches of a CASE, the operands of
 * a comparison, the elements of an ARRAY constructor. As Flink: numbers widen, DECIMAL with a
 * floating-point number is DOUBLE, character strings of different lengths become VARCHAR, a DATE
 * with a TIMESTAMP is a TIMESTAMP, a TIMESTAMP with a TIMESTAMP_LTZ a TIMESTAMP_LTZ.
 */
public final class CommonTypes {
  private CommonTypes() {}

  /** The common type, nullable if any is; empty if there is none. */
  public static Optional<LogicalType> of(List<LogicalType> types) {
    LogicalType common = null;
    boolean nullable = false;
    for (LogicalType type : types) {
      nullable |= type.nullable();
      common = common == null ? type : ofTwo(common, type);
      if (common == null) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(common).map(fold(nullable));
  }

  private static java.util.function.Function<LogicalType, LogicalType> fold(boolean nullable) {
    return type -> type.withNullable(nullable || type.kind() == TypeKind.NULL);
  }

  /** The common type of two, or null. */
  private static LogicalType ofTwo(LogicalType a, LogicalType b) {
    if (a.kind() == TypeKind.NULL) {
      return b.withNullable(true);
    }
    if (b.kind() == TypeKind.NULL) {
      return a.withNullable(true);
    }
    boolean nullable = a.nullable() || b.nullable();
    LogicalType common = nonNull(a, b);
    return common == null ? null : common.withNullable(nullable);
  }

  private static LogicalType nonNull(LogicalType a, LogicalType b) {
    if (a.equalsIgnoringNullability(b)) {
      return a.kind().isNested() ? nested(a, b) : a;
    }
    TypeKind x = a.kind();
    TypeKind y = b.kind();
    if (x.isCharacter() && y.isCharacter()) {
      return LogicalType.of(TypeKind.VARCHAR, Math.max(a.precision(), b.precision()));
    }
    if (x.isBinary() && y.isBinary()) {
      return LogicalType.of(TypeKind.VARBINARY, Math.max(a.precision(), b.precision()));
    }
    if (x.isNumeric() && y.isNumeric()) {
      return numeric(a, b);
    }
    if (x == y && !x.isNested()) {
      return LogicalType.of(x, Math.max(a.precision(), b.precision()));
    }
    if (x.isTimestamp() && y.isTimestamp()) {
      return LogicalType.timestampLtz(Math.max(a.precision(), b.precision()));
    }
    if (x == TypeKind.DATE && y.isTimestamp()) {
      return b;
    }
    if (y == TypeKind.DATE && x.isTimestamp()) {
      return a;
    }
    return x == y ? nested(a, b) : null;
  }

  private static LogicalType numeric(LogicalType a, LogicalType b) {
    TypeKind x = a.kind();
    TypeKind y = b.kind();
    if (x.isInteger() && y.isInteger()) {
      return x.ordinal() >= y.ordinal() ? a : b;
    }
    if (x == TypeKind.DOUBLE || y == TypeKind.DOUBLE) {
      return LogicalType.float64();
    }
    if (x == TypeKind.FLOAT || y == TypeKind.FLOAT) {
      boolean withDecimal = x == TypeKind.DECIMAL || y == TypeKind.DECIMAL;
      return withDecimal ? LogicalType.float64() : LogicalType.of(TypeKind.FLOAT);
    }
    LogicalType p = DecimalTypes.of(a);
    LogicalType q = DecimalTypes.of(b);
    int scale = Math.max(p.scale(), q.scale());
    int digits = Math.max(p.precision() - p.scale(), q.precision() - q.scale());
    return DecimalTypes.adjusted(digits + scale, scale);
  }

  private static LogicalType nested(LogicalType a, LogicalType b) {
    if (a.fields().size() != b.fields().size()) {
      return null;
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < a.fields().size(); i++) {
      LogicalType field = ofTwo(a.fields().get(i).type(), b.fields().get(i).type());
      if (field == null) {
        return null;
      }
      fields.add(new Field(a.fields().get(i).name(), field));
    }
    return new LogicalType(a.kind(), true, 0, 0, fields);
  }
}
