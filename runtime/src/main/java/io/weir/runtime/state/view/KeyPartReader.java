package io.weir.runtime.state.view;

import io.weir.runtime.state.KeyDecoder;
import io.weir.runtime.state.KeyEncoding;
import io.weir.runtime.state.KeyExtent;
import io.weir.runtime.state.StatePart.KeyForm;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Reads encoded keys, also those that are sorted by in another order than that of the encoding. */
final class KeyPartReader implements PartReader {
  private static final int INVERTED = 0xff;
  private static final byte NULL_LAST = 2;
  private static final int SLACK_BYTES = 16;

  private final Schema columns;
  private final List<KeyForm> forms;
  private final boolean isOptional;
  private final KeyDecoder decoder;

  KeyPartReader(Schema columns, List<KeyForm> forms, boolean isOptional) {
    this.columns = columns;
    this.forms = forms;
    this.isOptional = isOptional;
    this.decoder = new KeyDecoder(columns);
  }

  @Override
  public List<FieldVector> read(long[] at, long[] ends, BufferAllocator allocator) {
    long nulls = isOptional ? pointToNulls(at, ends) : 0;
    try {
      for (int i = 0; i < at.length; i++) {
        restore(at[i]);
      }
      List<FieldVector> vectors = NewVectors.of(columns, at.length, allocator);
      decoder.decode(at, at.length, vectors, 0);
      vectors.forEach(vector -> vector.setValueCount(at.length));
      return vectors;
    } finally {
      if (isOptional) {
        Memory.free(nulls);
      }
    }
  }

  /** Has the keys that are not there be read as NULLs; where these lie. */
  private long pointToNulls(long[] at, long[] ends) {
    long bytes = SLACK_BYTES;
    for (Field column : columns.fields()) {
      bytes += Math.max(1, KeyEncoding.fixedWidth(Schema.of(column)));
    }
    long nulls = Memory.allocate(bytes);
    Memory.fill(nulls, bytes, (byte) 0);
    for (int i = 0; i < at.length; i++) {
      at[i] = at[i] == ends[i] ? nulls : at[i];
    }
    return nulls;
  }

  /** Brings the first columns of a key, which is a copy, into the form of the encoding. */
  private void restore(long key) {
    long at = key;
    for (int c = 0; c < forms.size(); c++) {
      LogicalType type = columns.type(c);
      byte marker = Memory.getByte(at);
      switch (forms.get(c)) {
        case PLAIN -> at = KeyExtent.end(type, at, marker == 0, 0);
        case NULLS_LAST -> {
          long end = KeyExtent.end(type, at, marker == NULL_LAST, 0);
          Memory.putByte(at, (byte) (marker & 1));
          at = end;
        }
        case INVERTED -> {
          long end = KeyExtent.end(type, at, marker == (byte) INVERTED, INVERTED);
          at = invert(at, end);
        }
        case VALUE_INVERTED -> {
          long end = KeyExtent.end(type, at, marker == 0, INVERTED);
          at = invert(marker == 0 ? end : at + 1, end);
        }
      }
    }
  }

  private static long invert(long from, long to) {
    for (long at = from; at < to; at++) {
      Memory.putByte(at, (byte) ~Memory.getByte(at));
    }
    return to;
  }
}
