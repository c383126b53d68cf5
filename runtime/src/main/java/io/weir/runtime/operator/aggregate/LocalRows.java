package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.vector.Memory;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Rows of cells in plain memory, for the groups of one batch; zero at first. */
final class LocalRows implements BytesCells, AutoCloseable {
  private static final int LEAST_BYTES = 4096;

  private final BufferAllocator allocator;
  private final int[] offsets;
  private final int width;
  private ArrowBuf rows;
  private ArrowBuf arena;
  private int arenaEnd;

  LocalRows(List<Cell> cells, BufferAllocator allocator) {
    this.allocator = allocator;
    offsets = new int[cells.size()];
    int end = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = end;
      end += cells.get(i).kind() == Cell.Kind.WIDE ? 16 : 8;
    }
    width = end;
  }

  /** The distance from a row's address to each of its cells. */
  int[] offsets() {
    return offsets;
  }

  /** Forgets all rows and makes {@code count} new ones, the addresses of which go to {@code to}. */
  void reset(int count, long[] to) {
    long bytes = (long) count * width;
    rows = ensure(rows, bytes, false);
    Memory.fill(rows.memoryAddress(), bytes, (byte) 0);
    for (int i = 0; i < count; i++) {
      to[i] = rows.memoryAddress() + (long) i * width;
    }
    arenaEnd = 0;
  }

  @Override
  public int length(long row, int cell) {
    return (int) Memory.getLong(row + offsets[cell]) - 1;
  }

  @Override
  public long address(long row, int cell) {
    return arena.memoryAddress() + (Memory.getLong(row + offsets[cell]) >>> 32);
  }

  @Override
  public void put(long row, int cell, long address, int length) {
    arena = ensure(arena, (long) arenaEnd + length, true);
    Memory.copy(address, arena.memoryAddress() + arenaEnd, length);
    Memory.putLong(row + offsets[cell], (long) arenaEnd << 32 | (length + 1));
    arenaEnd += length;
  }

  private ArrowBuf ensure(ArrowBuf present, long bytes, boolean keep) {
    if (present != null && present.capacity() >= bytes) {
      return present;
    }
    ArrowBuf larger = allocator.buffer(Math.max(2 * bytes, LEAST_BYTES));
    if (present != null) {
      if (keep) {
        larger.setBytes(0, present, 0, arenaEnd);
      }
      present.close();
    }
    return larger;
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
    if (arena != null) {
      arena.close();
      arena = null;
    }
  }
}
