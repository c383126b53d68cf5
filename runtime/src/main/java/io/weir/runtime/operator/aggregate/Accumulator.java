package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Some cells of a group and the loops that fold many rows into many groups' cells. Cells that are
 * all zero stand for no rows. The rows that reach it have passed the filter and are not NULL.
 */
abstract class Accumulator {
  private final List<Cell> cells;
  private int firstCell = -1;

  /** The distance in bytes from a group's address to each of the cells. */
  int[] offsets;

  Accumulator(List<Cell> cells) {
    this.cells = List.copyOf(cells);
  }

  final List<Cell> cells() {
    return cells;
  }

  /** What its cells are to whoever looks at state. */
  abstract CellView view();

  /** Says which cells of the whole row are this accumulator's. */
  final void place(int firstCell) {
    this.firstCell = firstCell;
  }

  /** The number of the first cell, as bytes cells are addressed. */
  final int firstCell() {
    return firstCell;
  }

  /** Takes the offsets of its cells from those of the whole row. */
  final void bind(int[] rowOffsets) {
    offsets = new int[cells.size()];
    System.arraycopy(rowOffsets, firstCell, offsets, 0, offsets.length);
  }

  /** Folds rows in; takes those away whose kind says so, if it can. */
  abstract void add(Fold fold);

  /**
   * What order and value are made of in the table that its first cell goes on in when that has
   * grown long (see {@link CellOverflow}); empty if all stays in the cell.
   */
  Optional<Schema> overflow() {
    return Optional.empty();
  }

  /** What the entries of that table are to whoever looks at state. */
  EntryLayout overflowLayout() {
    throw new AssertionError(cells + " do not grow long");
  }

  /** How many bytes of a group are not in its cells. */
  long beyond(long group) {
    return 0;
  }

  /** From now on a value may leave that never came: it is passed over. */
  void forgive() {}

  /** Gives back memory, if it holds any; may be called more than once. */
  void close() {}

  /** Folds the cells of other groups, {@code sources[i]} into {@code targets[i]}. */
  abstract void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count);
}
