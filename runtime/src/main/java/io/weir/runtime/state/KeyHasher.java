package io.weir.runtime.state;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The hashes of key columns, for an exchange that picks {@link KeyGroups key groups}: the same as
 * those of the keys that a {@link KeyEncoder} makes of the same columns. Used by one thread.
 */
public final class KeyHasher implements AutoCloseable {
  private final KeyEncoder encoder;

  /**
   * @param schema of the batches
   * @param columns the positions of the key columns, in key order; may be empty
   * @param allocator of scratch memory
   */
  public KeyHasher(Schema schema, List<Integer> columns, BufferAllocator allocator) {
    this.encoder = new KeyEncoder(schema, columns, allocator);
  }

  /**
   * The hash of each live row, by its position among the live rows. The array is reused by the next
   * call and may be longer than the number of live rows.
   */
  public int[] hashes(Batch batch) {
    return encoder.encode(batch).hashes;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
