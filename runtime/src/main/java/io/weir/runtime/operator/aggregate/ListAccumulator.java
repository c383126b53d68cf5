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
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;
import java.util.List;
import java.util.Optional;

/**
 * The values of a column in their order of arrival, one entry of {@link ValueCodec} after the
 * other. A row that leaves takes the first equal value with it.
 *
 * <p>A short list lies in its cell. Where a group has a {@link CellOverflow}, the cell is only the
 * end of a long list, and the rest is cut into chunks there; a second cell says how many bytes they
 * have together.
 */
final class ListAccumulator extends Accumulator {
  private static final int BEYOND = 1;

  private final int column;
  private final LogicalType type;
  private final ValueCodec codec;
  private final boolean canGrow;
  private final GroupOrder order = new GroupOrder();
  private final Scratch scratch = new Scratch();
  private final Scratch leaving = new Scratch();
  private final Scratch chunk = new Scratch();
  private final LeavingValues leavingValues = new LeavingValues();
  private int[] leavingOfRow = new int[0];
  private boolean isForgiving;

  /**
   * @param canGrow whether lists can have any length; else they are expected to be short
   */
  ListAccumulator(String name, int column, LogicalType type, boolean canGrow) {
    super(
        canGrow
            ? List.of(new Cell(name, Cell.Kind.BYTES), new Cell(name + " beyond", Cell.Kind.LONG))
            : List.of(new Cell(name, Cell.Kind.BYTES)));
    this.column = column;
    this.type = type;
    this.codec = ValueCodec.of(type);
    this.canGrow = canGrow;
  }

  @Override
  Optional<Schema> overflow() {
    return canGrow
        ? Optional.of(
            new Schema(
                List.of(new Field("chunk", LogicalType.bigint()), new Field("values", type))))
        : Optional.empty();
  }

  @Override
  EntryLayout overflowLayout() {
    Field part = new Field("list_part", LogicalType.array(type));
    return EntryLayout.of(
        List.of(StatePart.of(StatePart.Kind.LONG, EntryLayout.number("part"))),
        List.of(StatePart.of(StatePart.Kind.VALUES, Schema.of(part))));
  }

  @Override
  void forgive() {
    isForgiving = true;
  }

  /** How the values are written. */
  ValueCodec codec() {
    return codec;
  }

  /** What a list of a group is called in errors. */
  String name() {
    return cells().get(0).name();
  }

  /** The bytes of a group's entries in the cell. */
  int length(long group, BytesCells bytes) {
    return Math.max(0, bytes.length(group, firstCell()));
  }

  /** Where a group's entries in the cell start, if there are any. */
  long address(long group, BytesCells bytes) {
    return bytes.address(group, firstCell());
  }

  /** The bytes of a group's entries that are in chunks. */
  @Override
  long beyond(long group) {
    return canGrow ? Memory.getLong(group + offsets[BEYOND]) : 0;
  }

  private void addBeyond(long group, long delta) {
    long cell = group + offsets[BEYOND];
    Memory.putLong(cell, Memory.getLong(cell) + delta);
  }

  /** The chunks of a group that has some, which is open then. */
  CellOverflow open(long group, BytesCells bytes) {
    CellOverflow overflow = bytes.overflow(firstCell());
    overflow.open(group);
    return overflow;
  }

  @Override
  CellView view() {
    return CellView.of(CellView.Form.VALUES, LogicalType.array(type));
  }

  @Override
  void add(Fold fold) {
    order.order(fold.groups, fold.count);
    for (int g = 0; g < order.count(); g++) {
      long group = order.group(g);
      int start = order.start(g);
      int end = order.end(g);
      if (beyond(group) > 0 && anyLeaves(fold, start, end)) {
        change(group, start, end, fold);
      } else {
        addTo(group, start, end, fold);
      }
    }
  }

  private boolean leaves(Fold fold, int row) {
    return fold.kinds != null && (fold.kinds[row] & 1) != 0;
  }

  private boolean anyLeaves(Fold fold, int start, int end) {
    for (int p = start; p < end; p++) {
      if (leaves(fold, fold.rows[order.position(p)])) {
        return true;
      }
    }
    return false;
  }

  /** Adds rows to a list; rows leave only where all of it is in the cell. */
  private void addTo(long group, int start, int end, Fold fold) {
    Column values = fold.columns[column];
    int present = length(group, fold.bytes);
    long list = scratch.reserve(room(group, present, start, end, fold), 0);
    if (present > 0) {
      Memory.copy(address(group, fold.bytes), list, present);
    }
    long at = list + present;
    for (int p = start; p < end; p++) {
      int row = fold.rows[order.position(p)];
      at = leaves(fold, row) ? remove(list, at, values, row) : codec.writeEntry(values, row, at);
    }
    store(group, fold.bytes, list, at);
  }

  /** The bytes that the cell and some rows need together; checks that the list has not too many. */
  private long room(long group, int present, int start, int end, Fold fold) {
    long room = present;
    for (int p = start; p < end; p++) {
      room += codec.entryLength(fold.columns[column], fold.rows[order.position(p)]);
    }
    check(beyond(group) + room);
    return room;
  }

  private void check(long bytes) {
    if (bytes > GroupTooLarge.MAX_BYTES) {
      throw GroupTooLarge.error(name(), bytes);
    }
  }

  /** Makes entries the end of a list: as many as fit its cell, those before them as chunks. */
  private void store(long group, BytesCells bytes, long list, long end) {
    long from = list;
    if (canGrow && end - list > CellOverflow.CHUNK_BYTES && bytes.overflow(firstCell()) != null) {
      CellOverflow overflow = open(group, bytes);
      from = cut(overflow, list, end);
      addBeyond(group, from - list);
    }
    bytes.put(group, firstCell(), from, (int) (end - from));
  }

  /** Appends all full chunks of some entries; returns where what is left starts. */
  private static long cut(CellOverflow overflow, long list, long end) {
    long from = list;
    for (long entry = list; entry < end; ) {
      long next = ValueCodec.endOfEntry(entry);
      if (next - from > CellOverflow.CHUNK_BYTES && entry > from) {
        overflow.append(from, (int) (entry - from));
        from = entry;
      }
      entry = next;
    }
    return from;
  }

  /** Removes the first entry that is equal to the value at {@code row}; returns the new end. */
  private long remove(long list, long end, Column values, int row) {
    int length = codec.entryLength(values, row);
    long wanted = leaving.reserve(length, 0);
    codec.writeEntry(values, row, wanted);
    for (long entry = list; entry < end; entry = ValueCodec.endOfEntry(entry)) {
      long next = ValueCodec.endOfEntry(entry);
      if (next - entry == length && Memory.equals(entry, wanted, length)) {
        Memory.moveDown(next, entry, end - next);
        return end - length;
      }
    }
    if (isForgiving) {
      return end;
    }
    throw UnknownRow.leaves(name());
  }

  /** Adds rows to a list with chunks, and takes others away: only chunks that lose some change. */
  private void change(long group, int start, int end, Fold fold) {
    Column values = fold.columns[column];
    wantLeaving(start, end, fold);
    CellOverflow overflow = open(group, fold.bytes);
    takeFromChunks(group, overflow);
    int present = length(group, fold.bytes);
    long list = scratch.reserve(room(group, present, start, end, fold), 0);
    long at = present == 0 ? list : list + keep(address(group, fold.bytes), present, list);
    long added = at;
    for (int p = start; p < end; p++) {
      int row = fold.rows[order.position(p)];
      if (!leaves(fold, row)) {
        at = codec.writeEntry(values, row, at);
      } else if (!leavingValues.use(leavingOfRow[p])) {
        at = remove(added, at, values, row);
      }
    }
    store(group, fold.bytes, list, at);
  }

  private void wantLeaving(int start, int end, Fold fold) {
    Column values = fold.columns[column];
    leavingValues.clear();
    if (leavingOfRow.length < end) {
      leavingOfRow = new int[Math.max(end, fold.rows.length)];
    }
    for (int p = start; p < end; p++) {
      int row = fold.rows[order.position(p)];
      if (leaves(fold, row)) {
        int length = codec.entryLength(values, row);
        long entry = leaving.reserve(length, 0);
        codec.writeEntry(values, row, entry);
        leavingOfRow[p] = leavingValues.want(entry, length);
      }
    }
  }

  private void takeFromChunks(long group, CellOverflow overflow) {
    OrderedTable.Cursor cursor = overflow.cursor();
    boolean more = overflow.first();
    while (more && leavingValues.areMissing()) {
      int length = cursor.valueLength();
      long kept = chunk.reserve(length, 0);
      int keptLength = keep(cursor.valueAddress(), length, kept);
      if (keptLength == 0) {
        cursor.remove();
      } else if (keptLength < length) {
        cursor.put(kept, keptLength);
      }
      addBeyond(group, keptLength - length);
      more = cursor.next();
    }
  }

  /** Copies the entries that are not wanted; returns their length. */
  private int keep(long entries, int length, long to) {
    long end = entries + length;
    long from = entries;
    long at = to;
    for (long entry = entries; entry < end && leavingValues.areMissing(); ) {
      long next = ValueCodec.endOfEntry(entry);
      if (leavingValues.take(entry, (int) (next - entry))) {
        Memory.copy(from, at, entry - from);
        at += entry - from;
        from = next;
      }
      entry = next;
    }
    Memory.copy(from, at, end - from);
    return (int) (at + end - from - to);
  }

  @Override
  void merge(
      long[] targets, BytesCells targetBytes, long[] sources, BytesCells sourceBytes, int count) {
    for (int i = 0; i < count; i++) {
      long beyond = beyond(sources[i]);
      int added = length(sources[i], sourceBytes);
      if (beyond + added == 0) {
        continue;
      }
      check(beyond(targets[i]) + length(targets[i], targetBytes) + beyond + added);
      if (beyond > 0) {
        appendChunks(targets[i], targetBytes, open(sources[i], sourceBytes));
      }
      if (added > 0) {
        append(targets[i], targetBytes, address(sources[i], sourceBytes), added);
      }
    }
  }

  private void appendChunks(long target, BytesCells targetBytes, CellOverflow chunks) {
    for (boolean more = chunks.first(); more; more = chunks.cursor().next()) {
      append(target, targetBytes, chunks.cursor().valueAddress(), chunks.cursor().valueLength());
    }
  }

  private void append(long target, BytesCells targetBytes, long entries, int length) {
    int present = length(target, targetBytes);
    long list = scratch.reserve((long) present + length, 0);
    if (present > 0) {
      Memory.copy(address(target, targetBytes), list, present);
    }
    Memory.copy(entries, list + present, length);
    store(target, targetBytes, list, list + present + length);
  }

  @Override
  void close() {
    scratch.close();
    leaving.close();
    chunk.close();
    leavingValues.close();
  }
}
