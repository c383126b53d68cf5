package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;

/**
 * The hash of an encoded key. It decides which key group a key belongs to, so it is part of every
 * checkpoint's format: {@link #VERSION} changes with it.
 *
 * <p>A variant of wyhash (Wang Yi, public domain): 16 bytes a step, each step a 64 by 64 bit
 * multiplication whose halves are folded together.
 */
public final class KeyHash {
  /** Which function this is; stored in manifests. */
  public static final int VERSION = 1;

  private static final long S0 = 0xa0761d6478bd642fL;
  private static final long S1 = 0xe7037ed1a0b428dbL;

  private KeyHash() {}

  /** The hash of {@code length} bytes at {@code address}. */
  public static int of(long address, int length) {
    long seed = S0;
    long a;
    long b;
    if (length <= 16) {
      if (length >= 8) {
        a = Memory.getLong(address);
        b = Memory.getLong(address + length - 8);
      } else if (length >= 4) {
        a = Memory.getInt(address) & 0xffffffffL;
        b = Memory.getInt(address + length - 4) & 0xffffffffL;
      } else if (length > 0) {
        a =
            (Memory.getByte(address) & 0xffL) << 16
                | (Memory.getByte(address + (length >>> 1)) & 0xffL) << 8
                | (Memory.getByte(address + length - 1) & 0xffL);
        b = 0;
      } else {
        a = 0;
        b = 0;
      }
    } else {
      long at = address;
      long lastStep = address + length - 16;
      while (at < lastStep) {
        seed = mix(Memory.getLong(at) ^ S1, Memory.getLong(at + 8) ^ seed);
        at += 16;
      }
      a = Memory.getLong(lastStep);
      b = Memory.getLong(lastStep + 8);
    }
    return finish(a, b, seed, length);
  }

  /** The hash of {@code key}: the same as of these bytes in memory. */
  public static int of(byte[] key) {
    int length = key.length;
    long seed = S0;
    long a;
    long b;
    if (length <= 16) {
      if (length >= 8) {
        a = word(key, 0, 8);
        b = word(key, length - 8, 8);
      } else if (length >= 4) {
        a = word(key, 0, 4);
        b = word(key, length - 4, 4);
      } else if (length > 0) {
        a = (key[0] & 0xffL) << 16 | (key[length >>> 1] & 0xffL) << 8 | (key[length - 1] & 0xffL);
        b = 0;
      } else {
        a = 0;
        b = 0;
      }
    } else {
      int at = 0;
      while (at < length - 16) {
        seed = mix(word(key, at, 8) ^ S1, word(key, at + 8, 8) ^ seed);
        at += 16;
      }
      a = word(key, length - 16, 8);
      b = word(key, length - 8, 8);
    }
    return finish(a, b, seed, length);
  }

  private static int finish(long a, long b, long seed, int length) {
    long hash = mix(S1 ^ length, mix(a ^ S1, b ^ seed));
    return (int) (hash ^ (hash >>> 32));
  }

  private static long mix(long a, long b) {
    return a * b ^ Math.multiplyHigh(a, b);
  }

  private static long word(byte[] bytes, int offset, int length) {
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | (bytes[offset + i] & 0xffL);
    }
    return word;
  }
}
