package io.weir.runtime.connector.format.avro;

import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.vector.Memory;

/** Reads binary values in memory, one after the other. Used by one thread at a time. */
final class AvroInput {
  private long position;
  private long end;

  /** Goes on with the bytes from {@code start} to {@code end}. */
  void reset(long start, long end) {
    this.position = start;
    this.end = end;
  }

  /** The address of the next byte. */
  long position() {
    return position;
  }

  /** Whether nothing is left. */
  boolean isAtEnd() {
    return position >= end;
  }

  /** An int or a long: variable length, zig-zag. */
  long readLong() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new BadValue("a number has more than ten bytes", "is this Avro, and of this schema?");
  }

  byte readByte() {
    if (position >= end) {
      throw ended();
    }
    return Memory.getByte(position++);
  }

  float readFloat() {
    return Float.intBitsToFloat(Memory.getInt(take(Float.BYTES)));
  }

  double readDouble() {
    return Double.longBitsToDouble(Memory.getLong(take(Double.BYTES)));
  }

  /** The length that lies in front of bytes or text, which are all there. */
  int readLength() {
    long length = readLong();
    if (length < 0 || length > end - position) {
      throw ended();
    }
    return (int) length;
  }

  /** The address of the next {@code count} bytes, which are passed. */
  long take(long count) {
    if (count < 0 || count > end - position) {
      throw ended();
    }
    long start = position;
    position += count;
    return start;
  }

  /**
   * The number of items in the next block of an array or map; 0 for the end. The number of bytes
   * that may stand before them is passed over.
   */
  long readBlockCount() {
    long count = readLong();
    if (count >= 0) {
      return count;
    }
    readLong();
    return -count;
  }

  /** Passes over a value. */
  void skip(AvroType type) {
    switch (type.kind()) {
      case NULL -> {}
      case BOOLEAN -> take(1);
      case INT, LONG, ENUM -> readLong();
      case FLOAT -> take(Float.BYTES);
      case DOUBLE -> take(Double.BYTES);
      case BYTES, STRING -> take(readLength());
      case FIXED -> take(type.size());
      case RECORD -> type.children().forEach(this::skip);
      case UNION -> skip(branch(type));
      case ARRAY, MAP -> {
        for (long count = readLong(); count != 0; count = readLong()) {
          if (count < 0) {
            take(readLong());
          } else {
            skipItems(type, count);
          }
        }
      }
    }
  }

  private void skipItems(AvroType type, long count) {
    for (long i = 0; i < count; i++) {
      if (type.kind() == AvroType.Kind.MAP) {
        take(readLength());
      }
      skip(type.children().get(0));
    }
  }

  private AvroType branch(AvroType union) {
    return union.children().get(readIndex(union.children().size()));
  }

  /** Which branch of a union follows, or which symbol is meant. */
  int readIndex(int count) {
    long index = readLong();
    if (index < 0 || index >= count) {
      throw new BadValue(
          "a union or enum of " + count + " has the index " + index,
          "is this Avro, and of this schema?");
    }
    return (int) index;
  }

  private static BadValue ended() {
    return new BadValue(
        "the bytes end within a value",
        "is this Avro, and of this schema? Others have other bytes");
  }
}
