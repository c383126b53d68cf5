package io.weir.runtime.parquet;

import io.weir.runtime.parquet.ParquetColumn.Meaning;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.Optional;

/** How a stored value becomes one of the engine's. */
enum Conversion {
  /** The low bytes of a number as they are: integers, floating-point bits, microseconds, days. */
  KEEP,
  FLOAT_TO_DOUBLE,
  MILLIS_TO_MICROS,
  NANOS_TO_MICROS,
  MICROS_TO_MILLIS,
  NANOS_TO_MILLIS,
  /** A whole number as the unscaled value of a DECIMAL, brought to the wanted scale. */
  NUMBER_TO_DECIMAL,
  /** A big-endian two's complement as the unscaled value of a DECIMAL. */
  BYTES_TO_DECIMAL,
  /** Nanoseconds of the day and Julian day number, as Impala and old Spark write timestamps. */
  INT96_TO_MICROS,
  /** A string or bytes as they are. */
  BYTES;

  /** How values of {@code column} become {@code type}; empty if they cannot. */
  static Optional<Conversion> of(ParquetColumn column, LogicalType type) {
    return Optional.ofNullable(find(column, type));
  }

  private static Conversion find(ParquetColumn column, LogicalType type) {
    Meaning meaning = column.annotation().meaning();
    return switch (column.physical()) {
      case BOOLEAN -> type.kind() == TypeKind.BOOLEAN ? KEEP : null;
      case INT32 -> ofInt(meaning, column, type);
      case INT64 -> ofLong(meaning, column, type);
      case INT96 -> type.kind().isTimestamp() ? INT96_TO_MICROS : null;
      case FLOAT ->
          type.kind() == TypeKind.FLOAT
              ? KEEP
              : type.kind() == TypeKind.DOUBLE ? FLOAT_TO_DOUBLE : null;
      case DOUBLE -> type.kind() == TypeKind.DOUBLE ? KEEP : null;
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> ofBytes(meaning, column, type);
    };
  }

  private static Conversion ofInt(Meaning meaning, ParquetColumn column, LogicalType type) {
    return switch (meaning) {
      case NONE, SIGNED_INTEGER -> type.kind().isInteger() ? KEEP : null;
      case UNSIGNED_INTEGER ->
          type.kind() == TypeKind.BIGINT || type.kind() == TypeKind.INT ? KEEP : null;
      case DATE -> type.kind() == TypeKind.DATE ? KEEP : null;
      case TIME_MILLIS -> type.kind() == TypeKind.TIME ? KEEP : null;
      case DECIMAL -> decimal(column, type, NUMBER_TO_DECIMAL);
      default -> null;
    };
  }

  private static Conversion ofLong(Meaning meaning, ParquetColumn column, LogicalType type) {
    return switch (meaning) {
      case NONE, SIGNED_INTEGER, UNSIGNED_INTEGER -> type.kind() == TypeKind.BIGINT ? KEEP : null;
      case TIMESTAMP_MILLIS -> type.kind().isTimestamp() ? MILLIS_TO_MICROS : null;
      case TIMESTAMP_MICROS -> type.kind().isTimestamp() ? KEEP : null;
      case TIMESTAMP_NANOS -> type.kind().isTimestamp() ? NANOS_TO_MICROS : null;
      case TIME_MICROS -> type.kind() == TypeKind.TIME ? MICROS_TO_MILLIS : null;
      case TIME_NANOS -> type.kind() == TypeKind.TIME ? NANOS_TO_MILLIS : null;
      case DECIMAL -> decimal(column, type, NUMBER_TO_DECIMAL);
      default -> null;
    };
  }

  private static Conversion ofBytes(Meaning meaning, ParquetColumn column, LogicalType type) {
    return switch (meaning) {
      case STRING -> type.kind().isVariableWidth() ? BYTES : null;
      case NONE, OTHER ->
          type.kind().isBinary()
                  || (type.kind().isCharacter() && column.physical() == PhysicalType.BYTE_ARRAY)
              ? BYTES
              : null;
      case DECIMAL -> decimal(column, type, BYTES_TO_DECIMAL);
      default -> null;
    };
  }

  private static Conversion decimal(ParquetColumn column, LogicalType type, Conversion conversion) {
    boolean fits =
        type.kind() == TypeKind.DECIMAL
            && type.scale() >= column.annotation().scale()
            && type.precision() - type.scale()
                >= column.annotation().precision() - column.annotation().scale();
    return fits ? conversion : null;
  }
}
