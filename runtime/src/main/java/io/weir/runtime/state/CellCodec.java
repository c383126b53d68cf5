package io.weir.runtime.state;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.vector.Memory;

/**
 * The stored form of a row's cells: half a byte a cell that says how long its payload is, then the
 * payloads. Part of every checkpoint's format.
 *
 * <ul>
 *   <li>LONG: the zigzag value in as many bytes as it needs, 0 to 8;
 *   <li>WIDE: the same if it fits 64 bits, else 9 and all 16 bytes;
 *   <li>BYTES: 0 for none, else 1, 2 or 3 for a length of 1, 2 or 4 bytes before the content;
 *   <li>SCRATCH: not stored.
 * </ul>
 */
final class CellCodec {
  private static final int WHOLE = 9;

  /** More than the payload of any cell but the content of BYTES. */
  private static final int MAX_CELL_BYTES = 17;

  private final int[] offsets;
  private final Cell.Kind[] kinds;
  private final int count;
  private final int controlBytes;

  CellCodec(RowLayout layout) {
    count = layout.stored.length;
    offsets = new int[count];
    kinds = new Cell.Kind[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = layout.offsets[layout.stored[i]];
      kinds[i] = layout.kinds[layout.stored[i]];
    }
    controlBytes = (count + 1) / 2;
  }

  /** No fewer bytes than {@link #encode} writes to, which may be more than it keeps. */
  long bound(long row, boolean hasBytes) {
    long bound = controlBytes + (long) count * MAX_CELL_BYTES;
    if (hasBytes) {
      for (int i = 0; i < count; i++) {
        if (kinds[i] == Cell.Kind.BYTES) {
          bound += Memory.getInt(row + offsets[i] + 4);
        }
      }
    }
    return bound;
  }

  /** Writes the cells of {@code row}; returns the end. */
  long encode(long row, ByteArena arena, long to) {
    long at = to + controlBytes;
    int control = 0;
    for (int i = 0; i < count; i++) {
      long cell = row + offsets[i];
      int code;
      switch (kinds[i]) {
        case LONG -> {
          long zigzag = zigzag(Memory.getLong(cell));
          code = lengthOf(zigzag);
          Memory.putLong(at, zigzag);
          at += code;
        }
        case WIDE -> {
          long low = Memory.getLong(cell);
          long high = Memory.getLong(cell + 8);
          if (high == low >> 63) {
            long zigzag = zigzag(low);
            code = lengthOf(zigzag);
            Memory.putLong(at, zigzag);
            at += code;
          } else {
            code = WHOLE;
            Memory.putLong(at, low);
            Memory.putLong(at + 8, high);
            at += 16;
          }
        }
        default -> {
          int length = Memory.getInt(cell + 4) - 1;
          code = length < 0 ? 0 : length < 1 << 8 ? 1 : length < 1 << 16 ? 2 : 3;
          if (code > 0) {
            Memory.putInt(at, length);
            at += code == 3 ? 4 : code;
            Memory.copy(arena.address(Memory.getInt(cell)), at, length);
            at += length;
          }
        }
      }
      control |= code << ((i & 1) << 2);
      if ((i & 1) == 1 || i == count - 1) {
        Memory.putByte(to + (i >> 1), (byte) control);
        control = 0;
      }
    }
    return at;
  }

  /** Reads cells into {@code row}, whose cells are zero. */
  void decode(long from, long row, ByteArena arena) {
    long at = from + controlBytes;
    for (int i = 0; i < count; i++) {
      int code = Memory.getByte(from + (i >> 1)) >>> ((i & 1) << 2) & 15;
      long cell = row + offsets[i];
      if (kinds[i] == Cell.Kind.BYTES) {
        if (code > 0) {
          int lengthBytes = code == 3 ? 4 : code;
          int length = (int) word(at, lengthBytes);
          at += lengthBytes;
          int reference = arena.allocate(length);
          Memory.copy(at, arena.address(reference), length);
          Memory.putInt(cell, reference);
          Memory.putInt(cell + 4, length + 1);
          at += length;
        }
      } else if (code == WHOLE) {
        Memory.putLong(cell, Memory.getLong(at));
        Memory.putLong(cell + 8, Memory.getLong(at + 8));
        at += 16;
      } else {
        long zigzag = word(at, code);
        long value = zigzag >>> 1 ^ -(zigzag & 1);
        Memory.putLong(cell, value);
        if (kinds[i] == Cell.Kind.WIDE) {
          Memory.putLong(cell + 8, value >> 63);
        }
        at += code;
      }
    }
  }

  /** The first cell of stored ones, which must be a LONG. */
  long firstLong(long from) {
    long zigzag = word(from + controlBytes, Memory.getByte(from) & 15);
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private static int lengthOf(long value) {
    return 8 - (Long.numberOfLeadingZeros(value) >>> 3);
  }

  static long word(long address, int length) {
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | Memory.getByte(address + i) & 0xffL;
    }
    return word;
  }
}
