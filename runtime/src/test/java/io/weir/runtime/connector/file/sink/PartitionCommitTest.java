package io.weir.runtime.connector.file.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.request.DirectRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionCommitTest {
  @TempDir Path temporary;

  private final BufferAllocator allocator = new RootAllocator();
  private final SinkJob.TestClock clock = new SinkJob.TestClock();

  @AfterEach
  void everyBufferIsReleased() {
    allocator.close();
  }

  private FileSink sink(String... options) {
    return sink(List.of("d", "h"), options);
  }

  private FileSink sink(List<String> partitionKeys, String... options) {
    TreeMap<String, String> values = new TreeMap<>();
    values.put("path", "ignored");
    values.put("format", "json");
    values.put("sink.partition-commit.policy.kind", "success-file");
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    TableDescriptor table =
        new TableDescriptor(
            "t",
            TypeNames.schema("id INT, d STRING, h STRING"),
            Map.of(),
            List.of(),
            partitionKeys,
            values);
    return FileSink.create(table, Options.of(values, FileSinkTest.declared()), temporary);
  }

  private static FileSink hourly(PartitionCommitTest test) {
    return test.sink(
        "sink.partition-commit.trigger",
        "partition-time",
        "sink.partition-commit.delay",
        "1 h",
        "partition.time-extractor.timestamp-pattern",
        "$d $h:00:00");
  }

  private SinkWriter writer(FileSink sink, int subtask, List<byte[]> states) throws IOException {
    return sink.createWriter(
        new Sink.WriterContext(
            subtask, 2, "inc", states, clock, allocator, DirectRequests.INSTANCE));
  }

  private void write(FileSink sink, SinkWriter writer, String... rows) throws IOException {
    writer.write(JsonBatches.of(sink.schema(), allocator, rows));
  }

  private static List<byte[]> checkpoint(
      long id, boolean isEnd, Committer committer, SinkWriter... writers) throws IOException {
    List<byte[]> states = new ArrayList<>();
    List<byte[]> committables = new ArrayList<>();
    for (SinkWriter writer : writers) {
      OperatorSnapshot.Content content = writer.snapshot(id, isEnd).complete();
      states.add(content.state());
      committables.addAll(content.committables());
    }
    committer.commit(id, committables);
    return states;
  }

  private boolean isMarked(String partition) {
    return Files.exists(temporary.resolve(partition).resolve("_SUCCESS"));
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  @Test
  void marksAPartitionWhenTheWatermarkOfAllWritersHasPassedIt() throws IOException {
    FileSink sink = hourly(this);
    sink.prepare();
    try (SinkWriter a = writer(sink, 0, List.of());
        SinkWriter b = writer(sink, 1, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(sink, a, "[1, \"2024-05-01\", \"10\"]", "[2, \"2024-05-01\", \"11\"]");
      a.advance(at("2024-05-01T11:00:00Z"));
      checkpoint(1, false, committer, a, b);
      assertFalse(isMarked("d=2024-05-01/h=10"), "the other writer is not as far");
      b.advance(at("2024-05-01T10:59:59.999Z"));
      checkpoint(2, false, committer, a, b);
      assertFalse(isMarked("d=2024-05-01/h=10"));
      b.advance(at("2024-05-01T11:00:00Z"));
      checkpoint(3, false, committer, a, b);
      assertTrue(isMarked("d=2024-05-01/h=10"));
      assertFalse(isMarked("d=2024-05-01/h=11"));
      checkpoint(4, true, committer, a, b);
      assertTrue(isMarked("d=2024-05-01/h=11"));
    }
  }

  @Test
  void aRestoredWriterKnowsWhatIsNotComplete() throws IOException {
    FileSink sink = hourly(this);
    sink.prepare();
    List<byte[]> states;
    try (SinkWriter a = writer(sink, 0, List.of());
        SinkWriter b = writer(sink, 1, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(sink, a, "[1, \"2024-05-01\", \"10\"]");
      a.advance(at("2024-05-01T11:00:00Z"));
      states = checkpoint(1, false, committer, a, b);
    }
    try (SinkWriter b = writer(sink, 1, states);
        Committer committer = sink.createCommitter("inc")) {
      b.advance(at("2024-05-01T12:00:00Z"));
      checkpoint(2, false, committer, b);
      assertTrue(isMarked("d=2024-05-01/h=10"));
    }
  }

  @Test
  void aFileOfACompletePartitionIsEndedBeforeItsTime() throws IOException {
    FileSink sink = sink("sink.rolling-policy.rollover-interval", "1 h");
    sink.prepare();
    try (SinkWriter a = writer(sink, 0, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(sink, a, "[1, null, \"x\"]");
      checkpoint(1, false, committer, a);
      assertTrue(isMarked("d=__DEFAULT_PARTITION__/h=x"));
      assertTrue(Files.exists(temporary.resolve("d=__DEFAULT_PARTITION__/h=x/part-inc-0-0.json")));
    }
  }

  @Test
  void aTableWithoutPartitionsIsCompleteAtTheEnd() throws IOException {
    FileSink sink = sink(List.of());
    sink.prepare();
    try (SinkWriter a = writer(sink, 0, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(sink, a, "[1, \"x\", \"y\"]");
      checkpoint(1, false, committer, a);
      assertFalse(isMarked(""));
      checkpoint(2, true, committer, a);
      assertTrue(isMarked(""));
    }
  }

  @Test
  void aPartitionWithoutATimeIsAnError() throws IOException {
    FileSink sink = hourly(this);
    sink.prepare();
    try (SinkWriter a = writer(sink, 0, List.of())) {
      write(sink, a, "[1, \"yesterday\", \"10\"]");
      a.advance(0);
      WeirException error = assertThrows(WeirException.class, () -> a.snapshot(1, false));
      assertEquals(
          "partition 'd=yesterday/h=10' stands for no time: 'yesterday 10:00:00' cannot be read as"
              + " one",
          error.getMessage());
    }
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    assertEquals(
        "policy 'metastore' is for tables of Hive, and files have no metastore",
        assertThrows(
                OptionException.class,
                () -> sink("sink.partition-commit.policy.kind", "metastore,success-file"))
            .getMessage());
    assertEquals(
        "'UTC+99' is no time zone",
        assertThrows(
                OptionException.class,
                () ->
                    sink(
                        "sink.partition-commit.trigger",
                        "partition-time",
                        "sink.partition-commit.watermark-time-zone",
                        "UTC+99"))
            .getMessage());
  }
}
