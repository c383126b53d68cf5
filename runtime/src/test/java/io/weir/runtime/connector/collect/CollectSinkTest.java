package io.weir.runtime.connector.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.request.DirectRequests;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectSinkTest {
  private static final Schema SCHEMA = TypeNames.schema("id INT");

  private final BufferAllocator allocator = new RootAllocator();
  private final ResultQueue queue = new ResultQueue(2);

  @AfterEach
  void everyBufferIsReleased() {
    allocator.close();
  }

  private SinkWriter writer() throws IOException {
    return new CollectSink(queue)
        .createWriter(
            new Sink.WriterContext(
                0, 1, "i", List.of(), SystemClock.INSTANCE, allocator, DirectRequests.INSTANCE));
  }

  private void write(SinkWriter writer, int id) throws IOException {
    writer.write(JsonBatches.of(SCHEMA, allocator, "[" + id + "]"));
  }

  @Test
  void handsOverEveryBatchInOrderAndWaitsForTheReader() throws Exception {
    CompletableFuture<Void> job =
        CompletableFuture.runAsync(
            () -> {
              try {
                SinkWriter writer = writer();
                for (int id = 0; id < 100; id++) {
                  write(writer, id);
                }
                queue.end();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    List<Integer> seen = new ArrayList<>();
    queue.drain(batch -> seen.add(Column.of(batch.vector(0)).getInt(0)));
    job.join();
    assertEquals(java.util.stream.IntStream.range(0, 100).boxed().toList(), seen);
  }

  @Test
  void saysWhenItIsFullAndDropsAllAfterTheReaderHasGone() throws IOException {
    SinkWriter writer = writer();
    write(writer, 1);
    assertFalse(writer.isFull());
    write(writer, 2);
    assertTrue(writer.isFull());
    queue.close();
    assertFalse(writer.isFull());
    write(writer, 3);
  }

  @Test
  void closesTheQueueWhenTheReaderFails() throws IOException {
    SinkWriter writer = writer();
    write(writer, 1);
    write(writer, 2);
    assertThrows(
        IOException.class,
        () ->
            queue.drain(
                batch -> {
                  throw new IOException("broken pipe");
                }));
    write(writer, 3);
  }
}
