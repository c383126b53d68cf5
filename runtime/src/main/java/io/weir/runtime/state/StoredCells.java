package io.weir.runtime.state;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * The cells of stored rows of an aggregate table, as {@link CellCodec} writes them, read where they
 * lie: for looking at state. Used by one thread.
 */
public final class StoredCells {
  private static final int WHOLE = 9;

  private final Cell.Kind[] kinds;

  /** Where a cell is among those that are stored, or -1. */
  private final int[] places;

  private final int controlBytes;
  private long[][] lows;
  private long[][] highs;

  /** The cells of the rows of an aggregate table. */
  public StoredCells(TableSpec spec) {
    RowLayout layout = new RowLayout(spec);
    kinds = new Cell.Kind[layout.stored.length];
    places = new int[layout.kinds.length];
    Arrays.fill(places, -1);
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = layout.kinds[layout.stored[i]];
      places[layout.stored[i]] = i;
    }
    controlBytes = (kinds.length + 1) / 2;
    lows = new long[kinds.length][0];
    highs = new long[kinds.length][0];
  }

  /** Reads the cells of rows; the addresses of byte strings are those in {@code values}. */
  public void read(long[] values, int count) {
    for (int i = 0; i < kinds.length; i++) {
      if (lows[i].length < count) {
        lows[i] = new long[count];
        highs[i] = new long[count];
      }
    }
    for (int row = 0; row < count; row++) {
      read(values[row], row);
    }
  }

  private void read(long value, int row) {
    long at = value + controlBytes;
    for (int i = 0; i < kinds.length; i++) {
      int code = Memory.getByte(value + (i >> 1)) >>> ((i & 1) << 2) & 15;
      if (kinds[i] == Cell.Kind.BYTES) {
        int lengthBytes = code == 3 ? 4 : code;
        int length = code == 0 ? 0 : (int) CellCodec.word(at, lengthBytes);
        lows[i][row] = at + lengthBytes;
        highs[i][row] = code == 0 ? -1 : length;
        at += lengthBytes + length;
      } else if (code == WHOLE) {
        lows[i][row] = Memory.getLong(at);
        highs[i][row] = Memory.getLong(at + 8);
        at += 16;
      } else {
        long zigzag = CellCodec.word(at, code);
        lows[i][row] = zigzag >>> 1 ^ -(zigzag & 1);
        highs[i][row] = lows[i][row] >> 63;
        at += code;
      }
    }
  }

  /** The number in a cell, its low 64 bits if it is wide. */
  public long low(int cell, int row) {
    return lows[places[cell]][row];
  }

  /** The high 64 bits of the number in a cell. */
  public long high(int cell, int row) {
    return highs[places[cell]][row];
  }

  /** Where the bytes of a cell lie. */
  public long address(int cell, int row) {
    return lows[places[cell]][row];
  }

  /** How many bytes a cell holds, or -1 if it holds none. */
  public int length(int cell, int row) {
    return (int) highs[places[cell]][row];
  }
}
