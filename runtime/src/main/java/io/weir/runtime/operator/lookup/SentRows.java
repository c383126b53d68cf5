package io.weir.runtime.operator.lookup;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.rank.RowBytes;
import io.weir.runtime.plan.Forgetting;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.List;

/**
 * What was sent for each row that is there: {@link LookupMemory} as a table. A row that is there
 * several times may have found something else each time; equal ones are counted.
 *
 * <pre>
 * row    entry, entry, …
 * entry  length, count, processing times of the row, found rows: (length or {@link #ALONE}, bytes)…
 * </pre>
 */
final class SentRows implements AutoCloseable {
  private static final long NAMESPACE = AggregateTable.NO_NAMESPACE;
  private static final int SENT = 0;
  private static final int STAMP = 1;

  /** Stands for the length of NULLs beside a row that found nothing. */
  private static final int ALONE = -1;

  private static final int COUNT_OFFSET = Integer.BYTES;
  private static final int TIMES_OFFSET = COUNT_OFFSET + Long.BYTES;

  private final AggregateTable table;
  private final int stampOffset;
  private final KeyEncoder encoder;
  private final KeyCollector empty;
  private final List<Integer> timeColumns;
  private final int headerBytes;

  /** Room for a header, or for the length of a row. */
  private final long header;

  private final RowBytes entry;
  private final RowBytes list;

  /** Copies of the found rows that are sent again. */
  private final RowBytes again;

  /** Whether rows may leave that never came. */
  private final boolean isForgiving;

  private byte[] kinds;
  private EncodedKeys keys;
  private long[] keyRows = new long[Batch.MAX_ROWS];
  private long batchNumber;

  SentRows(LookupJoinNode node, OperatorContext context) {
    LookupMemory memory = node.memory().orElseThrow();
    Schema schema = node.left().properties().schema();
    table = context.state().aggregate(memory.table(schema));
    stampOffset = table.cellOffset(STAMP);
    encoder =
        new KeyEncoder(schema, memory.columns(), memory.partition().size(), context.allocator());
    empty = new KeyCollector(context.allocator());
    timeColumns = memory.times();
    headerBytes = TIMES_OFFSET + timeColumns.size() * Long.BYTES;
    header = Memory.allocate(headerBytes);
    entry = new RowBytes(context.allocator());
    list = new RowBytes(context.allocator());
    again = new RowBytes(context.allocator());
    isForgiving = Forgetting.isPossible(node);
  }

  /**
   * Works off live rows of a batch from the first one on, in order, until the pairs are as many as
   * a batch has: keeps what was found for rows that come, and adds what was sent for those that
   * leave.
   *
   * @param rows how many at most
   * @param found the pairs of those that come
   * @param sent receives the pairs of all
   * @return how many rows are done
   */
  int replay(Batch batch, int rows, LookupPairs found, LookupPairs sent) {
    begin(batch, rows);
    byte[] before = batch.rowKinds();
    kinds = before == null ? null : before.clone();
    Column[] times = new Column[timeColumns.size()];
    for (int t = 0; t < times.length; t++) {
      times[t] = Column.of(batch.vector(timeColumns.get(t)));
    }
    int pair = 0;
    int sentBefore = 0;
    int done = 0;
    for (; done < rows && sent.count() < Batch.MAX_ROWS; done++) {
      int row = batch.selection().row(done);
      int first = sent.count();
      if (before == null || RowKind.isAdding(before[row])) {
        int end = pair;
        while (end < found.count() && found.left(end) == row) {
          end++;
        }
        come(done, row, found, pair, end, times, sent);
        pair = end;
      } else {
        leave(done, row, sent);
      }
      int sentNow = sent.count() - first;
      if (kinds != null && done > 0) {
        relabel(before, kinds, batch.selection().row(done - 1), sentBefore, row, sentNow);
      }
      sentBefore = sentNow;
    }
    sent.resolve(again);
    removeEmpty(batch, done);
    return done;
  }

  /**
   * The kinds of the rows that were worked off last, by row, in which halves of updates whose other
   * half sends nothing are none; null if all are inserts.
   */
  byte[] kinds() {
    return kinds;
  }

  private void begin(Batch batch, int rows) {
    batchNumber++;
    again.clear();
    keys = encoder.encode(rows == batch.size() ? batch : first(batch, rows));
    if (keyRows.length < rows) {
      keyRows = new long[rows];
    }
    table.begin();
    table.findOrCreate(NAMESPACE, keys, keyRows);
  }

  /** The same vectors with the first live rows only; not to be closed. */
  private static Batch first(Batch batch, int rows) {
    int[] selected = new int[rows];
    for (int i = 0; i < rows; i++) {
      selected[i] = batch.selection().row(i);
    }
    return new Batch(
        batch.schema(),
        batch.vectors(),
        batch.rowCount(),
        Selection.of(selected, rows),
        batch.rowKinds(),
        batch.rowWatermarks());
  }

  private void come(
      int i, int row, LookupPairs found, int from, int to, Column[] times, LookupPairs sent) {
    int length = writeEntry(row, found, from, to, times);
    long keyRow = keyRows[i];
    int listLength = Math.max(0, table.bytesLength(NAMESPACE, keyRow, SENT));
    list.clear();
    if (listLength > 0) {
      list.add(table.bytesAddress(NAMESPACE, keyRow, SENT), listLength);
    }
    int equal = indexOfEqual(listLength, length);
    if (equal < listLength) {
      long count = list.address(equal) + COUNT_OFFSET;
      Memory.putLong(count, Memory.getLong(count) + 1);
    } else {
      list.add(entry.address(0), length);
      listLength += length;
    }
    table.putBytes(NAMESPACE, keyRow, SENT, list.address(0), listLength);
    long sentTimes = list.address(equal) + TIMES_OFFSET;
    for (int k = from; k < to; k++) {
      sent.addSent(row, found.right(k), sentTimes);
    }
  }

  /** Writes the entry of a row that comes; returns its length. */
  private int writeEntry(int row, LookupPairs found, int from, int to, Column[] times) {
    entry.clear();
    Memory.putLong(header + COUNT_OFFSET, 1);
    for (int t = 0; t < times.length; t++) {
      Memory.putLong(header + TIMES_OFFSET + (long) t * Long.BYTES, times[t].getLong(row));
    }
    entry.add(header, headerBytes);
    int length = headerBytes;
    for (int k = from; k < to; k++) {
      long right = found.right(k);
      int bytes = right == RowDecoder.NULL_ROW ? ALONE : RowsByKey.length(right);
      Memory.putInt(header, bytes);
      entry.add(header, Integer.BYTES);
      if (bytes > 0) {
        entry.add(right, bytes);
      }
      length = Math.addExact(length, Integer.BYTES + Math.max(0, bytes));
    }
    Memory.putInt(entry.address(0), length);
    return length;
  }

  /** Where the entry begins that found the same as the one that was written, else the end. */
  private int indexOfEqual(int listLength, int length) {
    int at = 0;
    while (at < listLength) {
      long known = list.address(at);
      int knownLength = Memory.getInt(known);
      if (knownLength == length
          && Memory.equals(
              known + headerBytes, entry.address(0) + headerBytes, length - headerBytes)) {
        return at;
      }
      at += knownLength;
    }
    return listLength;
  }

  private void leave(int i, int row, LookupPairs sent) {
    long keyRow = keyRows[i];
    int listLength = table.bytesLength(NAMESPACE, keyRow, SENT);
    if (listLength <= 0) {
      if (isForgiving) {
        return;
      }
      throw UnknownRow.leaves("a lookup join");
    }
    list.clear();
    list.add(table.bytesAddress(NAMESPACE, keyRow, SENT), listLength);
    int last = 0;
    while (last + Memory.getInt(list.address(last)) < listLength) {
      last += Memory.getInt(list.address(last));
    }
    long taken = list.address(last);
    for (long at = taken + headerBytes; at < list.address(listLength); ) {
      int bytes = Memory.getInt(at);
      at += Integer.BYTES;
      if (bytes == ALONE) {
        sent.addSent(row, RowDecoder.NULL_ROW, taken + TIMES_OFFSET);
      } else {
        sent.addCopy(row, again.add(at, bytes), taken + TIMES_OFFSET);
        at += bytes;
      }
    }
    long count = Memory.getLong(taken + COUNT_OFFSET) - 1;
    Memory.putLong(taken + COUNT_OFFSET, count);
    int left = count == 0 ? last : listLength;
    table.putBytes(NAMESPACE, keyRow, SENT, list.address(0), left == 0 ? -1 : left);
  }

  /** Of the halves of an update that follow each other, one that sends nothing makes none of it. */
  private static void relabel(
      byte[] before, byte[] kinds, int previous, int sentBefore, int row, int sentNow) {
    boolean isPair =
        before[previous] == RowKind.UPDATE_BEFORE && before[row] == RowKind.UPDATE_AFTER;
    if (isPair && sentBefore == 0) {
      kinds[row] = RowKind.INSERT;
    } else if (isPair && sentNow == 0) {
      kinds[previous] = RowKind.DELETE;
    }
  }

  private void removeEmpty(Batch batch, int rows) {
    byte[] kinds = batch.rowKinds();
    if (kinds == null) {
      return;
    }
    empty.clear();
    for (int i = 0; i < rows; i++) {
      boolean isGone =
          !RowKind.isAdding(kinds[batch.selection().row(i)])
              && table.bytesLength(NAMESPACE, keyRows[i], SENT) <= 0;
      if (isGone && Memory.getLong(keyRows[i] + stampOffset) != batchNumber) {
        Memory.putLong(keyRows[i] + stampOffset, batchNumber);
        empty.add(keys.address(i), keys.length(i), keys.hash(i));
      }
    }
    if (empty.count() > 0) {
      table.remove(NAMESPACE, empty.keys());
    }
  }

  @Override
  public void close() {
    encoder.close();
    empty.close();
    entry.close();
    list.close();
    again.close();
    Memory.free(header);
  }
}
