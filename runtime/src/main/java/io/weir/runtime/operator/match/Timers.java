package io.weir.runtime.operator.match;

import io.weir.runtime.operator.aggregate.BatchGrouper;
import io.weir.runtime.operator.sort.KeyGroupPrefixes;
import io.weir.runtime.operator.sort.RowTimes;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.KeyHash;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * When something is to be done for which partition: an entry for each time and partition, in order.
 * One may stand there although nothing is left to be done.
 */
final class Timers implements AutoCloseable {
  /** How many are taken at once. */
  private static final int MOST_TAKEN = 1024;

  private static final long NAMESPACE = OrderedTable.NO_NAMESPACE;
  private static final long MILLI_MICROS = 1_000;
  private static final byte NOT_NULL = 1;
  private static final int FIRST_BYTES = 256;

  private final OrderedTable table;
  private final OrderedTable.Cursor cursor;
  private final KeyGroupPrefixes prefixes;
  private final KeyCollector taken;
  private final KeyCollector partitions;
  private final BatchGrouper grouper = new BatchGrouper();
  private final long[] takenMicros = new long[MOST_TAKEN];
  private final long time = Memory.allocate(RowTimes.BYTES + Long.BYTES);
  private long scratch = Memory.allocate(FIRST_BYTES);
  private int capacity = FIRST_BYTES;

  Timers(OrderedTable table, BufferAllocator allocator) {
    this.table = table;
    cursor = table.cursor();
    prefixes = new KeyGroupPrefixes(table, allocator);
    taken = new KeyCollector(allocator);
    partitions = new KeyCollector(allocator);
  }

  /**
   * The table of timers.
   *
   * @param time the field of the times
   * @param partition the columns of the partitions
   */
  static TableSpec spec(String name, Field time, Schema partition) {
    StatePart key = StatePart.of(StatePart.Kind.KEY, partition);
    return TableSpec.ordered(name, 1, false, Schema.of(), Schema.of())
        .withLayout(EntryLayout.of(List.of(RowTimes.part(time), key), List.of()));
  }

  /** The prefixes of the key groups of some partitions, by key group. */
  int[] prefixes(EncodedKeys keys) {
    return prefixes.of(keys);
  }

  /** Sets one for the time with which an encoded row begins. */
  void set(int prefix, long row, long key, int keyLength) {
    int length = order(row, key, keyLength);
    if (!cursor.at(NAMESPACE, prefix, scratch, length)) {
      table.put(NAMESPACE, prefix, scratch, length, scratch, 0);
    }
  }

  /** Sets one for a time in milliseconds. */
  void set(int prefix, long millis, EncodedKeys keys, int key) {
    if (millis > Long.MAX_VALUE / MILLI_MICROS) {
      return;
    }
    putTime(millis * MILLI_MICROS);
    set(prefix, time, keys.address(key), keys.length(key));
  }

  private void putTime(long micros) {
    Memory.putByte(time, NOT_NULL);
    Memory.putLong(time + 1, Long.reverseBytes(micros ^ Long.MIN_VALUE));
  }

  private int order(long row, long key, int keyLength) {
    int length = RowTimes.BYTES + keyLength;
    if (capacity < length) {
      Memory.free(scratch);
      capacity = length * 2;
      scratch = Memory.allocate(capacity);
    }
    Memory.copy(row, scratch, RowTimes.BYTES);
    Memory.copy(key, scratch + RowTimes.BYTES, keyLength);
    return length;
  }

  /** The key groups that have any. */
  OrderedTable.Prefixes scan() {
    return table.scan(NAMESPACE);
  }

  /** Whether one of a key group is due. */
  boolean isDue(int prefix, RowTimes times) {
    return cursor.first(NAMESPACE, prefix) && times.isDue(cursor.orderAddress());
  }

  /** The partitions, each once, of some that are due of a key group; valid until the next call. */
  EncodedKeys take(int prefix, int groupHash, RowTimes times) {
    taken.clear();
    boolean more = cursor.first(NAMESPACE, prefix);
    while (more && taken.count() < MOST_TAKEN && times.isDue(cursor.orderAddress())) {
      takenMicros[taken.count()] = RowTimes.micros(cursor.orderAddress());
      long key = cursor.orderAddress() + RowTimes.BYTES;
      int length = cursor.orderLength() - RowTimes.BYTES;
      taken.add(key, length, KeyGroups.withGroupOf(KeyHash.of(key, length), groupHash));
      more = cursor.next();
    }
    EncodedKeys keys = taken.keys();
    grouper.group(keys);
    partitions.clear();
    for (int group = 0; group < grouper.count(); group++) {
      int first = grouper.first()[group];
      partitions.add(keys.address(first), keys.length(first), keys.hash(first));
    }
    return partitions.keys();
  }

  /** Whether what is to be done for a partition at a time has been done. */
  interface Done {
    boolean isDone(int partition, long millis);
  }

  /** Removes those of the taken ones that are done. */
  void remove(int prefix, Done done) {
    EncodedKeys keys = taken.keys();
    for (int i = 0; i < keys.count(); i++) {
      long millis = Math.floorDiv(takenMicros[i], MILLI_MICROS);
      if (done.isDone(grouper.groupOf()[i], millis)) {
        putTime(takenMicros[i]);
        int length = order(time, keys.address(i), keys.length(i));
        table.remove(NAMESPACE, prefix, scratch, length);
      }
    }
  }

  @Override
  public void close() {
    prefixes.close();
    taken.close();
    partitions.close();
    Memory.free(time);
    Memory.free(scratch);
  }
}
