package io.weir.runtime.operator.aggregate;

/** Access to the cells of variable length of a set of rows, wherever these lie. */
public interface BytesCells {
  /** For rows without such cells. */
  BytesCells NONE =
      new BytesCells() {
        @Override
        public int length(long row, int cell) {
          throw new AssertionError("row without bytes cells");
        }

        @Override
        public long address(long row, int cell) {
          throw new AssertionError("row without bytes cells");
        }

        @Override
        public void put(long row, int cell, long address, int length) {
          throw new AssertionError("row without bytes cells");
        }
      };

  /** The length of a cell in bytes, or -1 if it holds none. */
  int length(long row, int cell);

  /** Where the bytes of a cell begin; valid until the next {@link #put}. */
  long address(long row, int cell);

  /** Sets a cell to a copy of {@code length} bytes. */
  void put(long row, int cell, long address, int length);

  /** Where a cell goes on that has grown long; null if all of it is in the cell. */
  default CellOverflow overflow(int cell) {
    return null;
  }
}
