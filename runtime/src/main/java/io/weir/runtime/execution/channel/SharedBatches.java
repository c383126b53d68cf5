package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.Batch;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.util.TransferPair;

/**
 * Second owners of a batch: the same rows in the same buffers, counted by references, so that every
 * receiver closes its own. Works because nobody writes to a batch that has been sent.
 */
final class SharedBatches {
  private SharedBatches() {}

  /** A batch with the rows, kinds, watermarks and selection of {@code batch}, which stays alive. */
  static Batch share(Batch batch, BufferAllocator allocator) {
    List<FieldVector> vectors = new ArrayList<>(batch.vectors().size());
    for (FieldVector vector : batch.vectors()) {
      vectors.add(share(vector, allocator));
    }
    return batch.withColumns(batch.schema(), vectors);
  }

  /** As the other, with the memory counted where it is counted now. */
  static Batch share(Batch batch) {
    List<FieldVector> vectors = new ArrayList<>(batch.vectors().size());
    for (FieldVector vector : batch.vectors()) {
      vectors.add(share(vector, vector.getAllocator()));
    }
    return batch.withColumns(batch.schema(), vectors);
  }

  private static FieldVector share(FieldVector vector, BufferAllocator allocator) {
    TransferPair pair = vector.getTransferPair(vector.getField(), allocator);
    pair.splitAndTransfer(0, vector.getValueCount());
    return (FieldVector) pair.getTo();
  }
}
