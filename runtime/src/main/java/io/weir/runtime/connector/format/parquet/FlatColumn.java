package io.weir.runtime.connector.format.parquet;

import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.connector.format.text.Utf8;
import io.weir.runtime.parquet.ParquetColumn;
import io.weir.runtime.parquet.ParquetColumn.Meaning;
import io.weir.runtime.parquet.ParquetFile;
import io.weir.runtime.parquet.ParquetReader;
import io.weir.runtime.parquet.PhysicalType;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * How a flat column of a file becomes a column of a table: as which type it is decoded, and what
 * remains to be checked or changed in the values. Mostly nothing remains.
 */
final class FlatColumn {
  private static final long[] MICROS_OF_PRECISION = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};
  private static final int[] MILLIS_OF_PRECISION = {1_000, 100, 10, 1};

  private final Path file;
  private final Field field;
  private final LogicalType decoded;
  private final boolean checksUtf8;

  private FlatColumn(Path file, Field field, LogicalType decoded, boolean checksUtf8) {
    this.file = file;
    this.field = field;
    this.decoded = decoded;
    this.checksUtf8 = checksUtf8;
  }

  /** Whether the file's column of this name can be read as the field. */
  static boolean canRead(ParquetFile file, Field field) {
    return file.column(field.name()).isPresent()
        && ParquetReader.canRead(file, new Field(field.name(), decodedType(file, field)));
  }

  static FlatColumn of(ParquetFile file, Field field) {
    ParquetColumn column = file.column(field.name()).orElseThrow();
    boolean isUnmarked = column.annotation().meaning() == Meaning.NONE;
    return new FlatColumn(
        file.path(),
        field,
        decodedType(file, field),
        isUnmarked && field.type().kind().isCharacter());
  }

  /** Integers that may not fit are decoded as wider ones first, and texts as they are. */
  private static LogicalType decodedType(ParquetFile file, Field field) {
    ParquetColumn column = file.column(field.name()).orElseThrow();
    TypeKind kind = field.type().kind();
    boolean isUnsigned = column.annotation().meaning() == Meaning.UNSIGNED_INTEGER;
    if (kind.isInteger() && column.physical() == PhysicalType.INT32) {
      return isUnsigned
          ? LogicalType.bigint()
          : kind == TypeKind.BIGINT ? field.type() : LogicalType.int32();
    }
    return switch (kind) {
      case CHAR -> LogicalType.string();
      default -> field.type();
    };
  }

  /** The field as it is decoded. */
  Field decodedField() {
    return new Field(field.name(), decoded);
  }

  /**
   * The vector with the field's type; takes ownership of the one that was decoded.
   *
   * @param firstRow the number in the file of the vector's first row
   */
  FieldVector finish(FieldVector vector, int rows, long firstRow, BufferAllocator allocator) {
    try {
      Column column = Column.of(vector);
      checkNulls(column, rows, firstRow);
      FieldVector finished =
          switch (field.type().kind()) {
            case TINYINT, SMALLINT, INT ->
                field.type().kind() == decoded.kind()
                    ? vector
                    : narrow(column, rows, firstRow, allocator);
            case TIMESTAMP, TIMESTAMP_LTZ -> {
              cutMicros(column, rows);
              yield vector;
            }
            case TIME -> {
              cutMillis(column, rows);
              yield vector;
            }
            case CHAR -> pad(column, rows, firstRow, allocator);
            case VARCHAR, BINARY, VARBINARY -> {
              checkTexts(column, rows, firstRow);
              yield vector;
            }
            case BIGINT, BOOLEAN, FLOAT, DOUBLE, DECIMAL, DATE -> vector;
            default -> throw new AssertionError("not a flat type: " + field.type());
          };
      if (finished != vector) {
        vector.close();
      }
      return finished;
    } catch (RuntimeException e) {
      vector.close();
      throw e;
    }
  }

  private void checkNulls(Column column, int rows, long firstRow) {
    if (field.type().nullable() || !column.hasNulls()) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      if (column.isNull(row)) {
        throw fault(firstRow + row, "the value is NULL, but the type is " + field.type());
      }
    }
  }

  private FieldVector narrow(Column column, int rows, long firstRow, BufferAllocator allocator) {
    boolean isLong = decoded.kind() == TypeKind.BIGINT;
    try (BatchBuilder builder = new BatchBuilder(new Schema(List.of(field)), allocator)) {
      builder.begin(Math.max(1, rows));
      ScalarBuilder target = (ScalarBuilder) builder.column(0);
      for (int row = 0; row < rows; row++) {
        if (column.isNull(row)) {
          target.setNull(row);
          continue;
        }
        long value = isLong ? column.getLong(row) : column.getInt(row);
        long kept =
            switch (field.type().kind()) {
              case TINYINT -> (byte) value;
              case SMALLINT -> (short) value;
              default -> (int) value;
            };
        if (kept != value) {
          throw fault(firstRow + row, value + " does not fit " + field.type());
        }
        target.setInteger(row, value);
      }
      return builder.finish(rows).vector(0);
    }
  }

  private FieldVector pad(Column column, int rows, long firstRow, BufferAllocator allocator) {
    TextConverter converter = new TextConverter(TimestampStandard.SQL);
    try (BatchBuilder builder = new BatchBuilder(new Schema(List.of(field)), allocator)) {
      builder.begin(Math.max(1, rows));
      ScalarBuilder target = (ScalarBuilder) builder.column(0);
      for (int row = 0; row < rows; row++) {
        if (column.isNull(row)) {
          target.setNull(row);
          continue;
        }
        long start = column.getAddress(row);
        try {
          converter.setString(target, row, start, start + column.getLength(row));
        } catch (BadValue e) {
          throw fault(firstRow + row, e.getMessage());
        }
      }
      return builder.finish(rows).vector(0);
    }
  }

  /** Digits beyond the declared precision are cut off. */
  private void cutMicros(Column column, int rows) {
    long unit = MICROS_OF_PRECISION[field.type().precision()];
    if (unit == 1) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      long micros = column.getLong(row);
      long rest = Math.floorMod(micros, unit);
      if (rest != 0) {
        column.putLong(row, micros - rest);
      }
    }
  }

  private void cutMillis(Column column, int rows) {
    int unit = MILLIS_OF_PRECISION[field.type().precision()];
    for (int row = 0; row < rows; row++) {
      column.putInt(row, column.getInt(row) - Math.floorMod(column.getInt(row), unit));
    }
  }

  private void checkTexts(Column column, int rows, long firstRow) {
    LogicalType type = field.type();
    boolean isBounded = type.precision() != LogicalType.UNBOUNDED_LENGTH;
    if (!isBounded && !checksUtf8) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      if (column.isNull(row)) {
        continue;
      }
      long start = column.getAddress(row);
      long end = start + column.getLength(row);
      if (checksUtf8 && !Utf8.isValid(start, end)) {
        throw fault(firstRow + row, "the bytes are not UTF-8; declare the column as BYTES");
      }
      if (isBounded) {
        checkLength(start, end, firstRow + row);
      }
    }
  }

  private void checkLength(long start, long end, long row) {
    LogicalType type = field.type();
    int length = type.kind().isCharacter() ? Utf8.codePoints(start, end) : (int) (end - start);
    boolean fits =
        type.kind() == TypeKind.BINARY ? length == type.precision() : length <= type.precision();
    if (!fits) {
      throw fault(row, "a value of length " + length + " does not fit " + type);
    }
  }

  private RuntimeException fault(long row, String what) {
    return ParquetErrors.value(file, field, row, what);
  }
}
