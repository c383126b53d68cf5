package io.weir.runtime.operator.aggregate;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.vector.Memory;
import java.util.List;

/**
 * The different values of a column and how many rows have each, as one entry a value: its length,
 * its bytes, its count. Entries are in the order of their bytes, which does not depend on the order
 * in which rows come.
 */
final class MultisetAccumulator extends Accumulator {
  private static final int LENGTH_BYTES = Integer.BYTES;
  private static final int COUNT_BYTES = Long.BYTES;

  private final MultisetValues values;
  private final GroupOrder order = new GroupOrder();
  private final Scratch rowsScratch = new Scratch();
  private final Scratch changesScratch = new Scratch();
  private final Scratch resultScratch = new Scratch();
  private boolean isForgiving;
  private long[] entries = new long[0];
  private long[] sorted = new long[0];

  MultisetAccumulator(String name, MultisetValues values) {
    super(List.of(new Cell(name, Cell.Kind.BYTES)));
    this.values = values;
  }

  @Override
  void forgive() {
    isForgiving = true;
  }

  /** Where a group's entries start. */
  long start(long group, BytesCells bytes) {
    return bytes.length(group, firstCell()) <= 0 ? 0 : bytes.address(group, firstCell());
  }

  /** Where a group's entries end. */
  long end(long group, BytesCells bytes) {
    int length = bytes.length(group, firstCell());
    return length <= 0 ? 0 : bytes.address(group, firstCell()) + length;
  }

  /** The length of an entry's value. */
  static int valueLength(long entry) {
    return Memory.getInt(entry);
  }

  /** Where an entry's value starts. */
  static long value(long entry) {
    return entry + LENGTH_BYTES;
  }

  /** How many rows have an entry's value. */
  static long count(long entry) {
    return Memory.getLong(entry + LENGTH_BYTES + Memory.getInt(entry));
  }

  /** Where the entry behind this one starts. */
  static long next(long entry) {
    return entry + LENGTH_BYTES + Memory.getInt(entry) + COUNT_BYTES;
  }

  @Override
  void add(Fold fold) {
    order.order(fold.groups, fold.count);
    values.bind(fold);
    for (int g = 0; g < order.count(); g++) {
      long group = order.group(g);
      long end = changes(fold, order.start(g), order.end(g));
      merge(group, fold.bytes, changesScratch.reserve(0, 0), end);
    }
  }

  /** Puts the values of some rows in order, equal ones as one entry; returns where they end. */
  private long changes(Fold fold, int start, int end) {
    int count = end - start;
    if (entries.length < count) {
      entries = new long[Math.max(count, fold.rows.length)];
      sorted = new long[entries.length];
    }
    long most = 0;
    for (int p = start; p < end; p++) {
      most += LENGTH_BYTES + values.length(fold.rows[order.position(p)]) + COUNT_BYTES;
    }
    long at = rowsScratch.reserve(most, 0);
    for (int p = start; p < end; p++) {
      int row = fold.rows[order.position(p)];
      entries[p - start] = at;
      long valueEnd = values.write(row, at + LENGTH_BYTES);
      Memory.putInt(at, (int) (valueEnd - at - LENGTH_BYTES));
      int sign = fold.kinds == null ? 1 : Fold.sign(fold.kinds[row]);
      Memory.putLong(valueEnd, sign * values.weight(row));
      at = valueEnd + COUNT_BYTES;
    }
    sort(0, count);
    long to = changesScratch.reserve(most, 0);
    long last = 0;
    for (int i = 0; i < count; i++) {
      if (last != 0 && compare(last, entries[i]) == 0) {
        long counter = last + LENGTH_BYTES + Memory.getInt(last);
        Memory.putLong(counter, Memory.getLong(counter) + count(entries[i]));
      } else {
        last = to;
        to = copy(entries[i], to);
      }
    }
    return to;
  }

  private void sort(int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(from, middle);
    sort(middle, to);
    if (compare(entries[middle - 1], entries[middle]) <= 0) {
      return;
    }
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right == to || (left < middle && compare(entries[left], entries[right]) <= 0);
      sorted[i] = takeLeft ? entries[left++] : entries[right++];
    }
    System.arraycopy(sorted, from, entries, from, to - from);
  }

  private static int compare(long left, long right) {
    return Memory.compare(value(left), valueLength(left), value(right), valueLength(right));
  }

  private static long copy(long entry, long to) {
    long length = next(entry) - entry;
    Memory.copy(entry, to, length);
    return to + length;
  }

  /** Merges sorted entries into a group's. */
  private void merge(long group, BytesCells bytes, long changes, long changesEnd) {
    long present = start(group, bytes);
    long presentEnd = end(group, bytes);
    long most = presentEnd - present + changesEnd - changes;
    if (most > Integer.MAX_VALUE - 8) {
      throw GroupTooLarge.error(cells().get(0).name(), most);
    }
    long result = resultScratch.reserve(most, 0);
    long to = result;
    while (present < presentEnd || changes < changesEnd) {
      int side = present == presentEnd ? 1 : changes == changesEnd ? -1 : compare(present, changes);
      if (side < 0) {
        to = copy(present, to);
        present = next(present);
        continue;
      }
      long count = count(changes) + (side == 0 ? count(present) : 0);
      if (count < 0 && !isForgiving) {
        throw UnknownRow.leaves(cells().get(0).name());
      }
      if (count > 0) {
        long end = copy(changes, to);
        Memory.putLong(end - COUNT_BYTES, count);
        to = end;
      }
      present = side == 0 ? next(present) : present;
      changes = next(changes);
    }
    bytes.put(group, firstCell(), result, (int) (to - result));
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      int length = sourceBytes.length(sources[i], firstCell());
      if (length > 0) {
        long copy = changesScratch.reserve(length, 0);
        Memory.copy(sourceBytes.address(sources[i], firstCell()), copy, length);
        merge(targets[i], targetBytes, copy, copy + length);
      }
    }
  }

  @Override
  void close() {
    rowsScratch.close();
    changesScratch.close();
    resultScratch.close();
  }
}
