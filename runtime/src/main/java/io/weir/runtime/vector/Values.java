package io.weir.runtime.vector;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Values as Java objects, for literals, rendering and tests; nothing here is fast. The form of each
 * kind:
 *
 * <ul>
 *   <li>BOOLEAN: {@link Boolean}; TINYINT to BIGINT: {@link Long}; FLOAT and DOUBLE: {@link
 *       Double}; DECIMAL: {@link BigDecimal} of the type's scale
 *   <li>CHAR, VARCHAR: {@link String}; BINARY, VARBINARY: {@code byte[]}
 *   <li>DATE: {@link Integer} days; TIME: {@link Integer} milliseconds of the day; TIMESTAMP,
 *       TIMESTAMP_LTZ: {@link Long} microseconds
 *   <li>INTERVAL_YEAR_MONTH: {@link Integer} months; INTERVAL_DAY_TIME: {@link Long} microseconds
 *   <li>ARRAY, ROW: {@link List}; MAP, MULTISET (element to count): {@link Map} in the order of the
 *       entries
 *   <li>NULL of any type: null
 * </ul>
 */
public final class Values {
  private Values() {}

  /** The value in {@code row}. */
  public static Object read(LogicalType type, FieldVector vector, int row) {
    return read(type, Column.of(vector), row);
  }

  /** The value in {@code row}. */
  public static Object read(LogicalType type, Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> column.getBoolean(row);
      case TINYINT -> (long) column.getByte(row);
      case SMALLINT -> (long) column.getShort(row);
      case INT -> (long) column.getInt(row);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME -> column.getLong(row);
      case FLOAT -> (double) column.getFloat(row);
      case DOUBLE -> column.getDouble(row);
      case DECIMAL -> Decimals.read(column, row, type.scale());
      case CHAR, VARCHAR -> new String(bytes(column, row), StandardCharsets.UTF_8);
      case BINARY, VARBINARY -> bytes(column, row);
      case DATE, TIME, INTERVAL_YEAR_MONTH -> column.getInt(row);
      case ARRAY -> {
        Column elements = column.child(0);
        List<Object> values = new ArrayList<>();
        for (int slot = column.getStart(row); slot < column.getEnd(row); slot++) {
          values.add(read(type.fields().get(0).type(), elements, slot));
        }
        yield values;
      }
      case MAP, MULTISET -> {
        LogicalType entry = type.elementType();
        Column entries = column.child(0);
        Column keys = entries.child(0);
        Column values = entries.child(1);
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int slot = column.getStart(row); slot < column.getEnd(row); slot++) {
          map.put(
              read(entry.fields().get(0).type(), keys, slot),
              read(entry.fields().get(1).type(), values, slot));
        }
        yield map;
      }
      case ROW -> {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < type.fields().size(); i++) {
          values.add(read(type.fields().get(i).type(), column.child(i), row));
        }
        yield values;
      }
      case NULL -> null;
    };
  }

  private static byte[] bytes(Column column, int row) {
    byte[] bytes = new byte[column.getLength(row)];
    Memory.copyToArray(column.getAddress(row), bytes, 0, bytes.length);
    return bytes;
  }

  /** A vector of the given values. */
  public static FieldVector vector(LogicalType type, List<?> values, BufferAllocator allocator) {
    FieldVector vector = Vectors.create("", type, allocator);
    try {
      fill(type, vector, values);
    } catch (RuntimeException | Error e) {
      vector.close();
      throw e;
    }
    return vector;
  }

  private static void fill(LogicalType type, FieldVector vector, List<?> values) {
    int count = values.size();
    if (vector instanceof BaseFixedWidthVector fixed) {
      fixed.allocateNew(count);
      fillFixed(type, Column.forWriting(vector), values);
    } else if (vector instanceof BaseVariableWidthVector variable) {
      fillVariableWidth(variable, values);
    } else if (vector instanceof ListVector list) {
      fillList(type, list, values);
    } else if (vector instanceof StructVector struct) {
      fillRow(type, struct, values);
    }
    vector.setValueCount(count);
  }

  private static void fillFixed(LogicalType type, Column column, List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value == null) {
        continue;
      }
      column.setValid(i);
      switch (type.kind()) {
        case BOOLEAN -> column.putBoolean(i, (Boolean) value);
        case TINYINT -> column.putByte(i, ((Number) value).byteValue());
        case SMALLINT -> column.putShort(i, ((Number) value).shortValue());
        case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> column.putInt(i, ((Number) value).intValue());
        case FLOAT -> column.putFloat(i, ((Number) value).floatValue());
        case DOUBLE -> column.putDouble(i, ((Number) value).doubleValue());
        case DECIMAL ->
            Decimals.write(column, i, ((BigDecimal) value).setScale(type.scale()).unscaledValue());
        default -> column.putLong(i, ((Number) value).longValue());
      }
    }
  }

  private static void fillVariableWidth(BaseVariableWidthVector vector, List<?> values) {
    List<byte[]> encoded = new ArrayList<>();
    long bytes = 0;
    for (Object value : values) {
      byte[] one =
          value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
      encoded.add(one);
      bytes += one == null ? 0 : one.length;
    }
    vector.allocateNew(bytes, values.size());
    Column column = Column.forWriting(vector);
    int position = 0;
    Memory.putInt(column.offsetAddress(), 0);
    for (int i = 0; i < encoded.size(); i++) {
      byte[] one = encoded.get(i);
      if (one != null) {
        column.setValid(i);
        Memory.copyFromArray(one, 0, column.dataAddress() + position, one.length);
        position += one.length;
      }
      Memory.putInt(column.offsetAddress() + ((long) (i + 1) << 2), position);
    }
    vector.setLastSet(values.size() - 1);
  }

  private static void fillList(LogicalType type, ListVector vector, List<?> values) {
    vector.setInitialCapacity(values.size());
    vector.allocateNew();
    Column column = Column.forWriting(vector);
    List<Object> elements = new ArrayList<>();
    Memory.putInt(column.offsetAddress(), 0);
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value instanceof Map<?, ?> map) {
        map.forEach((key, item) -> elements.add(Arrays.asList(key, item)));
      } else if (value != null) {
        elements.addAll((List<?>) value);
      }
      if (value != null) {
        column.setValid(i);
      }
      Memory.putInt(column.offsetAddress() + ((long) (i + 1) << 2), elements.size());
    }
    fill(type.elementType(), vector.getDataVector(), elements);
    vector.setLastSet(values.size() - 1);
  }

  private static void fillRow(LogicalType type, StructVector vector, List<?> values) {
    vector.setInitialCapacity(values.size());
    vector.allocateNew();
    Column column = Column.forWriting(vector);
    List<Field> fields = type.fields();
    List<List<Object>> children = new ArrayList<>();
    fields.forEach(field -> children.add(new ArrayList<>()));
    for (int i = 0; i < values.size(); i++) {
      List<?> row = (List<?>) values.get(i);
      if (row != null) {
        column.setValid(i);
      }
      for (int f = 0; f < fields.size(); f++) {
        children.get(f).add(row == null ? null : row.get(f));
      }
    }
    for (int f = 0; f < fields.size(); f++) {
      FieldVector child = (FieldVector) vector.getChildByOrdinal(f);
      fill(fields.get(f).type(), child, children.get(f));
    }
  }
}
