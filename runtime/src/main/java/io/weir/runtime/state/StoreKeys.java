package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * Keys as the store beneath has them: key group (2 bytes, big-endian), namespace where the table is
 * windowed (8 bytes, big-endian, sign bit flipped), encoded key. Part of every checkpoint's format.
 */
final class StoreKeys {
  static final int KEY_GROUP_BYTES = 2;
  static final int NAMESPACE_BYTES = 8;

  private StoreKeys() {}

  /** How many bytes come before the encoded key. */
  static int prefixLength(boolean windowed) {
    return windowed ? KEY_GROUP_BYTES + NAMESPACE_BYTES : KEY_GROUP_BYTES;
  }

  /** The beginning of all keys of a key group. */
  static byte[] prefix(int keyGroup) {
    return new byte[] {(byte) (keyGroup >>> 8), (byte) keyGroup};
  }

  /** The beginning of all keys of a key group and, if the table is windowed, namespace. */
  static byte[] prefix(int keyGroup, boolean windowed, long namespace) {
    byte[] prefix = Arrays.copyOf(prefix(keyGroup), prefixLength(windowed));
    if (windowed) {
      long flipped = namespace ^ Long.MIN_VALUE;
      for (int i = 0; i < NAMESPACE_BYTES; i++) {
        prefix[KEY_GROUP_BYTES + i] = (byte) (flipped >>> (56 - 8 * i));
      }
    }
    return prefix;
  }

  /** The key group of the key at {@code address}. */
  static int keyGroup(long address) {
    return (Memory.getByte(address) & 0xff) << 8 | Memory.getByte(address + 1) & 0xff;
  }

  /** The namespace of a key of a windowed table. */
  static long namespace(byte[] key) {
    long flipped = 0;
    for (int i = 0; i < NAMESPACE_BYTES; i++) {
      flipped = flipped << 8 | key[KEY_GROUP_BYTES + i] & 0xff;
    }
    return flipped ^ Long.MIN_VALUE;
  }

  /** The smallest key above all that begin with {@code prefix}. */
  static byte[] after(byte[] prefix) {
    byte[] after = prefix.clone();
    for (int i = after.length - 1; i >= 0; i--) {
      if (++after[i] != 0) {
        return Arrays.copyOf(after, i + 1);
      }
    }
    throw new IllegalArgumentException("nothing sorts above a prefix of bytes 255 only");
  }

  /** The smallest key above {@code key}. */
  static byte[] next(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  /** A key made of a prefix and {@code length} bytes at {@code address}. */
  static byte[] join(byte[] prefix, long address, int length) {
    byte[] key = Arrays.copyOf(prefix, prefix.length + length);
    Memory.copyToArray(address, key, prefix.length, length);
    return key;
  }

  /** A key made of a prefix and more. */
  static byte[] join(byte[] prefix, byte[]... parts) {
    int length = prefix.length;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] key = Arrays.copyOf(prefix, length);
    int at = prefix.length;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, key, at, part.length);
      at += part.length;
    }
    return key;
  }
}
