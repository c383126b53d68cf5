package io.weir.runtime.operator.timejoin;

import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Gathers pairs of encoded rows, either of which may be missing, and makes batches of them. */
final class PairBuffer implements AutoCloseable {
  private static final long NOTHING = -1;

  /** Before each copy stands its length. */
  private static final int HEADER_BYTES = 8;

  private final Schema schema;
  private final RowDecoder leftDecoder;
  private final RowDecoder rightDecoder;
  private long[] left = new long[Batch.MAX_ROWS];
  private long[] right = new long[Batch.MAX_ROWS];
  private int count;

  /** Copies of rows that do not stay where they are. */
  private long bytes;

  private long capacity;
  private long used;
  private final long[] decoded = new long[Batch.MAX_ROWS];

  /**
   * @param schema of the pairs
   */
  PairBuffer(Schema schema, Schema leftSchema, Schema rightSchema, BufferAllocator allocator) {
    this.schema = schema;
    leftDecoder = new RowDecoder(leftSchema, allocator);
    rightDecoder = new RowDecoder(rightSchema, allocator);
  }

  int count() {
    return count;
  }

  /** How many bytes the copies take, also those that no pair has. */
  long copiedBytes() {
    return used;
  }

  /** Copies a row; the result stands for it in {@link #add}. */
  long copy(long address, int length) {
    long at = used;
    long rounded = HEADER_BYTES + (length + 7L & -8L);
    if (used + rounded > capacity) {
      grow(used + rounded);
    }
    Memory.putLong(bytes + at, length);
    Memory.copy(address, bytes + at + HEADER_BYTES, length);
    used += rounded;
    return -2 - at;
  }

  private void grow(long needed) {
    long larger = Math.max(2 * capacity, Math.max(needed, 1 << 16));
    long moved = Memory.allocate(larger + 16);
    if (bytes != 0) {
      Memory.copy(bytes, moved, used);
      Memory.free(bytes);
    }
    bytes = moved;
    capacity = larger;
  }

  /**
   * Adds a pair.
   *
   * @param leftRow an address that stays valid, the result of {@link #copy}, or -1 for none
   * @param rightRow the same
   */
  void add(long leftRow, long rightRow) {
    if (count == left.length) {
      left = Arrays.copyOf(left, 2 * count);
      right = Arrays.copyOf(right, 2 * count);
    }
    left[count] = leftRow;
    right[count++] = rightRow;
  }

  void addLeft(long leftRow) {
    add(leftRow, NOTHING);
  }

  void addRight(long rightRow) {
    add(NOTHING, rightRow);
  }

  private long resolve(long row) {
    if (row == NOTHING) {
      return RowDecoder.NULL_ROW;
    }
    return row < 0 ? bytes - 2 - row + HEADER_BYTES : row;
  }

  /** The pairs from {@code from} on, as many as fit a batch; the caller's. */
  Batch batch(int from) {
    int rows = Math.min(Batch.MAX_ROWS, count - from);
    List<FieldVector> vectors = new ArrayList<>(schema.size());
    try {
      for (int i = 0; i < rows; i++) {
        decoded[i] = resolve(left[from + i]);
      }
      vectors.addAll(leftDecoder.decode(decoded, rows));
      if (vectors.size() < schema.size()) {
        for (int i = 0; i < rows; i++) {
          decoded[i] = resolve(right[from + i]);
        }
        vectors.addAll(rightDecoder.decode(decoded, rows));
      }
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    return Batch.ofInserts(schema, vectors, rows);
  }

  /**
   * The same with kinds.
   *
   * @param kinds by pair, or null if all are inserts
   */
  Batch batch(int from, byte[] kinds) {
    Batch batch = batch(from);
    if (kinds == null) {
      return batch;
    }
    int rows = batch.rowCount();
    byte[] own = Arrays.copyOfRange(kinds, from, from + rows);
    return new Batch(schema, batch.vectors(), rows, Selection.all(rows), own, null);
  }

  /** Which of the pairs from {@code from} on have a right row, counted from there. */
  Selection complete(int from, int rows) {
    int[] complete = new int[rows];
    int found = 0;
    for (int i = 0; i < rows; i++) {
      if (right[from + i] != NOTHING) {
        complete[found++] = i;
      }
    }
    return found == rows ? Selection.all(rows) : Selection.of(complete, found);
  }

  /** Takes the right row from a pair. */
  void leaveAlone(int pair) {
    right[pair] = NOTHING;
  }

  /** Where a copied row lies until the next one is copied. */
  long address(long copy) {
    return resolve(copy);
  }

  /** The length of a copied row. */
  int length(long copy) {
    return (int) Memory.getLong(resolve(copy) - HEADER_BYTES);
  }

  /** Forgets pairs and copies. */
  void clear() {
    count = 0;
    used = 0;
  }

  @Override
  public void close() {
    if (bytes != 0) {
      Memory.free(bytes);
      bytes = 0;
    }
  }
}
