package io.weir.runtime.connector;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/**
 * Records that could not be read, kept for another table until they are taken. Used by one thread
 * at a time.
 */
public final class BadRecords {
  /** Names the table that gets records that cannot be read. */
  public static final Option TABLE =
      Option.optional(
          "bad-records.table",
          Option.Kind.TEXT,
          null,
          "the table that gets records that cannot be read, instead of the job failing at the first:"
              + " each with any of the columns record STRING or BYTES, table_name STRING, origin STRING (the"
              + " file or the partition), line_or_offset BIGINT and reason"
              + " STRING; written by the INSERT that reads the record, in the same checkpoint");

  /** The record, what it was read from, where there (a line or an offset), and what is wrong. */
  public static final Schema SCHEMA =
      Schema.of(
          new Field("record", LogicalType.bytes()),
          new Field("origin", LogicalType.string()),
          new Field("line_or_offset", LogicalType.bigint()),
          new Field("reason", LogicalType.string()));

  /** A reader that keeps so many bytes stops until they are taken. */
  private static final int MOST_BYTES = 16 << 20;

  private final List<Kept> kept = new ArrayList<>();
  private long bytes;

  private record Kept(byte[] raw, String origin, long position, String reason) {}

  /** Keeps a record. */
  public void add(byte[] raw, String origin, long position, String reason) {
    kept.add(new Kept(raw, origin, position, reason));
    bytes += raw.length;
  }

  /** Whether what is kept should be taken before more is read. */
  public boolean isFull() {
    return kept.size() >= Batch.MAX_ROWS || bytes >= MOST_BYTES;
  }

  /** What has been kept since the last call, as rows of {@link #SCHEMA}; null for nothing. */
  public Batch take(BufferAllocator allocator) {
    if (kept.isEmpty()) {
      return null;
    }
    List<FieldVector> vectors = Vectors.create(SCHEMA, allocator);
    for (int i = 0; i < kept.size(); i++) {
      Kept record = kept.get(i);
      ((VarBinaryVector) vectors.get(0)).setSafe(i, record.raw);
      ((VarCharVector) vectors.get(1)).setSafe(i, record.origin.getBytes(StandardCharsets.UTF_8));
      ((BigIntVector) vectors.get(2)).setSafe(i, record.position);
      ((VarCharVector) vectors.get(3)).setSafe(i, record.reason.getBytes(StandardCharsets.UTF_8));
    }
    int rows = kept.size();
    vectors.forEach(vector -> vector.setValueCount(rows));
    kept.clear();
    bytes = 0;
    return Batch.ofInserts(SCHEMA, vectors, rows);
  }
}
