package io.weir.runtime.state;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;

/** Tells where an encoded key ends that is the beginning of something longer. */
final class KeyExtent {
  private final List<Field> fields;
  private final int fixedWidth;

  KeyExtent(Schema key) {
    fields = key.fields();
    fixedWidth = KeyEncoding.fixedWidth(key);
  }

  /** The length of the key that begins at {@code bytes[start]}. */
  int length(byte[] bytes, int start) {
    return fixedWidth != KeyEncoding.NOT_FIXED ? fixedWidth : end(fields, bytes, start) - start;
  }

  private static int end(List<Field> fields, byte[] bytes, int start) {
    int at = start;
    for (Field field : fields) {
      at = end(field.type(), bytes, at);
    }
    return at;
  }

  private static int end(LogicalType type, byte[] bytes, int start) {
    int width = KeyEncoding.fixedWidth(type);
    if (width != KeyEncoding.NOT_FIXED) {
      return start + width;
    }
    int at = start + 1;
    if (bytes[start] == 0) {
      return at;
    }
    switch (type.kind()) {
      case ROW -> {
        return end(type.fields(), bytes, at);
      }
      case ARRAY -> {
        while (bytes[at++] != 0) {
          at = end(type.fields().get(0).type(), bytes, at);
        }
        return at;
      }
      default -> {
        while (bytes[at] != 0) {
          at++;
        }
        return at + 1;
      }
    }
  }
}
