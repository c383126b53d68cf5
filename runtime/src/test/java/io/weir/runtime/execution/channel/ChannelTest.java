package io.weir.runtime.execution.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.junit.jupiter.api.Test;

class ChannelTest {
  private static final int ROWS = 1_000;

  @Test
  void isFullByTheNumberOfItsElements() {
    Channel channel = new Channel(2, () -> {});
    for (int i = 0; i < 2; i++) {
      channel.send(new Watermark(i));
      assertFalse(channel.isFull());
    }
    channel.send(new Watermark(2));
    assertTrue(channel.isFull());
    assertEquals(new Watermark(0), channel.poll());
    assertFalse(channel.isFull());
  }

  @Test
  void isFullByTheBytesOfItsBatches() {
    try (BufferAllocator allocator = new RootAllocator()) {
      Batch first = batch(allocator);
      Batch second = batch(allocator);
      Channel channel = new Channel(100, first.bytes() + 1, () -> {});
      channel.send(first);
      channel.send(new Watermark(1));
      assertFalse(channel.isFull());
      channel.send(second);
      assertTrue(channel.isFull());
      assertSame(first, channel.poll());
      assertFalse(channel.isFull());
      first.close();
      channel.discard();
      assertFalse(channel.isFull());
    }
  }

  private static Batch batch(BufferAllocator allocator) {
    BigIntVector vector = new BigIntVector("n", allocator);
    vector.allocateNew(ROWS);
    for (int i = 0; i < ROWS; i++) {
      vector.set(i, i);
    }
    vector.setValueCount(ROWS);
    Schema schema = Schema.of(new Field("n", LogicalType.bigint()));
    Batch batch = Batch.ofInserts(schema, List.of(vector), ROWS);
    assertTrue(batch.bytes() >= 8 * ROWS, batch.bytes() + " bytes");
    return batch;
  }
}
