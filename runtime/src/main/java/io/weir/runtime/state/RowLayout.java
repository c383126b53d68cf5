package io.weir.runtime.state;

import io.weir.runtime.state.TableSpec.Cell;
import java.util.List;

/**
 * Where things lie in a row of an aggregate table:
 *
 * <pre>
 * 0      hash of the key
 * 4      flags and the epoch of the last capture (see {@link RowFlags})
 * 8      cells, in order: LONG and SCRATCH 8 bytes, WIDE 16, BYTES 8 (reference, length + 1)
 * stamp  of the last update, where rows are forgotten (see {@link TimeToLive}): 8 bytes
 * key    fixed width: the key; else its length, and 20 bytes with the key or a reference to it
 * </pre>
 */
final class RowLayout {
  static final int HASH = 0;
  static final int FLAGS = 4;
  static final int CELLS = 8;

  /** The longest key of varying length that lies in the row. */
  static final int INLINE_KEY_BYTES = 20;

  final Cell.Kind[] kinds;
  final int[] offsets;

  /** The cells that are stored, by position in {@link #kinds}; the stamp comes first. */
  final int[] stored;

  /** The cells of kind BYTES. */
  final int[] bytesCells;

  /** Where the stamp of the last update lies, or -1 if rows are kept for ever. */
  final int stampOffset;

  final int keyOffset;

  /** The length of every key, or -1 if keys differ in length. */
  final int keyWidth;

  final int rowBytes;

  RowLayout(TableSpec spec) {
    List<Cell> cells = spec.cells();
    boolean hasStamp = spec.ttlMillis() > 0;
    kinds = new Cell.Kind[cells.size() + (hasStamp ? 1 : 0)];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = i < cells.size() ? cells.get(i).kind() : Cell.Kind.LONG;
    }
    offsets = new int[kinds.length];
    int at = CELLS;
    for (int i = 0; i < kinds.length; i++) {
      offsets[i] = at;
      at += kinds[i] == Cell.Kind.WIDE ? 16 : 8;
    }
    stampOffset = hasStamp ? offsets[cells.size()] : -1;
    stored = positions(false);
    if (hasStamp) {
      System.arraycopy(stored, 0, stored, 1, stored.length - 1);
      stored[0] = cells.size();
    }
    bytesCells = positions(true);
    keyOffset = at;
    keyWidth = KeyEncoding.fixedWidth(spec.key());
    int keyBytes = keyWidth >= 0 ? keyWidth : 4 + INLINE_KEY_BYTES;
    rowBytes = (keyOffset + keyBytes + 7) & -8;
  }

  private int[] positions(boolean bytesOnly) {
    return java.util.stream.IntStream.range(0, kinds.length)
        .filter(i -> bytesOnly ? kinds[i] == Cell.Kind.BYTES : kinds[i] != Cell.Kind.SCRATCH)
        .toArray();
  }

  boolean hasArena() {
    return keyWidth < 0 || bytesCells.length > 0;
  }
}
