package io.weir.runtime.state;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Rows as Java values in and out of vectors, for tests. */
final class TestRows {
  private TestRows() {}

  static Batch batch(Schema schema, List<? extends List<?>> rows, BufferAllocator allocator) {
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    for (int c = 0; c < schema.size(); c++) {
      for (int r = 0; r < rows.size(); r++) {
        write(schema.type(c), vectors.get(c), r, rows.get(r).get(c));
      }
      vectors.get(c).setValueCount(rows.size());
    }
    return Batch.ofInserts(schema, vectors, rows.size());
  }

  static void write(LogicalType type, FieldVector vector, int row, Object value) {
    if (type.kind() == io.weir.runtime.type.TypeKind.NULL) {
      return;
    }
    while (vector.getValueCapacity() <= row) {
      vector.reAlloc();
    }
    if (value == null) {
      vector.setNull(row);
      return;
    }
    Column column = Column.forWriting(vector);
    switch (type.kind()) {
      case CHAR, VARCHAR ->
          ((BaseVariableWidthVector) vector)
              .setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
      case BINARY, VARBINARY -> ((BaseVariableWidthVector) vector).setSafe(row, (byte[]) value);
      case ROW -> {
        column.setValid(row);
        for (int i = 0; i < type.fields().size(); i++) {
          write(
              type.fields().get(i).type(),
              (FieldVector) ((StructVector) vector).getChildByOrdinal(i),
              row,
              ((List<?>) value).get(i));
        }
      }
      case ARRAY -> {
        ListVector list = (ListVector) vector;
        int start = list.startNewValue(row);
        List<?> elements = (List<?>) value;
        for (int i = 0; i < elements.size(); i++) {
          write(type.fields().get(0).type(), list.getDataVector(), start + i, elements.get(i));
        }
        list.endValue(row, elements.size());
      }
      default -> {
        column.setValid(row);
        writeLeaf(type, column, row, value);
      }
    }
  }

  private static void writeLeaf(LogicalType type, Column column, int row, Object value) {
    switch (type.kind()) {
      case BOOLEAN -> column.putBoolean(row, (Boolean) value);
      case TINYINT -> column.putByte(row, (Byte) value);
      case SMALLINT -> column.putShort(row, (Short) value);
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> column.putInt(row, (Integer) value);
      case FLOAT -> column.putFloat(row, (Float) value);
      case DOUBLE -> column.putDouble(row, (Double) value);
      case DECIMAL -> {
        BigInteger unscaled = ((BigDecimal) value).unscaledValue();
        column.putDecimal(row, unscaled.longValue(), unscaled.shiftRight(64).longValue());
      }
      default -> column.putLong(row, (Long) value);
    }
  }

  static List<Object> read(Schema schema, List<? extends FieldVector> vectors, int row) {
    List<Object> values = new ArrayList<>();
    for (int c = 0; c < schema.size(); c++) {
      values.add(read(schema.type(c), vectors.get(c), row));
    }
    return values;
  }

  private static Object read(LogicalType type, FieldVector vector, int row) {
    Column column = Column.of(vector);
    if (column.isNull(row)) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> column.getBoolean(row);
      case TINYINT -> column.getByte(row);
      case SMALLINT -> column.getShort(row);
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> column.getInt(row);
      case FLOAT -> column.getFloat(row);
      case DOUBLE -> column.getDouble(row);
      case DECIMAL ->
          new BigDecimal(
              BigInteger.valueOf(column.getDecimalHigh(row))
                  .shiftLeft(64)
                  .add(new BigInteger(Long.toUnsignedString(column.getDecimalLow(row)))),
              type.scale());
      case CHAR, VARCHAR -> new String(bytes(column, row), StandardCharsets.UTF_8);
      case BINARY, VARBINARY -> bytes(column, row);
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        for (int i = column.getStart(row); i < column.getEnd(row); i++) {
          elements.add(read(type.fields().get(0).type(), ((ListVector) vector).getDataVector(), i));
        }
        yield elements;
      }
      case ROW ->
          read(new Schema(type.fields()), ((StructVector) vector).getChildrenFromFields(), row);
      default -> column.getLong(row);
    };
  }

  private static byte[] bytes(Column column, int row) {
    byte[] bytes = new byte[column.getLength(row)];
    Memory.copyToArray(column.getAddress(row), bytes, 0, bytes.length);
    return bytes;
  }
}
