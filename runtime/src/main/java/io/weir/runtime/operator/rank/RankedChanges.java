package io.weir.runtime.operator.rank;

import io.weir.runtime.operator.Output;
import io.weir.runtime.operator.sort.OrderedRowCodec;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;

/** Gathers changes of encoded rows, each with its rank, and sends them as batches. */
final class RankedChanges {
  private final Schema schema;
  private final ChangelogKind changelog;
  private final boolean hasRank;
  private final OrderedRowCodec codec;
  private final BufferAllocator allocator;
  private final RowBytes bytes;
  private long[] starts = new long[Batch.MAX_ROWS];
  private int[] lengths = new int[Batch.MAX_ROWS];
  private long[] ranks = new long[Batch.MAX_ROWS];
  private byte[] kinds = new byte[Batch.MAX_ROWS];
  private long[] watermarks = new long[Batch.MAX_ROWS];
  private boolean hasWatermarks;
  private long watermark;
  private final long[] addresses = new long[Batch.MAX_ROWS];
  private int count;

  /**
   * @param schema of the changes: the columns of the codec, and the rank if there is one
   * @param bytes where the rows of changes lie
   */
  RankedChanges(
      Schema schema,
      ChangelogKind changelog,
      boolean hasRank,
      OrderedRowCodec codec,
      RowBytes bytes,
      BufferAllocator allocator) {
    this.schema = schema;
    this.changelog = changelog;
    this.hasRank = hasRank;
    this.codec = codec;
    this.bytes = bytes;
    this.allocator = allocator;
  }

  /** Whether rows are sent as they were. */
  boolean needsOld() {
    return changelog == ChangelogKind.RETRACT;
  }

  /** What is added from now on is caused by a row with this watermark before it, and carries it. */
  void at(long watermark) {
    this.watermark = watermark;
    hasWatermarks = true;
  }

  /** Adds a change of the row that begins at {@code start} of the bytes. */
  void add(byte kind, long start, int length, long rank) {
    if (kind == RowKind.UPDATE_BEFORE && changelog == ChangelogKind.UPSERT) {
      return;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
      ranks = Arrays.copyOf(ranks, count * 2);
      kinds = Arrays.copyOf(kinds, count * 2);
      watermarks = Arrays.copyOf(watermarks, count * 2);
    }
    starts[count] = start;
    lengths[count] = length;
    ranks[count] = rank;
    watermarks[count] = watermark;
    kinds[count++] = kind;
  }

  /** Sends all changes, in the order in which they were added. */
  void send(Output out) {
    for (int from = 0; from < count; from += Batch.MAX_ROWS) {
      send(from, Math.min(Batch.MAX_ROWS, count - from), out);
    }
    count = 0;
    hasWatermarks = false;
  }

  private void send(int from, int size, Output out) {
    for (int i = 0; i < size; i++) {
      addresses[i] = bytes.address(starts[from + i]);
    }
    int[] sizes = from == 0 ? lengths : Arrays.copyOfRange(lengths, from, from + size);
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    try {
      codec.decode(addresses, sizes, size, vectors);
      if (hasRank) {
        BigIntVector rank = (BigIntVector) vectors.get(schema.size() - 1);
        rank.allocateNew(size);
        long data = rank.getDataBufferAddress();
        for (int i = 0; i < size; i++) {
          Memory.putLong(data + ((long) i << 3), ranks[from + i]);
        }
        Memory.fill(rank.getValidityBufferAddress(), (size + 7) >> 3, (byte) -1);
        rank.setValueCount(size);
      }
    } catch (RuntimeException | Error e) {
      vectors.forEach(FieldVector::close);
      throw e;
    }
    byte[] rowKinds =
        changelog == ChangelogKind.INSERT_ONLY
            ? null
            : Arrays.copyOfRange(kinds, from, from + size);
    long[] rowWatermarks = hasWatermarks ? Arrays.copyOfRange(watermarks, from, from + size) : null;
    out.emit(new Batch(schema, vectors, size, Selection.all(size), rowKinds, rowWatermarks));
  }
}
