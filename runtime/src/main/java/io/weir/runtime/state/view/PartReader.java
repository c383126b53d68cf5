package io.weir.runtime.state.view;

import io.weir.runtime.state.RowDecoder;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Reads one {@link StatePart} of many entries. */
interface PartReader {
  /** Milliseconds as the microseconds of a time. */
  long MILLI_MICROS = 1_000;

  /**
   * Reads the part of each entry.
   *
   * @param at where it begins; afterwards where it ends, unless it is all that comes
   * @param ends where the string of bytes ends in which it lies
   * @return a vector for each column, which are the caller's
   */
  List<FieldVector> read(long[] at, long[] ends, BufferAllocator allocator);

  /** The reader of a part. */
  static PartReader of(StatePart part) {
    Schema columns = part.columns();
    return switch (part.kind()) {
      case KEY -> new KeyPartReader(columns, part.forms(), false);
      case OPTIONAL_KEY -> new KeyPartReader(columns, part.forms(), true);
      case KEY_BEHIND_ORDER -> {
        KeyPartReader row = new KeyPartReader(columns, List.of(), false);
        yield (at, ends, allocator) -> {
          for (int i = 0; i < at.length; i++) {
            at[i] += Integer.reverseBytes(Memory.getInt(ends[i] - Integer.BYTES));
          }
          return row.read(at, ends, allocator);
        };
      }
      case ROW, OPTIONAL_ROW -> (at, ends, allocator) -> rows(columns, at, ends, allocator);
      case ENTRIES -> (at, ends, allocator) -> entries(columns, at, allocator);
      case VALUES, VALUE, DOUBLE -> new CodedReader(columns.field(0), part.kind());
      case LAST_ENTRIES ->
          (at, ends, allocator) -> {
            for (int i = 0; i < at.length; i++) {
              at[i] = last(at[i], ends[i]) + Integer.BYTES;
            }
            return entries(columns, at, allocator);
          };
      case TIME ->
          numbers(
              columns,
              Long.BYTES,
              (from, end) ->
                  (Long.reverseBytes(Memory.getLong(from)) ^ Long.MIN_VALUE) * MILLI_MICROS);
      case INT ->
          numbers(columns, Integer.BYTES, (from, end) -> Integer.reverseBytes(Memory.getInt(from)));
      case LONG ->
          numbers(columns, Long.BYTES, (from, end) -> Long.reverseBytes(Memory.getLong(from)));
      case COUNT -> numbers(columns, 0, PartReader::count);
      case VARINT -> (at, ends, allocator) -> varints(columns, at, allocator);
      case TIME_RANGES -> new TimeRangesReader(columns);
    };
  }

  private static List<FieldVector> rows(
      Schema columns, long[] at, long[] ends, BufferAllocator allocator) {
    for (int i = 0; i < at.length; i++) {
      if (at[i] == ends[i]) {
        at[i] = RowDecoder.NULL_ROW;
      }
    }
    return new RowDecoder(columns, allocator).decode(at, at.length);
  }

  private static List<FieldVector> entries(Schema columns, long[] at, BufferAllocator allocator) {
    List<FieldVector> vectors = NewVectors.of(columns, at.length, allocator);
    for (int c = 0; c < columns.size(); c++) {
      ValueCodec codec = ValueCodec.of(columns.type(c));
      for (int i = 0; i < at.length; i++) {
        at[i] = codec.readEntry(at[i], vectors.get(c), i);
      }
      vectors.get(c).setValueCount(at.length);
    }
    return vectors;
  }

  /** The last of some strings of bytes that begin with their lengths. */
  private static long last(long from, long end) {
    long at = from;
    while (at + Memory.getInt(at) < end) {
      at += Memory.getInt(at);
    }
    return at;
  }

  private static long count(long from, long end) {
    if (from == end) {
      return 1;
    }
    long count = 0;
    for (long at = Math.min(end, from + Long.BYTES) - 1; at >= from; at--) {
      count = count << 8 | Memory.getByte(at) & 0xffL;
    }
    return count;
  }

  /** Reads one number. */
  interface Number {
    long read(long from, long end);
  }

  private static PartReader numbers(Schema columns, int width, Number number) {
    LogicalType type = columns.type(0);
    return (at, ends, allocator) -> {
      FieldVector vector = NewVectors.of(columns.name(0), type, at.length, allocator);
      Column to = Column.forWriting(vector);
      for (int i = 0; i < at.length; i++) {
        to.setValid(i);
        to.putLong(i, number.read(at[i], ends[i]));
        at[i] += width;
      }
      vector.setValueCount(at.length);
      return List.of(vector);
    };
  }

  private static List<FieldVector> varints(Schema columns, long[] at, BufferAllocator allocator) {
    FieldVector vector = NewVectors.of(columns.name(0), columns.type(0), at.length, allocator);
    Column to = Column.forWriting(vector);
    for (int i = 0; i < at.length; i++) {
      long number = 0;
      byte bits = -1;
      for (int shift = 0; bits < 0; shift += 7) {
        bits = Memory.getByte(at[i]++);
        number |= (bits & 0x7fL) << shift;
      }
      to.setValid(i);
      to.putLong(i, number);
    }
    vector.setValueCount(at.length);
    return List.of(vector);
  }
}
