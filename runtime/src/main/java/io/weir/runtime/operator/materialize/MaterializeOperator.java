package io.weir.runtime.operator.materialize;

import io.weir.runtime.error.UnknownRow;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.Forgetting;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Runs a {@link MaterializeNode}, a batch at a time: notes the row that counts of each key that the
 * batch touches, changes the keys' rows, and sends what differs.
 *
 * <p>Where rows carry the watermark before them, somebody behind judges by it whether an old row is
 * late, and one that came and was replaced within a batch has been there. Then every row is worked
 * off by itself, and what it changes carries its watermark.
 */
final class MaterializeOperator implements Operator {
  private static final long NAMESPACE = AggregateTable.NO_NAMESPACE;
  private static final int ROWS = 0;
  private static final int STAMP = 1;
  private static final int OLDER = 2;
  private static final int NO_ROW = -1;

  /** How long the rows of a key may become before all but the newest are kept elsewhere. */
  private static final int MOST_BYTES = 4000;

  private final MaterializeNode node;
  private final AggregateTable table;
  private final KeyEncoder encoder;
  private final RowBytes rowBytes;
  private final Buffer list;
  private final Buffer row;
  private final Buffer before;
  private final RowChanges changes;
  private final KeyCollector empty;
  private final int stampOffset;

  /** Null where a key has one row. */
  private final OlderRows older;

  private final int olderOffset;

  /** Whether rows may leave that never came. */
  private final boolean isForgiving;

  private long[] keyRows = new long[Batch.MAX_ROWS];
  private int[] touched = new int[Batch.MAX_ROWS];
  private int[] oldRows = new int[Batch.MAX_ROWS];
  private int touchedCount;
  private long batchNumber;

  MaterializeOperator(MaterializeNode node, OperatorContext context) {
    this.node = node;
    Schema schema = node.input().properties().schema();
    BufferAllocator allocator = context.allocator();
    table = context.state().aggregate(node.table());
    encoder = new KeyEncoder(schema, node.key(), allocator);
    rowBytes = new RowBytes(schema);
    list = new Buffer(allocator);
    row = new Buffer(allocator);
    before = new Buffer(allocator);
    changes = new RowChanges(schema, node.properties().changelog(), rowBytes, allocator);
    empty = new KeyCollector(allocator);
    isForgiving = Forgetting.isPossible(node);
    stampOffset = table.cellOffset(STAMP);
    boolean hasOlder = node.hasOlderRows();
    older = hasOlder ? new OlderRows(node.olderRows(), table, context) : null;
    olderOffset = hasOlder ? table.cellOffset(OLDER) : 0;
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    try (batch) {
      if (batch.size() > 0) {
        update(batch, out);
      }
    }
    return true;
  }

  private void update(Batch batch, Output out) {
    EncodedKeys keys = encoder.encode(batch);
    int count = keys.count();
    if (keyRows.length < count) {
      keyRows = new long[count];
      touched = new int[count];
      oldRows = new int[count];
    }
    table.begin();
    table.findOrCreate(NAMESPACE, keys, keyRows);
    rowBytes.bind(batch.vectors());
    touchedCount = 0;
    before.clear();
    batchNumber++;
    boolean isRowByRow = batch.rowWatermarks() != null && node.keepsRowtime();
    changes.begin(isRowByRow, out);
    for (int i = 0; i < count; i++) {
      int at = batch.selection().row(i);
      boolean adds = batch.rowKinds() == null || RowKind.isAdding(batch.rowKinds()[at]);
      if (isRowByRow) {
        changes.at(batch.rowWatermarks()[at]);
        batchNumber++;
      }
      touch(keys, i);
      change(keys, i, at, adds);
      if (isRowByRow) {
        send(keys, touchedCount - 1);
      }
    }
    if (!isRowByRow) {
      for (int t = 0; t < touchedCount; t++) {
        send(keys, t);
      }
    }
    changes.end();
    removeEmpty(keys);
  }

  /** Notes the row that counts of a key before the batch. */
  private void touch(EncodedKeys keys, int i) {
    long stamp = keyRows[i] + stampOffset;
    if (Memory.getLong(stamp) == batchNumber) {
      return;
    }
    Memory.putLong(stamp, batchNumber);
    touched[touchedCount] = i;
    long last = lastRow(keys, i);
    oldRows[touchedCount++] = last == 0 ? NO_ROW : before.append(last, RowBytes.lengthAt(last));
  }

  /** Where the row that counts of a key lies, 0 if it has none. */
  private long lastRow(EncodedKeys keys, int i) {
    long keyRow = keyRows[i];
    int length = table.bytesLength(NAMESPACE, keyRow, ROWS);
    if (length <= 0) {
      return olderRows(keyRow) > 0 ? openOlder(keys, i).last() : 0;
    }
    long at = table.bytesAddress(NAMESPACE, keyRow, ROWS);
    long end = at + length;
    while (at + RowBytes.lengthAt(at) < end) {
      at += RowBytes.lengthAt(at);
    }
    return at;
  }

  /** How many rows of a key are not beside it. */
  private long olderRows(long keyRow) {
    return older == null ? 0 : Memory.getLong(keyRow + olderOffset);
  }

  private OlderRows openOlder(EncodedKeys keys, int i) {
    older.open(keys, i);
    return older;
  }

  private void change(EncodedKeys keys, int i, int at, boolean adds) {
    long keyRow = keyRows[i];
    if (older == null) {
      list.clear();
    } else {
      int length = Math.max(0, table.bytesLength(NAMESPACE, keyRow, ROWS));
      list.clear();
      if (length > 0) {
        list.append(table.bytesAddress(NAMESPACE, keyRow, ROWS), length);
      }
      if (!adds) {
        remove(keys, i, at);
      }
    }
    if (adds) {
      int length = rowBytes.length(at);
      if (older != null && list.length() > 0 && list.length() + length > MOST_BYTES) {
        moveToOlder(keys, i);
      }
      long to = list.reserve(length);
      rowBytes.write(at, to);
      list.extend(length);
    }
    table.putBytes(NAMESPACE, keyRow, ROWS, list.address(), list.length());
  }

  /** Moves the rows in the list to where older ones are. */
  private void moveToOlder(EncodedKeys keys, int i) {
    OlderRows rows = openOlder(keys, i);
    long count = olderRows(keyRows[i]);
    long end = list.address() + list.length();
    for (long row = list.address(); row < end; row += RowBytes.lengthAt(row)) {
      rows.add(row, RowBytes.lengthAt(row));
      count++;
    }
    Memory.putLong(keyRows[i] + olderOffset, count);
    list.clear();
  }

  /** Removes the last row that is equal to a row of the batch. */
  private void remove(EncodedKeys keys, int i, int at) {
    int length = rowBytes.length(at);
    row.clear();
    long wanted = row.reserve(length);
    rowBytes.write(at, wanted);
    long found = 0;
    long end = list.address() + list.length();
    for (long entry = list.address(); entry < end; entry += RowBytes.lengthAt(entry)) {
      if (RowBytes.lengthAt(entry) == length && Memory.equals(entry, wanted, length)) {
        found = entry;
      }
    }
    if (found == 0 && olderRows(keyRows[i]) > 0 && openOlder(keys, i).remove(wanted, length)) {
      Memory.putLong(keyRows[i] + olderOffset, olderRows(keyRows[i]) - 1);
      return;
    }
    if (found == 0 && isForgiving) {
      return;
    }
    if (found == 0) {
      throw UnknownRow.leaves("a key");
    }
    Memory.moveDown(found + length, found, end - found - length);
    list.extend(-length);
  }

  /** Sends how the row that counts of a touched key has changed. */
  private void send(EncodedKeys keys, int t) {
    long old = oldRows[t] == NO_ROW ? 0 : before.address() + oldRows[t];
    long now = lastRow(keys, touched[t]);
    if (old == 0 && now != 0) {
      changes.inserted(now);
    } else if (old != 0 && now == 0) {
      changes.deleted(old);
    } else if (old != 0 && !areEqual(old, now)) {
      changes.updated(old, now);
    }
  }

  private static boolean areEqual(long left, long right) {
    int length = RowBytes.lengthAt(left);
    return length == RowBytes.lengthAt(right) && Memory.equals(left, right, length);
  }

  private void removeEmpty(EncodedKeys keys) {
    empty.clear();
    for (int t = 0; t < touchedCount; t++) {
      int i = touched[t];
      boolean hasNone = table.bytesLength(NAMESPACE, keyRows[i], ROWS) <= 0;
      if (hasNone && olderRows(keyRows[i]) == 0) {
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
    list.close();
    row.close();
    before.close();
    changes.close();
    empty.close();
    if (older != null) {
      older.close();
    }
  }
}
