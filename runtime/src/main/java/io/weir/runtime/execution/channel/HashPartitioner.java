package io.weir.runtime.execution.channel;

import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.KeyHasher;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Sends rows with equal keys to the instance that owns their key group. Copies nothing: all
 * receivers share the batch's buffers, each with a selection of its own rows, in their order.
 */
final class HashPartitioner implements Partitioner {
  private final KeyHasher hasher;
  private final BufferAllocator allocator;
  private final int receiverCount;
  private final int[] receiverOfKeyGroup = new int[KeyGroups.COUNT];
  private final int[] counts;

  HashPartitioner(Schema schema, List<Integer> keys, int receiverCount, BufferAllocator allocator) {
    this.hasher = new KeyHasher(schema, keys, allocator);
    this.allocator = allocator;
    this.receiverCount = receiverCount;
    this.counts = new int[receiverCount];
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      receiverOfKeyGroup[group] = KeyGroups.subtask(group, receiverCount);
    }
  }

  @Override
  public void send(Batch batch, List<Channel> receivers) {
    Selection[] selections = partition(batch);
    int last = -1;
    for (int receiver = 0; receiver < receiverCount; receiver++) {
      last = selections[receiver].count() > 0 ? receiver : last;
    }
    for (int receiver = 0; receiver < receiverCount; receiver++) {
      if (selections[receiver].count() > 0) {
        Batch part = receiver == last ? batch : SharedBatches.share(batch, allocator);
        part.select(selections[receiver]);
        receivers.get(receiver).send(part);
      }
    }
  }

  private Selection[] partition(Batch batch) {
    Selection rows = batch.selection();
    int[] hashes = hasher.hashes(batch);
    int[][] parts = new int[receiverCount][rows.count()];
    java.util.Arrays.fill(counts, 0);
    for (int i = 0; i < rows.count(); i++) {
      int receiver = receiverOfKeyGroup[KeyGroups.of(hashes[i])];
      parts[receiver][counts[receiver]++] = rows.row(i);
    }
    Selection[] selections = new Selection[receiverCount];
    for (int receiver = 0; receiver < receiverCount; receiver++) {
      selections[receiver] = Selection.of(parts[receiver], counts[receiver]);
    }
    return selections;
  }

  @Override
  public void close() {
    hasher.close();
  }
}
