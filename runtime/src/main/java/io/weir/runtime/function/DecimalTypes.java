package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;

/**
 * The types of DECIMAL results, as Flink derives them: enough digits for the exact result, and
 * where that exceeds 38 digits, digits before the point are kept at the expense of those behind it,
 * of which at least six stay (the rule of SQL Server).
 */
public final class DecimalTypes {
  private static final int MAX = LogicalType.MAX_DECIMAL_PRECISION;
  private static final int MIN_ADJUSTED_SCALE = 6;

  private DecimalTypes() {}

  /** A DECIMAL that holds all values of a whole-number type; a DECIMAL itself. */
  public static LogicalType of(LogicalType type) {
    int digits =
        switch (type.kind()) {
          case TINYINT -> 3;
          case SMALLINT -> 5;
          case INT -> 10;
          case BIGINT -> 19;
          case DECIMAL -> type.precision();
          default -> throw new IllegalArgumentException(type + " is no exact number");
        };
    int scale = type.kind() == TypeKind.DECIMAL ? type.scale() : 0;
    return LogicalType.decimal(digits, scale).withNullable(type.nullable());
  }

  /** DECIMAL(precision, scale), made to fit 38 digits. */
  public static LogicalType adjusted(int precision, int scale) {
    if (precision <= MAX) {
      return LogicalType.decimal(precision, scale);
    }
    int digits = precision - scale;
    int leastScale = Math.min(scale, MIN_ADJUSTED_SCALE);
    return LogicalType.decimal(MAX, Math.max(MAX - digits, leastScale));
  }

  /** The type of a sum or difference. */
  public static LogicalType plus(LogicalType a, LogicalType b) {
    int scale = Math.max(a.scale(), b.scale());
    int digits = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
    return adjusted(digits + scale + 1, scale);
  }

  /** The type of a product. */
  public static LogicalType times(LogicalType a, LogicalType b) {
    return adjusted(a.precision() + b.precision() + 1, a.scale() + b.scale());
  }

  /** The type of a quotient. */
  public static LogicalType divide(LogicalType a, LogicalType b) {
    int scale = Math.max(MIN_ADJUSTED_SCALE, a.scale() + b.precision() + 1);
    return adjusted(a.precision() - a.scale() + b.scale() + scale, scale);
  }

  /** The type of a remainder. */
  public static LogicalType modulo(LogicalType a, LogicalType b) {
    int scale = Math.max(a.scale(), b.scale());
    int digits = Math.min(a.precision() - a.scale(), b.precision() - b.scale());
    return adjusted(digits + scale, scale);
  }

  /** The type of a value rounded to {@code digits} digits behind the point. */
  public static LogicalType round(LogicalType type, int digits) {
    if (digits >= type.scale()) {
      return type;
    }
    int whole = type.precision() - type.scale();
    return digits < 0
        ? LogicalType.decimal(Math.min(MAX, 1 + whole), 0)
        : LogicalType.decimal(Math.min(MAX, 1 + whole + digits), digits);
  }
}
