package io.weir.runtime.vector;

import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Reads and writes of off-heap memory by address, little-endian, unaligned, unchecked. The only
 * class that knows how this is done.
 */
public final class Memory {
  private Memory() {}

  /** Takes {@code bytes} of memory with garbage in it; must be given back by {@link #free}. */
  public static long allocate(long bytes) {
    return MemoryUtil.allocateMemory(bytes);
  }

  /** Gives back what {@link #allocate} returned. */
  public static void free(long address) {
    MemoryUtil.freeMemory(address);
  }

  /** Where the memory of a direct buffer starts. */
  public static long address(java.nio.ByteBuffer direct) {
    return MemoryUtil.getByteBufferAddress(direct);
  }

  public static byte getByte(long address) {
    return MemoryUtil.getByte(address);
  }

  public static short getShort(long address) {
    return MemoryUtil.getShort(address);
  }

  public static int getInt(long address) {
    return MemoryUtil.getInt(address);
  }

  public static long getLong(long address) {
    return MemoryUtil.getLong(address);
  }

  public static float getFloat(long address) {
    return Float.intBitsToFloat(MemoryUtil.getInt(address));
  }

  public static double getDouble(long address) {
    return Double.longBitsToDouble(MemoryUtil.getLong(address));
  }

  public static void putByte(long address, byte value) {
    MemoryUtil.putByte(address, value);
  }

  public static void putShort(long address, short value) {
    MemoryUtil.putShort(address, value);
  }

  public static void putInt(long address, int value) {
    MemoryUtil.putInt(address, value);
  }

  public static void putLong(long address, long value) {
    MemoryUtil.putLong(address, value);
  }

  public static void putFloat(long address, float value) {
    MemoryUtil.putInt(address, Float.floatToRawIntBits(value));
  }

  public static void putDouble(long address, double value) {
    MemoryUtil.putLong(address, Double.doubleToRawLongBits(value));
  }

  /** Copies {@code length} bytes; the ranges must not overlap. */
  public static void copy(long from, long to, long length) {
    MemoryUtil.copyMemory(from, to, length);
  }

  /** Copies {@code length} bytes to a lower address; the ranges may overlap. */
  public static void moveDown(long from, long to, long length) {
    long i = 0;
    for (; i + 8 <= length; i += 8) {
      MemoryUtil.putLong(to + i, MemoryUtil.getLong(from + i));
    }
    for (; i < length; i++) {
      MemoryUtil.putByte(to + i, MemoryUtil.getByte(from + i));
    }
  }

  /** Copies {@code length} bytes from {@code from[offset]} on to memory. */
  public static void copyFromArray(byte[] from, int offset, long to, int length) {
    MemoryUtil.copyToMemory(from, offset, to, length);
  }

  /** Copies {@code length} bytes of memory to {@code to[offset]} on. */
  public static void copyToArray(long from, byte[] to, int offset, int length) {
    MemoryUtil.copyFromMemory(from, to, offset, length);
  }

  /** Sets {@code length} bytes to {@code value}. */
  public static void fill(long address, long length, byte value) {
    MemoryUtil.setMemory(address, length, value);
  }

  /** Whether two ranges of {@code length} bytes hold the same bytes. */
  public static boolean equals(long left, long right, int length) {
    if (length < Long.BYTES) {
      for (int i = 0; i < length; i++) {
        if (MemoryUtil.getByte(left + i) != MemoryUtil.getByte(right + i)) {
          return false;
        }
      }
      return true;
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if (MemoryUtil.getLong(left + i) != MemoryUtil.getLong(right + i)) {
        return false;
      }
    }
    return MemoryUtil.getLong(left + last) == MemoryUtil.getLong(right + last);
  }

  /**
   * Compares two byte strings as unsigned bytes, a prefix before its extensions; for UTF-8 this is
   * the order of code points.
   */
  public static int compare(long left, int leftLength, long right, int rightLength) {
    int length = Math.min(leftLength, rightLength);
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      long a = MemoryUtil.getLong(left + i);
      long b = MemoryUtil.getLong(right + i);
      if (a != b) {
        return Long.compareUnsigned(Long.reverseBytes(a), Long.reverseBytes(b));
      }
    }
    for (; i < length; i++) {
      int difference =
          (MemoryUtil.getByte(left + i) & 0xFF) - (MemoryUtil.getByte(right + i) & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(leftLength, rightLength);
  }
}
