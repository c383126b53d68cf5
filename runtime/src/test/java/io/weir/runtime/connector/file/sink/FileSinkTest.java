package io.weir.runtime.connector.file.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.TypeNames;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.connector.format.WriteFormats;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.file.Meddling;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.request.DirectRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
  @TempDir Path temporary;

  private final BufferAllocator allocator = new RootAllocator();
  private final SinkJob.TestClock clock = new SinkJob.TestClock();

  /** All options of a table that is only written. */
  static List<Option> declared() {
    List<Option> declared = new ArrayList<>(FileSink.options());
    declared.add(Option.required("path", Option.Kind.TEXT, "where"));
    declared.add(Option.required("format", Option.Kind.TEXT, "how"));
    WriteFormats.all().stream().map(WriteFormat::options).forEach(declared::addAll);
    return declared;
  }

  @AfterEach
  void everyBufferIsReleased() {
    allocator.close();
  }

  private FileSink sink(String columns, List<String> partitionKeys, String... options) {
    return sink(LocalFileSystem.INSTANCE, columns, partitionKeys, options);
  }

  private FileSink sink(
      FileSystem files, String columns, List<String> partitionKeys, String... options) {
    TreeMap<String, String> values = new TreeMap<>();
    values.put("path", "ignored");
    values.put("format", "json");
    for (int i = 0; i < options.length; i += 2) {
      values.put(options[i], options[i + 1]);
    }
    TableDescriptor table =
        new TableDescriptor(
            "t", TypeNames.schema(columns), Map.of(), List.of(), partitionKeys, values);
    return FileSink.create(table, Options.of(values, declared()), temporary.resolve("out"), files);
  }

  private SinkWriter writer(FileSink sink, int subtask, int parallelism, List<byte[]> states)
      throws IOException {
    return sink.createWriter(
        new Sink.WriterContext(
            subtask, parallelism, "inc", states, clock, allocator, DirectRequests.INSTANCE));
  }

  private void write(FileSink sink, SinkWriter writer, String... rows) throws IOException {
    writer.write(JsonBatches.of(sink.schema(), allocator, rows));
  }

  private List<String> names() throws IOException {
    Path out = temporary.resolve("out");
    try (Stream<Path> paths = Files.walk(out)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> out.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private String content(String name) throws IOException {
    return Files.readString(temporary.resolve("out").resolve(name));
  }

  @Test
  void aReaderMayTakeAPartitionAwayAtOnce() throws IOException {
    Path day = temporary.resolve("out/day=1");
    Path taken = temporary.resolve("taken");
    FileSystem files =
        Meddling.by(
            (method, path) -> {
              if (method.equals("syncDirectory")
                  && Files.exists(day.resolve("part-inc-0-0.json"))) {
                Files.move(day, taken);
              }
            });
    FileSink sink = sink(files, "id INT, day STRING", List.of("day"));
    sink.prepare();
    try (SinkWriter writer = writer(sink, 0, 1, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(sink, writer, "[1, \"1\"]");
      committer.commit(1, writer.snapshot(1, true).complete().committables());
    }
    assertEquals(List.of("_weir/commits/inc-1.json"), names());
    assertEquals("{\"id\":1}\n", Files.readString(taken.resolve("part-inc-0-0.json")));
  }

  @Test
  void publishesAtCommitWhatTheEndHasEnded() throws IOException {
    FileSink sink = sink("id INT, name STRING", List.of());
    sink.prepare();
    try (SinkWriter writer = writer(sink, 0, 1, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(sink, writer, "[1, \"a\"]", "[2, null]");
      OperatorSnapshot.Content open = writer.snapshot(1, false).complete();
      assertEquals(List.of(), open.committables());
      committer.commit(1, open.committables());
      assertEquals(List.of(".part-inc-0-0.json.after-0.inprogress"), names());
      write(sink, writer, "[3, \"c\"]");
      OperatorSnapshot.Content last = writer.snapshot(2, true).complete();
      assertEquals(List.of(".part-inc-0-0.json.after-0.inprogress"), names());
      committer.commit(2, last.committables());
      committer.commit(2, last.committables());
      assertEquals(List.of("_weir/commits/inc-2.json", "part-inc-0-0.json"), names());
      assertEquals(
          "{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":null}\n{\"id\":3,\"name\":\"c\"}\n",
          content("part-inc-0-0.json"));
      assertEquals(
          "{\"version\":1,\"incarnation\":\"inc\",\"checkpoint\":2,\"files\":"
              + "[{\"path\":\"part-inc-0-0.json\",\"bytes\":61}]}",
          content("_weir/commits/inc-2.json"));
    }
  }

  @Test
  void rollsByTimeAtABarrier() throws IOException {
    FileSink sink = sink("id INT", List.of(), "sink.rolling-policy.rollover-interval", "10 s");
    sink.prepare();
    try (SinkWriter writer = writer(sink, 0, 1, List.of())) {
      write(sink, writer, "[1]");
      clock.advance(9_999);
      assertEquals(List.of(), writer.snapshot(1, false).complete().committables());
      clock.advance(1);
      assertEquals(1, writer.snapshot(2, false).complete().committables().size());
      assertEquals(List.of(), writer.snapshot(3, true).complete().committables());
    }
  }

  @Test
  void rollsByInactivity() throws IOException {
    FileSink sink =
        sink(
            "id INT",
            List.of(),
            "sink.rolling-policy.rollover-interval",
            "1 h",
            "sink.rolling-policy.inactivity-interval",
            "5 s");
    sink.prepare();
    try (SinkWriter writer = writer(sink, 0, 1, List.of())) {
      write(sink, writer, "[1]");
      clock.advance(4_000);
      write(sink, writer, "[2]");
      clock.advance(4_000);
      assertEquals(List.of(), writer.snapshot(1, false).complete().committables());
      clock.advance(1_000);
      assertEquals(1, writer.snapshot(2, false).complete().committables().size());
    }
  }

  @Test
  void startsEveryFileWithTheHeader() throws IOException {
    FileSink sink =
        sink(
            "id INT, name STRING",
            List.of(),
            "format",
            "csv",
            "csv.header",
            "true",
            "sink.rolling-policy.file-size",
            "15b");
    sink.prepare();
    try (SinkWriter writer = writer(sink, 0, 1, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(sink, writer, "[1, \"one\"]", "[2, \"two\"]", "[3, \"a,b\"]");
      committer.commit(1, writer.snapshot(1, true).complete().committables());
    }
    assertEquals("id,name\n1,one\n2,two\n", content("part-inc-0-0.csv"));
    assertEquals("id,name\n3,\"a,b\"\n", content("part-inc-0-1.csv"));
  }

  @Test
  void keepsPartitionColumnsInDirectoriesOnly() throws IOException {
    FileSink sink = sink("day DATE, id INT, place STRING", List.of("place", "day"));
    sink.prepare();
    try (SinkWriter writer = writer(sink, 0, 1, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(
          sink,
          writer,
          "[\"2001-04-16\", 1, \"a/b: 100%\"]",
          "[\"2001-04-16\", 2, \"\"]",
          "[null, 3, null]",
          "[\"2001-04-16\", 4, \"a/b: 100%\"]",
          "[\"2001-04-16\", 5, \"Lhasa\"]");
      committer.commit(1, writer.snapshot(1, true).complete().committables());
    }
    assertEquals(
        List.of(
            "_weir/commits/inc-1.json",
            "place=Lhasa/day=2001-04-16/part-inc-0-3.json",
            "place=__DEFAULT_PARTITION__/day=2001-04-16/part-inc-0-1.json",
            "place=__DEFAULT_PARTITION__/day=__DEFAULT_PARTITION__/part-inc-0-2.json",
            "place=a%2Fb%3A 100%25/day=2001-04-16/part-inc-0-0.json"),
        names());
    assertEquals(
        "{\"id\":1}\n{\"id\":4}\n",
        content("place=a%2Fb%3A 100%25/day=2001-04-16/part-inc-0-0.json"));
  }

  @Test
  void writesMorePartitionsThanItMayHaveOpen() throws IOException {
    FileSink sink = sink("id INT, p INT", List.of("p"));
    sink.prepare();
    try (SinkWriter writer = writer(sink, 0, 1, List.of());
        Committer committer = sink.createCommitter("inc")) {
      for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
        List<String> rows = new ArrayList<>();
        for (int p = 0; p < 300; p++) {
          rows.add("[" + checkpoint + ", " + p + "]");
        }
        writer.write(JsonBatches.of(sink.schema(), allocator, rows));
        committer.commit(
            checkpoint, writer.snapshot(checkpoint, checkpoint == 3).complete().committables());
      }
    }
    assertEquals(301, names().size());
    for (int p = 0; p < 300; p++) {
      assertEquals(
          "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n", content("p=" + p + "/part-inc-0-" + p + ".json"));
    }
  }

  @Test
  void cutsOpenFilesBackAtARestoreAndTouchesNothingElse() throws IOException {
    FileSink sink = sink("id INT", List.of());
    sink.prepare();
    byte[] state;
    try (SinkWriter writer = writer(sink, 0, 1, List.of())) {
      write(sink, writer, "[1]");
      state = writer.snapshot(1, false).complete().state();
      write(sink, writer, "[2]");
      writer.snapshot(2, true).complete();
      write(sink, writer, "[3]");
      writer.snapshot(3, false).complete();
    }
    Path out = temporary.resolve("out");
    Files.writeString(out.resolve(".part-other-0-1.json.after-9.inprogress"), "foreign");
    Files.writeString(out.resolve(".part-inc-0-1.json"), "foreign");
    Files.writeString(out.resolve("part-inc-0-9.json"), "foreign");
    try (Committer committer = sink.createCommitter("inc")) {
      committer.cleanUp(1);
      try (SinkWriter writer = writer(sink, 0, 1, List.of(state))) {
        assertEquals("{\"id\":1}\n", content(".part-inc-0-0.json.after-0.inprogress"));
        write(sink, writer, "[20]");
        committer.commit(4, writer.snapshot(4, true).complete().committables());
      }
    }
    assertEquals("{\"id\":1}\n{\"id\":20}\n", content("part-inc-0-0.json"));
    assertEquals(
        List.of(
            ".part-inc-0-1.json",
            ".part-other-0-1.json.after-9.inprogress",
            "_weir/commits/inc-4.json",
            "part-inc-0-0.json",
            "part-inc-0-9.json"),
        names());
  }

  @Test
  void takesOverTheFilesOfMoreWriters() throws IOException {
    FileSink sink = sink("id INT", List.of());
    sink.prepare();
    List<byte[]> states = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (SinkWriter writer = writer(sink, i, 3, List.of())) {
        write(sink, writer, "[" + i + "]");
        states.add(writer.snapshot(1, false).complete().state());
      }
    }
    List<byte[]> committables = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (SinkWriter writer = writer(sink, i, 2, states)) {
        write(sink, writer, "[1" + i + "]");
        committables.addAll(writer.snapshot(2, true).complete().committables());
      }
    }
    try (Committer committer = sink.createCommitter("inc")) {
      committer.commit(2, committables);
    }
    assertEquals("{\"id\":0}\n{\"id\":10}\n", content("part-inc-0-0.json"));
    assertEquals("{\"id\":1}\n{\"id\":11}\n", content("part-inc-1-0.json"));
    assertEquals("{\"id\":2}\n", content("part-inc-2-0.json"));
  }

  @Test
  void saysWhichFileOfACheckpointIsGoneOrShorter() throws IOException {
    FileSink sink = sink("id INT", List.of());
    sink.prepare();
    byte[] state;
    try (SinkWriter writer = writer(sink, 0, 1, List.of())) {
      write(sink, writer, "[1]");
      state = writer.snapshot(1, false).complete().state();
    }
    Path file = temporary.resolve("out").resolve(".part-inc-0-0.json.after-0.inprogress");
    Files.writeString(file, "{");
    WeirException shorter =
        assertThrows(WeirException.class, () -> writer(sink, 0, 1, List.of(state)));
    assertTrue(shorter.getMessage().contains("recorded 9 bytes in '" + file), shorter::getMessage);
    assertTrue(shorter.getMessage().contains("only 1 now"), shorter::getMessage);
    Files.delete(file);
    WeirException missing =
        assertThrows(WeirException.class, () -> writer(sink, 0, 1, List.of(state)));
    assertTrue(missing.getMessage().contains("no such file any more"), missing::getMessage);
    assertFalse(missing.isRetryable());
  }

  @Test
  void refusesToPublishWhatIsGoneOrInTheWay() throws IOException {
    FileSink sink = sink("id INT", List.of(), "sink.rolling-policy.file-size", "1b");
    sink.prepare();
    try (SinkWriter writer = writer(sink, 0, 1, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(sink, writer, "[1]", "[2]");
      List<byte[]> committables = writer.snapshot(1, true).complete().committables();
      Path out = temporary.resolve("out");
      Files.writeString(out.resolve("part-inc-0-1.json"), "foreign");
      WeirException inTheWay =
          assertThrows(WeirException.class, () -> committer.commit(1, committables));
      assertTrue(
          inTheWay.getMessage().contains("exists and was not written by this job"),
          inTheWay::getMessage);
      Files.delete(out.resolve("part-inc-0-1.json"));
      Files.delete(out.resolve(".part-inc-0-1.json.after-0.inprogress"));
      assertThrows(WeirException.class, () -> committer.commit(1, committables));
      assertFalse(names().contains("part-inc-0-0.json"), "nothing is half-published");
    }
  }

  @Test
  void asksNothingOfFilesThatTheirReaderHasTakenAway() throws IOException {
    FileSink sink = sink("id INT", List.of());
    sink.prepare();
    try (SinkWriter writer = writer(sink, 0, 1, List.of());
        Committer committer = sink.createCommitter("inc")) {
      write(sink, writer, "[1]");
      List<byte[]> committables = writer.snapshot(1, true).complete().committables();
      committer.commit(1, committables);
      Files.delete(temporary.resolve("out/part-inc-0-0.json"));
      committer.commit(1, committables);
      assertEquals(List.of("_weir/commits/inc-1.json"), names());
    }
  }

  @Test
  void saysWhatIsWrongWithThePlace() throws IOException {
    Path out = temporary.resolve("out");
    Files.writeString(out, "a file");
    WeirException inTheWay =
        assertThrows(WeirException.class, () -> sink("id INT", List.of()).prepare());
    assertEquals(
        "table 't' is to be written to the directory '" + out + "', and '" + out + "' is a file",
        inTheWay.getMessage());
    Files.delete(out);
    sink("id INT", List.of()).prepare();
    assertEquals(List.of(), names());
  }

  @Test
  void refusesTablesThatFilesCannotHold() {
    assertEquals(
        "partition.default-name",
        assertThrows(OptionException.class, () -> sink("id INT, b BYTES", List.of("b"))).key());
    assertEquals(
        "path", assertThrows(OptionException.class, () -> sink("id INT", List.of("id"))).key());
    assertEquals(
        "format 'jsn' cannot be written",
        assertThrows(OptionException.class, () -> sink("id INT", List.of(), "format", "jsn"))
            .getMessage());
  }
}
