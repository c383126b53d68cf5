package io.weir.runtime.function.user;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of SQL as bytes, and back: how accumulators of users lie in state. */
final class ValueBytes {
  private ValueBytes() {}

  static byte[] write(LogicalType type, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(type, value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void write(LogicalType type, Object value, DataOutputStream out)
      throws IOException {
    out.writeBoolean(value != null);
    if (value == null) {
      return;
    }
    switch (type.kind()) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case FLOAT, DOUBLE -> out.writeDouble((Double) value);
      case DECIMAL -> bytes(((BigDecimal) value).unscaledValue().toByteArray(), out);
      case CHAR, VARCHAR -> bytes(((String) value).getBytes(StandardCharsets.UTF_8), out);
      case BINARY, VARBINARY -> bytes((byte[]) value, out);
      case ARRAY -> {
        List<?> elements = (List<?>) value;
        out.writeInt(elements.size());
        for (Object element : elements) {
          write(type.fields().get(0).type(), element, out);
        }
      }
      case MAP, MULTISET -> {
        Map<?, ?> map = (Map<?, ?>) value;
        out.writeInt(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          write(keyType(type), entry.getKey(), out);
          write(itemType(type), entry.getValue(), out);
        }
      }
      case ROW -> {
        List<?> values = (List<?>) value;
        for (int i = 0; i < values.size(); i++) {
          write(type.fields().get(i).type(), values.get(i), out);
        }
      }
      case NULL -> throw new AssertionError("a value of the type NULL");
      default -> out.writeLong(((Number) value).longValue());
    }
  }

  private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static LogicalType keyType(LogicalType map) {
    return map.fields().get(0).type();
  }

  private static LogicalType itemType(LogicalType map) {
    return map.fields().size() > 1 ? map.fields().get(1).type() : LogicalType.int32();
  }

  static Object read(LogicalType type, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return read(type, in);
    } catch (IOException e) {
      throw new UncheckedIOException("an accumulator of " + bytes.length + " bytes", e);
    }
  }

  private static Object read(LogicalType type, DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> in.readBoolean();
      case FLOAT, DOUBLE -> in.readDouble();
      case DECIMAL -> new BigDecimal(new BigInteger(in.readNBytes(in.readInt())), type.scale());
      case CHAR, VARCHAR -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
      case BINARY, VARBINARY -> in.readNBytes(in.readInt());
      case ARRAY -> {
        int count = in.readInt();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          values.add(read(type.fields().get(0).type(), in));
        }
        yield values;
      }
      case MAP, MULTISET -> {
        int count = in.readInt();
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
          Object key = read(keyType(type), in);
          map.put(key, read(itemType(type), in));
        }
        yield map;
      }
      case ROW -> {
        List<Object> values = new ArrayList<>();
        for (Field field : type.fields()) {
          values.add(read(field.type(), in));
        }
        yield values;
      }
      case DATE, TIME, INTERVAL_YEAR_MONTH -> (int) in.readLong();
      case NULL -> throw new AssertionError("a value of the type NULL");
      default -> in.readLong();
    };
  }
}
