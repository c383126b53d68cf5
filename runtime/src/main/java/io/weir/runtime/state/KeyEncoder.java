package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Encodes key columns as {@link KeyEncoding} says, a batch and a column at a time, and hashes the
 * result with {@link KeyHash}. Used by one thread.
 */
public final class KeyEncoder implements AutoCloseable {
  /** Bytes behind the last key, so that readers may load whole words. */
  private static final int SLACK_BYTES = 16;

  private final int[] columns;
  private final KeyColumnWriter[] writers;
  private final int partitionColumns;
  private final int fixedWidth;
  private final BufferAllocator allocator;
  private final EncodedKeys keys = new EncodedKeys();
  private int[] positions = new int[0];
  private int[] partitionEnds = new int[0];

  /**
   * @param schema of the batches
   * @param columns the positions of the key columns, in key order; may be empty
   * @param allocator of the buffer that holds encoded keys
   */
  public KeyEncoder(Schema schema, List<Integer> columns, BufferAllocator allocator) {
    this(schema, columns, columns.size(), allocator);
  }

  /**
   * An encoder of keys whose key group is that of their first columns only, as for a table of
   * (group, value) that must lie where the groups lie.
   *
   * @param schema of the batches
   * @param columns the positions of the key columns, in key order; may be empty
   * @param partitionColumns how many of them decide the key group
   * @param allocator of the buffer that holds encoded keys
   */
  public KeyEncoder(
      Schema schema, List<Integer> columns, int partitionColumns, BufferAllocator allocator) {
    Schema key = schema.project(columns);
    this.partitionColumns = partitionColumns;
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    this.writers =
        key.fields().stream()
            .map(field -> KeyColumnWriter.of(field.type()))
            .toArray(KeyColumnWriter[]::new);
    this.fixedWidth = KeyEncoding.fixedWidth(key);
    this.allocator = allocator;
  }

  /** The keys of the live rows; valid until the next call. */
  public EncodedKeys encode(Batch batch) {
    Selection selection = batch.selection();
    int count = selection.count();
    keys.count = count;
    if (keys.hashes.length < count) {
      keys.hashes = new int[Math.max(count, Batch.MAX_ROWS)];
      keys.offsets = new int[keys.hashes.length + 1];
    }
    for (int i = 0; i < writers.length; i++) {
      writers[i].bind(batch.vector(columns[i]));
    }
    if (fixedWidth != KeyEncoding.NOT_FIXED) {
      encodeFixed(selection, count);
    } else {
      encodeVariable(selection, count);
    }
    return keys;
  }

  private void encodeFixed(Selection selection, int count) {
    int width = fixedWidth;
    reserve((long) count * width);
    long base = keys.buffer.memoryAddress();
    long columnBase = base;
    for (KeyColumnWriter writer : writers) {
      writer.writeStrided(selection, columnBase, width);
      columnBase += writer.fixedWidth;
    }
    int[] offsets = keys.offsets;
    int[] hashes = keys.hashes;
    for (int i = 0; i < count; i++) {
      int offset = i * width;
      offsets[i] = offset;
      hashes[i] = KeyHash.of(base + offset, width);
    }
    offsets[count] = count * width;
    if (partitionColumns < writers.length) {
      int partitionWidth = 0;
      for (int k = 0; k < partitionColumns; k++) {
        partitionWidth += writers[k].fixedWidth;
      }
      for (int i = 0; i < count; i++) {
        hashes[i] = KeyGroups.withGroupOf(hashes[i], KeyHash.of(base + offsets[i], partitionWidth));
      }
    }
  }

  private void encodeVariable(Selection selection, int count) {
    if (positions.length < count) {
      positions = new int[keys.hashes.length];
    }
    Arrays.fill(positions, 0, count, 0);
    for (KeyColumnWriter writer : writers) {
      writer.addLengths(selection, positions);
    }
    int[] offsets = keys.offsets;
    long total = 0;
    for (int i = 0; i < count; i++) {
      int length = positions[i];
      if (length > KeyEncoding.MAX_KEY_BYTES || length < 0) {
        throw WeirException.permanent(
            "a key is "
                + length
                + " bytes long, more than the "
                + KeyEncoding.MAX_KEY_BYTES
                + " that fit",
            "group or join by a hash of the value, such as SHA256(column)");
      }
      offsets[i] = (int) total;
      positions[i] = (int) total;
      total += length;
    }
    if (total > Integer.MAX_VALUE - SLACK_BYTES) {
      throw WeirException.permanent(
          "the keys of one batch of " + count + " rows are " + total + " bytes long together",
          "group or join by a hash of the value, such as SHA256(column)");
    }
    offsets[count] = (int) total;
    reserve(total);
    long base = keys.buffer.memoryAddress();
    for (int k = 0; k < writers.length; k++) {
      markPartition(k, count);
      writers[k].writeAt(selection, base, positions);
    }
    int[] hashes = keys.hashes;
    for (int i = 0; i < count; i++) {
      hashes[i] = KeyHash.of(base + offsets[i], offsets[i + 1] - offsets[i]);
    }
    if (partitionColumns < writers.length) {
      for (int i = 0; i < count; i++) {
        int partition = KeyHash.of(base + offsets[i], partitionEnds[i] - offsets[i]);
        hashes[i] = KeyGroups.withGroupOf(hashes[i], partition);
      }
    }
  }

  private void markPartition(int nextColumn, int count) {
    if (nextColumn == partitionColumns) {
      partitionEnds = Arrays.copyOf(positions, count);
    }
  }

  private void reserve(long bytes) {
    long needed = bytes + SLACK_BYTES;
    ArrowBuf buffer = keys.buffer;
    if (buffer == null || buffer.capacity() < needed) {
      keys.buffer = null;
      if (buffer != null) {
        buffer.close();
      }
      keys.buffer = allocator.buffer(Math.max(needed, 1024));
    }
  }

  @Override
  public void close() {
    if (keys.buffer != null) {
      keys.buffer.close();
      keys.buffer = null;
    }
  }
}
