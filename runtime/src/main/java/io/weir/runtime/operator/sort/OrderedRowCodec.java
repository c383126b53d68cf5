package io.weir.runtime.operator.sort;

import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.KeyExtent;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Rows as bytes whose order is that of a sort, and back: the sort keys, inverted where they
 * descend, then all other columns, which break ties. Encodes a batch at a time. Used by one thread.
 *
 * <p>A key's marker is 0 for NULL and 1 for a value; where NULLs come last it is inverted with the
 * value if that descends, else 2 for NULL.
 */
public final class OrderedRowCodec implements AutoCloseable {
  private static final int INVERTED = 0xff;
  private static final byte NULL_LAST = 2;
  private static final int SLACK_BYTES = 16;

  private final Schema schema;
  private final List<Integer> columns;
  private final Segment[] segments;
  private final boolean isPlain;
  private final KeyEncoder encoder;
  private final KeyDecoder decoder;
  private final BufferAllocator allocator;
  private ArrowBuf restored;
  private long[] addresses = new long[0];

  /** A sort key in the bytes of a row. */
  private record Segment(LogicalType type, Form form) {}

  /** How the bytes of a sort key differ from those of a key that ascends with NULLs first. */
  private enum Form {
    /** Not at all. */
    PLAIN,
    /** The marker of NULL is 2. */
    NULLS_LAST,
    /** All are inverted. */
    INVERTED,
    /** All but the marker are inverted. */
    VALUE_INVERTED
  }

  /** A codec of the rows of {@code schema}, in the order of {@code keys}. */
  public OrderedRowCodec(Schema schema, List<SortKey> keys, BufferAllocator allocator) {
    this(schema, keys, true, allocator);
  }

  /**
   * An encoder of the sort keys alone: of what {@link #keyLength(long)} measures of a whole row.
   * Does not decode.
   */
  public static OrderedRowCodec ofKeys(
      Schema schema, List<SortKey> keys, BufferAllocator allocator) {
    return new OrderedRowCodec(schema, keys, false, allocator);
  }

  private OrderedRowCodec(
      Schema schema, List<SortKey> keys, boolean isWhole, BufferAllocator allocator) {
    this.schema = schema;
    this.allocator = allocator;
    columns = new ArrayList<>();
    List<Segment> sorted = new ArrayList<>();
    for (SortKey key : keys) {
      if (!columns.contains(key.column())) {
        columns.add(key.column());
        sorted.add(new Segment(schema.type(key.column()), form(key)));
      }
    }
    for (int column = 0; column < schema.size() && isWhole; column++) {
      if (!columns.contains(column)) {
        columns.add(column);
      }
    }
    segments = sorted.toArray(Segment[]::new);
    isPlain = sorted.stream().allMatch(segment -> segment.form() == Form.PLAIN);
    encoder = new KeyEncoder(schema, columns, allocator);
    decoder = new KeyDecoder(schema.project(columns));
  }

  /** What the bytes of such rows mean, for whoever looks at state. */
  public static StatePart part(Schema schema, List<SortKey> keys) {
    List<Integer> columns = new ArrayList<>();
    List<StatePart.KeyForm> forms = new ArrayList<>();
    for (SortKey key : keys) {
      if (!columns.contains(key.column())) {
        columns.add(key.column());
        forms.add(StatePart.KeyForm.valueOf(form(key).name()));
      }
    }
    for (int column = 0; column < schema.size(); column++) {
      if (!columns.contains(column)) {
        columns.add(column);
      }
    }
    return new StatePart(StatePart.Kind.KEY, schema.project(columns), forms, true);
  }

  private static Form form(SortKey key) {
    if (key.descending()) {
      return key.nullsFirst() ? Form.VALUE_INVERTED : Form.INVERTED;
    }
    return key.nullsFirst() ? Form.PLAIN : Form.NULLS_LAST;
  }

  /** The live rows; valid until the next call. */
  public EncodedKeys encode(Batch batch) {
    EncodedKeys rows = encoder.encode(batch);
    if (!isPlain) {
      for (int i = 0; i < rows.count(); i++) {
        order(rows.address(i));
      }
    }
    return rows;
  }

  /** Brings the keys of a row from their plain form into that of the sort. */
  private void order(long row) {
    long at = row;
    for (Segment segment : segments) {
      boolean isNull = Memory.getByte(at) == 0;
      long end = KeyExtent.end(segment.type(), at, isNull, 0);
      switch (segment.form()) {
        case PLAIN -> {}
        case NULLS_LAST -> Memory.putByte(at, isNull ? NULL_LAST : (byte) 1);
        case INVERTED -> invert(at, end);
        case VALUE_INVERTED -> invert(isNull ? end : at + 1, end);
      }
      at = end;
    }
  }

  /** The reverse of {@link #order}. */
  private void restore(long row) {
    long at = row;
    for (Segment segment : segments) {
      long end = end(segment, at);
      switch (segment.form()) {
        case PLAIN -> {}
        case NULLS_LAST -> Memory.putByte(at, (byte) (Memory.getByte(at) & 1));
        case INVERTED -> invert(at, end);
        case VALUE_INVERTED -> invert(Memory.getByte(at) == 0 ? end : at + 1, end);
      }
      at = end;
    }
  }

  /** Where an encoded sort key ends. */
  private static long end(Segment segment, long at) {
    byte marker = Memory.getByte(at);
    return switch (segment.form()) {
      case PLAIN -> KeyExtent.end(segment.type(), at, marker == 0, 0);
      case NULLS_LAST -> KeyExtent.end(segment.type(), at, marker == NULL_LAST, 0);
      case INVERTED -> KeyExtent.end(segment.type(), at, marker == (byte) INVERTED, INVERTED);
      case VALUE_INVERTED -> KeyExtent.end(segment.type(), at, marker == 0, INVERTED);
    };
  }

  private static void invert(long from, long to) {
    long at = from;
    for (; at + 8 <= to; at += 8) {
      Memory.putLong(at, ~Memory.getLong(at));
    }
    for (; at < to; at++) {
      Memory.putByte(at, (byte) ~Memory.getByte(at));
    }
  }

  /** The length of the sort keys of an encoded row: rows that are equal in these are peers. */
  public int keyLength(long row) {
    long at = row;
    for (Segment segment : segments) {
      at = end(segment, at);
    }
    return (int) (at - row);
  }

  /** The length of the first {@code count} sort keys of an encoded row. */
  public int keyLength(long row, int count) {
    long at = row;
    for (int k = 0; k < count; k++) {
      at = end(segments[k], at);
    }
    return (int) (at - row);
  }

  /**
   * Writes encoded rows to the rows {@code 0 .. count - 1} of new vectors of the schema.
   *
   * @param lengths the length of each encoded row
   */
  public void decode(long[] rows, int[] lengths, int count, List<? extends FieldVector> targets) {
    if (addresses.length < count) {
      addresses = new long[Math.max(count, Batch.MAX_ROWS)];
    }
    if (isPlain) {
      System.arraycopy(rows, 0, addresses, 0, count);
    } else {
      restore(rows, lengths, count);
    }
    List<FieldVector> ordered = new ArrayList<>();
    columns.forEach(column -> ordered.add(targets.get(column)));
    decoder.decode(addresses, count, ordered, 0);
    for (FieldVector target : targets.subList(0, schema.size())) {
      target.setValueCount(count);
    }
  }

  private void restore(long[] rows, int[] lengths, int count) {
    long total = SLACK_BYTES;
    for (int i = 0; i < count; i++) {
      total += lengths[i];
    }
    if (restored == null || restored.capacity() < total) {
      closeRestored();
      restored = allocator.buffer(total + total / 2);
    }
    long at = restored.memoryAddress();
    for (int i = 0; i < count; i++) {
      Memory.copy(rows[i], at, lengths[i]);
      restore(at);
      addresses[i] = at;
      at += lengths[i];
    }
  }

  private void closeRestored() {
    if (restored != null) {
      restored.close();
      restored = null;
    }
  }

  @Override
  public void close() {
    encoder.close();
    closeRestored();
  }
}
