package io.weir.runtime.operator.timejoin;

import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows by (bucket of time, key, time, number): the buckets are the table's namespaces, the order of
 * an entry is its time and, among rows of one key and time, how many came before it.
 */
final class TimedRows implements AutoCloseable {
  private static final int SEQUENCE = 8;
  private static final int ORDER_BYTES = 12;

  /** What the number behind the time in the order of an entry is to whoever looks at state. */
  static final StatePart NUMBER =
      StatePart.of(StatePart.Kind.INT, EntryLayout.number("row_number"));

  private final OrderedTable table;
  private final long bucketMillis;
  private final OrderedTable.Cursor cursor;
  private final long order = Memory.allocate(2L * Long.BYTES);
  private final Map<Long, int[]> numbersByBucket = new HashMap<>();
  private EncodedKeys keys;
  private long[] buckets = new long[0];
  private long lastBucket;
  private int[] lastNumbers;

  /** Is shown an entry; the address is valid during the call. */
  interface Visitor {
    void row(long time, int sequence, long address, int length);
  }

  TimedRows(OrderedTable table, long bucketMillis) {
    this.table = table;
    this.bucketMillis = bucketMillis;
    this.cursor = table.cursor();
  }

  /** What the time in the order of an entry is to whoever looks at state. */
  static StatePart part(Field time) {
    LogicalType type = time.type().withNullable(false);
    return StatePart.of(StatePart.Kind.TIME, Schema.of(new Field(time.name(), type)));
  }

  /** The keys that positions in the following calls mean, until the next call. */
  void bind(EncodedKeys keys) {
    this.keys = keys;
    numbersByBucket.clear();
    lastNumbers = null;
    buckets = table.namespaces();
  }

  /** The first times of the buckets that may have rows, ascending. */
  long[] buckets() {
    return table.namespaces();
  }

  /** The last time of a bucket. */
  long lastTime(long bucket) {
    return bucket + bucketMillis - 1;
  }

  private long bucket(long time) {
    return Math.floorDiv(time, bucketMillis) * bucketMillis;
  }

  private int number(long bucket, int key) {
    if (lastNumbers == null || lastBucket != bucket) {
      lastNumbers = numbersByBucket.get(bucket);
      lastBucket = bucket;
      if (lastNumbers == null) {
        lastNumbers = new int[keys.count()];
        table.prefixes(bucket, keys, lastNumbers);
        numbersByBucket.put(bucket, lastNumbers);
      }
    }
    return lastNumbers[key];
  }

  private void order(long time, int sequence) {
    Memory.putLong(order, Long.reverseBytes(time ^ Long.MIN_VALUE));
    Memory.putInt(order + SEQUENCE, Integer.reverseBytes(sequence));
  }

  private static long time(OrderedTable.Cursor at) {
    return Long.reverseBytes(Memory.getLong(at.orderAddress())) ^ Long.MIN_VALUE;
  }

  private static int sequence(OrderedTable.Cursor at) {
    return Integer.reverseBytes(Memory.getInt(at.orderAddress() + SEQUENCE));
  }

  /** Adds a row behind those of its key and time; returns its number among them. */
  int add(int key, long time, long address, int length) {
    long bucket = bucket(time);
    int number = number(bucket, key);
    order(time, -1);
    boolean isAfter = cursor.atOrBefore(bucket, number, order, ORDER_BYTES) && time(cursor) == time;
    int sequence = isAfter ? sequence(cursor) + 1 : 0;
    order(time, sequence);
    table.put(bucket, number, order, ORDER_BYTES, address, length);
    return sequence;
  }

  /** Sets the row of this time and number. */
  void put(int key, long time, int sequence, long address, int length) {
    long bucket = bucket(time);
    int number = number(bucket, key);
    order(time, sequence);
    table.put(bucket, number, order, ORDER_BYTES, address, length);
  }

  /** Removes the row of this time and number, if it is there. */
  void remove(int key, long time, int sequence) {
    long bucket = bucket(time);
    int number = number(bucket, key);
    order(time, sequence);
    table.remove(bucket, number, order, ORDER_BYTES);
  }

  /** Shows the row of this time and number. */
  void find(int key, long time, int sequence, Visitor visitor) {
    long bucket = bucket(time);
    int number = number(bucket, key);
    order(time, sequence);
    if (!cursor.at(bucket, number, order, ORDER_BYTES)) {
      throw new AssertionError("a row without a match is gone before its time");
    }
    visitor.row(time, sequence, cursor.valueAddress(), cursor.valueLength());
  }

  /** Shows the rows of a key from one time to another, both included. */
  void visit(int key, long from, long to, Visitor visitor) {
    for (long bucket : buckets) {
      if (bucket > to) {
        return;
      }
      if (lastTime(bucket) < from) {
        continue;
      }
      int number = number(bucket, key);
      order(from, 0);
      boolean isOn = cursor.atOrAfter(bucket, number, order, ORDER_BYTES);
      while (isOn && time(cursor) <= to) {
        visitor.row(time(cursor), sequence(cursor), cursor.valueAddress(), cursor.valueLength());
        isOn = cursor.next();
      }
    }
  }

  /** The keys of a bucket; makes bound positions of it invalid. */
  OrderedTable.Prefixes scan(long bucket) {
    numbersByBucket.remove(bucket);
    lastNumbers = null;
    return table.scan(bucket);
  }

  /**
   * Shows the rows of a prefix up to a time, and removes them.
   *
   * @param prefix of a {@link #scan}
   */
  void take(long bucket, int prefix, long to, Visitor visitor) {
    boolean isOn = cursor.first(bucket, prefix);
    while (isOn && time(cursor) <= to) {
      visitor.row(time(cursor), sequence(cursor), cursor.valueAddress(), cursor.valueLength());
      cursor.remove();
      isOn = cursor.next();
    }
  }

  /** The number of the prefix of a key in a bucket. */
  int prefix(int key, long bucket) {
    return number(bucket, key);
  }

  /** Whether the first row of a prefix is not after a time. */
  boolean hasFirst(long bucket, int prefix, long to) {
    return cursor.first(bucket, prefix) && time(cursor) <= to;
  }

  /** Shows the first row of a prefix and removes it; false if there is none. */
  boolean takeFirst(long bucket, int prefix, Visitor visitor) {
    if (!cursor.first(bucket, prefix)) {
      return false;
    }
    visitor.row(time(cursor), sequence(cursor), cursor.valueAddress(), cursor.valueLength());
    cursor.remove();
    return true;
  }

  /** Removes the rows of a key in a bucket. */
  void removeAll(int key, long bucket) {
    table.removeAll(bucket, number(bucket, key));
  }

  /** Forgets the rows of a bucket. */
  void drop(long bucket) {
    numbersByBucket.remove(bucket);
    lastNumbers = null;
    table.drop(bucket);
  }

  @Override
  public void close() {
    Memory.free(order);
  }
}
