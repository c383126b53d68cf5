package io.weir.runtime.connector.format.parquet;

import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ListBuilder;
import io.weir.runtime.connector.format.text.RowBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Writes values of any Arrow vector as values of the engine's types, one by one. */
final class ArrowValues {
  private ArrowValues() {}

  /**
   * Checks that values of an Arrow field can be written as a column's type.
   *
   * @throws io.weir.runtime.error.WeirException if they cannot
   */
  static void check(Path file, io.weir.runtime.type.Field column, Field arrow) {
    if (!fits(column.type(), arrow)) {
      throw ParquetErrors.mismatch(file, column, arrow.toString());
    }
  }

  private static boolean fits(LogicalType type, Field arrow) {
    ArrowType found = arrow.getType();
    List<Field> children = arrow.getChildren();
    return switch (type.kind()) {
      case BOOLEAN -> found instanceof ArrowType.Bool;
      case TINYINT, SMALLINT, INT, BIGINT ->
          found instanceof ArrowType.Int integer
              && integer.getIsSigned()
              && integer.getBitWidth() <= bits(type.kind());
      case FLOAT, DOUBLE -> found instanceof ArrowType.FloatingPoint;
      case DECIMAL ->
          found instanceof ArrowType.Decimal decimal
              && decimal.getBitWidth() == 128
              && decimal.getScale() <= type.scale()
              && decimal.getPrecision() - decimal.getScale() <= type.precision() - type.scale();
      case CHAR, VARCHAR -> found instanceof ArrowType.Utf8 || found instanceof ArrowType.LargeUtf8;
      case BINARY, VARBINARY ->
          found instanceof ArrowType.Binary
              || found instanceof ArrowType.LargeBinary
              || found instanceof ArrowType.FixedSizeBinary;
      case DATE ->
          found instanceof ArrowType.Date date
              && date.getUnit() == org.apache.arrow.vector.types.DateUnit.DAY;
      case TIME -> found instanceof ArrowType.Time;
      case TIMESTAMP, TIMESTAMP_LTZ -> found instanceof ArrowType.Timestamp;
      case ARRAY ->
          (found instanceof ArrowType.List || found instanceof ArrowType.LargeList)
              && fits(type.fields().get(0).type(), children.get(0));
      case MAP ->
          found instanceof ArrowType.Map
              && fits(type.fields().get(0).type(), children.get(0).getChildren().get(0))
              && fits(type.fields().get(1).type(), children.get(0).getChildren().get(1));
      case ROW -> found instanceof ArrowType.Struct && rowFits(type, children);
      default -> false;
    };
  }

  private static boolean rowFits(LogicalType type, List<Field> children) {
    for (io.weir.runtime.type.Field field : type.fields()) {
      boolean fits =
          children.stream()
              .anyMatch(c -> c.getName().equals(field.name()) && fits(field.type(), c));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int bits(TypeKind kind) {
    return switch (kind) {
      case TINYINT -> 8;
      case SMALLINT -> 16;
      case INT -> 32;
      default -> 64;
    };
  }

  /**
   * Writes one value.
   *
   * @throws BadValue if it does not fit the type
   */
  static void write(FieldVector from, int index, ValueBuilder target, int row) {
    target.reserve(row + 1);
    if (from.isNull(index)) {
      if (!target.type().nullable()) {
        throw new BadValue("the value is NULL, but the type is " + target.type());
      }
      target.setNull(row);
    } else if (target instanceof ScalarBuilder scalar) {
      writeScalar(from, index, scalar, row);
    } else if (target instanceof RowBuilder fields) {
      writeRow((StructVector) from, index, fields, row);
    } else {
      writeList(from, index, (ListBuilder) target, row);
    }
  }

  private static void writeRow(StructVector from, int index, RowBuilder target, int row) {
    target.setPresent(row);
    for (int i = 0; i < target.size(); i++) {
      FieldVector child = from.getChild(target.type().fields().get(i).name());
      write(child, index, target.field(i), row);
    }
  }

  private static void writeList(FieldVector from, int index, ListBuilder target, int row) {
    target.start(row);
    FieldVector elements;
    long start;
    long end;
    if (from instanceof LargeListVector large) {
      elements = large.getDataVector();
      start = large.getElementStartIndex(index);
      end = large.getElementEndIndex(index);
    } else {
      ListVector list = (ListVector) from;
      elements = list.getDataVector();
      start = list.getElementStartIndex(index);
      end = list.getElementEndIndex(index);
    }
    for (long i = start; i < end; i++) {
      int element = target.add();
      if (target.isMap()) {
        RowBuilder entry = (RowBuilder) target.element();
        StructVector entries = (StructVector) elements;
        write((FieldVector) entries.getChildByOrdinal(0), (int) i, entry.field(0), element);
        write((FieldVector) entries.getChildByOrdinal(1), (int) i, entry.field(1), element);
      } else {
        write(elements, (int) i, target.element(), element);
      }
    }
  }

  private static void writeScalar(FieldVector from, int index, ScalarBuilder target, int row) {
    LogicalType type = target.type();
    switch (type.kind()) {
      case BOOLEAN -> target.setBoolean(row, ((BitVector) from).get(index) != 0);
      case TINYINT, SMALLINT, INT, BIGINT -> target.setInteger(row, integer(from, index));
      case FLOAT -> target.setFloat(row, (float) real(from, index));
      case DOUBLE -> target.setDouble(row, real(from, index));
      case DECIMAL -> {
        BigDecimal value = ((DecimalVector) from).getObject(index).setScale(type.scale());
        BigInteger unscaled = value.unscaledValue();
        target.setDecimal(row, unscaled.longValue(), unscaled.shiftRight(64).longValue());
      }
      case CHAR, VARCHAR, BINARY, VARBINARY -> target.setBytes(row, bytes(from, index, type));
      case DATE -> target.setInt(row, ((DateDayVector) from).get(index));
      case TIME -> target.setInt(row, millis(from, index, type.precision()));
      case TIMESTAMP, TIMESTAMP_LTZ ->
          target.setLong(row, micros((TimeStampVector) from, index, type.precision()));
      default -> throw new AssertionError("not a scalar: " + type);
    }
  }

  private static long integer(FieldVector from, int index) {
    if (from instanceof BigIntVector longs) {
      return longs.get(index);
    }
    if (from instanceof IntVector ints) {
      return ints.get(index);
    }
    return from instanceof SmallIntVector shorts
        ? shorts.get(index)
        : ((TinyIntVector) from).get(index);
  }

  private static double real(FieldVector from, int index) {
    return from instanceof Float8Vector doubles
        ? doubles.get(index)
        : ((Float4Vector) from).get(index);
  }

  private static byte[] bytes(FieldVector from, int index, LogicalType type) {
    byte[] bytes;
    if (from instanceof VarCharVector text) {
      bytes = text.get(index);
    } else if (from instanceof LargeVarCharVector text) {
      bytes = text.get(index);
    } else if (from instanceof VarBinaryVector binary) {
      bytes = binary.get(index);
    } else if (from instanceof LargeVarBinaryVector binary) {
      bytes = binary.get(index);
    } else {
      bytes = ((FixedSizeBinaryVector) from).get(index);
    }
    boolean isFixed = type.kind() == TypeKind.CHAR || type.kind() == TypeKind.BINARY;
    if (isFixed ? bytes.length != type.precision() : bytes.length > type.precision()) {
      throw new BadValue(
          "a value of "
              + bytes.length
              + " bytes does not fit "
              + type
              + "; declare it without a"
              + " length");
    }
    return bytes;
  }

  private static int millis(FieldVector from, int index, int precision) {
    long millis;
    if (from instanceof TimeMilliVector time) {
      millis = time.get(index);
    } else if (from instanceof TimeMicroVector time) {
      millis = time.get(index) / 1_000;
    } else {
      millis = ((TimeNanoVector) from).get(index) / 1_000_000;
    }
    long unit = (long) Math.pow(10, 3 - precision);
    return (int) (millis - millis % unit);
  }

  private static long micros(TimeStampVector from, int index, int precision) {
    TimeUnit unit = ((ArrowType.Timestamp) from.getField().getType()).getUnit();
    long value = from.get(index);
    long micros =
        switch (unit) {
          case SECOND -> Math.multiplyExact(value, 1_000_000L);
          case MILLISECOND -> Math.multiplyExact(value, 1_000L);
          case MICROSECOND -> value;
          case NANOSECOND -> Math.floorDiv(value, 1_000L);
        };
    return micros - Math.floorMod(micros, (long) Math.pow(10, 6 - precision));
  }
}
