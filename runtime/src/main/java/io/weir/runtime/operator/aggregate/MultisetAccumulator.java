package io.weir.runtime.operator.aggregate;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.List;
import java.util.Optional;

/**
 * The different values of a column and how many rows have each, as one {@link MultisetEntry} a
 * value. Entries are in the order of their bytes, which does not depend on the order in which rows
 * come.
 *
 * <p>A small multiset lies in its cell. Where a group has a {@link CellOverflow}, the values of a
 * large one are there, all but those that are very long; a second cell says how many bytes they
 * have together.
 */
final class MultisetAccumulator extends Accumulator {
  private static final int BEYOND = 1;

  /** The longest value that is kept beyond the cell. */
  private static final int LONGEST_BEYOND_BYTES = 2000;

  private final MultisetValues values;
  private final LogicalType type;
  private final GroupOrder order = new GroupOrder();
  private final MultisetChanges changes = new MultisetChanges();
  private final Scratch staying = new Scratch();
  private final Scratch result = new Scratch();
  private final Scratch newCount = new Scratch();
  private boolean isForgiving;

  MultisetAccumulator(String name, MultisetValues values, LogicalType type) {
    super(List.of(new Cell(name, Cell.Kind.BYTES), new Cell(name + " beyond", Cell.Kind.LONG)));
    this.values = values;
    this.type = type;
  }

  @Override
  Optional<Schema> overflow() {
    return Optional.of(
        new Schema(
            List.of(
                new Field("value", type),
                new Field("rows", LogicalType.bigint().withNullable(false)))));
  }

  @Override
  EntryLayout overflowLayout() {
    return EntryLayout.of(List.of(values.part()), List.of(StatePart.COUNT));
  }

  @Override
  void forgive() {
    isForgiving = true;
  }

  /** Where a group's entries in the cell start. */
  long start(long group, BytesCells bytes) {
    return bytes.length(group, firstCell()) <= 0 ? 0 : bytes.address(group, firstCell());
  }

  /** Where a group's entries in the cell end. */
  long end(long group, BytesCells bytes) {
    int length = bytes.length(group, firstCell());
    return length <= 0 ? 0 : bytes.address(group, firstCell()) + length;
  }

  /** The bytes of a group's entries that are not in the cell. */
  @Override
  long beyond(long group) {
    return Memory.getLong(group + offsets[BEYOND]);
  }

  private void addBeyond(long group, long delta) {
    Memory.putLong(group + offsets[BEYOND], beyond(group) + delta);
  }

  /** The entries of a group that are not in the cell; the group is open then. */
  CellOverflow open(long group, BytesCells bytes) {
    CellOverflow overflow = bytes.overflow(firstCell());
    overflow.open(group);
    return overflow;
  }

  @Override
  CellView view() {
    return values.view();
  }

  @Override
  void add(Fold fold) {
    order.order(fold.groups, fold.count);
    values.bind(fold);
    for (int g = 0; g < order.count(); g++) {
      long end = changes.collect(values, fold, order, order.start(g), order.end(g));
      change(order.group(g), fold.bytes, changes.start(), end);
    }
  }

  /** Changes a group by entries in order, whose counts may be negative. */
  private void change(long group, BytesCells bytes, long entries, long end) {
    long from = entries;
    long to = end;
    if (beyond(group) > 0) {
      from = staying.reserve(end - entries, 0);
      to = changeBeyond(group, open(group, bytes), entries, end, from);
    }
    if (from < to) {
      merge(group, bytes, from, to);
    }
    boolean isLong = bytes.length(group, firstCell()) > CellOverflow.CHUNK_BYTES;
    if (isLong && beyond(group) == 0 && bytes.overflow(firstCell()) != null) {
      moveBeyond(group, bytes);
    }
  }

  /** Moves a group's entries out of the cell, but for those that are very long. */
  private void moveBeyond(long group, BytesCells bytes) {
    long start = start(group, bytes);
    long end = end(group, bytes);
    long stay = staying.reserve(end - start, 0);
    long stayEnd = changeBeyond(group, open(group, bytes), start, end, stay);
    bytes.put(group, firstCell(), stay, (int) (stayEnd - stay));
  }

  /** Changes what is beyond the cell; copies the entries that do not belong there. */
  private long changeBeyond(long group, CellOverflow overflow, long entries, long end, long to) {
    long at = to;
    for (long entry = entries; entry < end; entry = MultisetEntry.next(entry)) {
      if (MultisetEntry.valueLength(entry) > LONGEST_BEYOND_BYTES) {
        at = MultisetEntry.copy(entry, at);
      } else {
        addBeyond(
            group,
            changeBeyond(
                overflow,
                MultisetEntry.value(entry),
                MultisetEntry.valueLength(entry),
                MultisetEntry.count(entry)));
      }
    }
    return at;
  }

  /** Changes the count of a value beyond the cell; returns how many bytes come by that. */
  private long changeBeyond(CellOverflow overflow, long value, int length, long delta) {
    OrderedTable.Cursor cursor = overflow.cursor();
    boolean isThere = overflow.at(value, length);
    long count = delta + (isThere ? Memory.getLong(cursor.valueAddress()) : 0);
    if (count < 0 && !isForgiving) {
      throw UnknownRow.leaves(cells().get(0).name());
    }
    if (count <= 0) {
      if (isThere) {
        cursor.remove();
      }
      return isThere ? -MultisetEntry.bytes(length) : 0;
    }
    long countBytes = newCount.reserve(Long.BYTES, 0);
    Memory.putLong(countBytes, count);
    if (isThere) {
      cursor.put(countBytes, Long.BYTES);
      return 0;
    }
    overflow.put(value, length, countBytes, Long.BYTES);
    return MultisetEntry.bytes(length);
  }

  /** Merges entries in order into those of a group's cell. */
  private void merge(long group, BytesCells bytes, long entries, long end) {
    long present = start(group, bytes);
    long presentEnd = end(group, bytes);
    long added = entries;
    long most = presentEnd - present + end - added;
    check(beyond(group) + most);
    long merged = result.reserve(most, 0);
    long to = merged;
    while (present < presentEnd || added < end) {
      int side =
          present == presentEnd ? 1 : added == end ? -1 : MultisetEntry.compare(present, added);
      if (side < 0) {
        to = MultisetEntry.copy(present, to);
        present = MultisetEntry.next(present);
        continue;
      }
      long count = MultisetEntry.count(added) + (side == 0 ? MultisetEntry.count(present) : 0);
      if (count < 0 && !isForgiving) {
        throw UnknownRow.leaves(cells().get(0).name());
      }
      if (count > 0) {
        to = MultisetEntry.copy(added, to, count);
      }
      present = side == 0 ? MultisetEntry.next(present) : present;
      added = MultisetEntry.next(added);
    }
    bytes.put(group, firstCell(), merged, (int) (to - merged));
  }

  private void check(long bytes) {
    if (bytes > GroupTooLarge.MAX_BYTES) {
      throw GroupTooLarge.error(cells().get(0).name(), bytes);
    }
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      int length = sourceBytes.length(sources[i], firstCell());
      if (length > 0) {
        long copy = changes.copy(sourceBytes.address(sources[i], firstCell()), length);
        change(targets[i], targetBytes, copy, copy + length);
      }
      if (beyond(sources[i]) > 0) {
        mergeBeyond(targets[i], targetBytes, open(sources[i], sourceBytes));
      }
    }
  }

  private void mergeBeyond(long target, BytesCells targetBytes, CellOverflow source) {
    if (beyond(target) == 0) {
      moveBeyond(target, targetBytes);
    }
    CellOverflow overflow = open(target, targetBytes);
    OrderedTable.Cursor from = source.cursor();
    for (boolean more = source.first(); more; more = from.next()) {
      long value = from.orderAddress();
      long count = Memory.getLong(from.valueAddress());
      addBeyond(target, changeBeyond(overflow, value, from.orderLength(), count));
      check(beyond(target));
    }
  }

  @Override
  void close() {
    changes.close();
    staying.close();
    result.close();
    newCount.close();
  }
}
