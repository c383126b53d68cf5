package io.weir.runtime.connector.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.request.DirectRequests;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrintConnectorTest {
  private final BufferAllocator allocator = new RootAllocator();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void everyBufferIsReleased() {
    allocator.close();
  }

  private void print(Batch batch, int subtask, int parallelism, String... options)
      throws IOException {
    TreeMap<String, String> values = new TreeMap<>(Map.of("connector", "print"));
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    TableDescriptor table =
        new TableDescriptor("t", batch.schema(), Map.of(), List.of(), List.of(), values);
    Sink sink = new PrintConnector(new PrintStream(out), new PrintStream(err)).createSink(table);
    sink.createWriter(
            new Sink.WriterContext(
                subtask,
                parallelism,
                "i",
                List.of(),
                SystemClock.INSTANCE,
                allocator,
                DirectRequests.INSTANCE))
        .write(batch);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printsTheKindOfEveryLiveRow() throws IOException {
    Schema schema = TypeNames.schema("id INT, name STRING");
    Batch rows = JsonBatches.of(schema, allocator, "[1, \"abc\"]", "[2, \"x\"]", "[3, null]");
    byte[] kinds = {RowKind.DELETE, RowKind.UPDATE_AFTER, RowKind.UPDATE_BEFORE};
    Selection selection = Selection.of(new int[] {0, 2}, 2);
    print(new Batch(schema, rows.vectors(), 3, selection, kinds, null), 0, 1);
    assertEquals("-D[1, abc]\n-U[3, null]\n", text(out));
  }

  @Test
  void printsValuesAsJavaObjects() throws IOException {
    Schema schema =
        TypeNames.schema(
            "d DATE, t TIMESTAMP(3), z TIMESTAMP_LTZ(3), u TIME(0), b BYTES, n DOUBLE,"
                + " a ARRAY<INT>, m MAP<STRING, INT>, r ROW<x INT, y STRING>, i INTERVAL_DAY_TIME");
    Batch rows =
        JsonBatches.of(
            schema,
            allocator,
            "[\"2001-04-16\", \"2001-04-16T19:00:00\", \"2001-04-16T19:00:00Z\", \"19:00\","
                + " \"01ff\", 1e10, [1, null], [[\"k\", 2]], [1, \"y\"], 90000000]");
    print(rows, 0, 1, "standard-error", "true");
    assertEquals("", text(out));
    assertEquals(
        "+I[2001-04-16, 2001-04-16T19:00, 2001-04-16T19:00:00Z, 19:00, [1, -1], 1.0E10,"
            + " [1, null], {k=2}, +I[1, y], PT1M30S]\n",
        text(err));
  }

  @Test
  void startsLinesWithTheIdentifierAndTheWriter() throws IOException {
    Schema schema = TypeNames.schema("id INT");
    print(JsonBatches.of(schema, allocator, "[1]"), 0, 1, "print-identifier", "seen");
    print(JsonBatches.of(schema, allocator, "[2]"), 1, 2, "print-identifier", "seen");
    print(JsonBatches.of(schema, allocator, "[3]"), 0, 2);
    assertEquals("seen> +I[1]\nseen:2> +I[2]\n1> +I[3]\n", text(out));
  }
}
