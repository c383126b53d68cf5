package io.weir.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.query.NexmarkQueries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A script over the events of Nexmark, run by processes of its own into a directory of files. */
final class NexmarkRun {
  private static final String EVENTS_A_SECOND = "10000";
  private static final String CHECKPOINTS_EVERY = "100 ms";

  private final Path directory;
  private final Path script;
  private final String events;
  private final int parallelism;
  private long millisToJob;
  private long millisOfJob;
  private int kills;
  private int killsBehindCheckpoints;

  private NexmarkRun(Path directory, String script, String events, int parallelism)
      throws IOException {
    this.directory = Files.createDirectories(directory);
    this.script = Files.writeString(directory.resolve("script.sql"), script);
    this.events = events;
    this.parallelism = parallelism;
  }

  /** A query that is to be run. */
  static NexmarkRun of(String query, Path directory, Path sideInput, String events, int parallelism)
      throws IOException {
    String sink =
        "'connector' = 'filesystem', 'format' = 'json', 'path' = '" + output(directory) + "'";
    String script =
        NexmarkQueries.script(query, sink)
            .replace("${OUTPUT_DIR}", output(directory).toString())
            .replace("${SIDE_INPUT}", sideInput.toString());
    return new NexmarkRun(directory, script, events, parallelism);
  }

  /** Writes all events to files below {@code events}. */
  static void generate(Path directory, Path files, String events) throws Exception {
    new NexmarkRun(directory, NexmarkQueries.events(files), events, 1).undisturbed();
  }

  private static Path output(Path directory) {
    return directory.resolve("output");
  }

  Path output() {
    return output(directory);
  }

  /** Runs from the start to the end, and remembers how long that took. */
  void undisturbed() throws Exception {
    forget();
    long begin = System.nanoTime();
    try (WeirProcess weir = start()) {
      weir.await(this::hasJob);
      millisToJob = millisSince(begin);
      assertEquals(0, weir.exitCode(), weir::readableErrors);
    }
    millisOfJob = millisSince(begin) - millisToJob;
  }

  /**
   * Runs from the start to the end in spite of being killed, while the job should run by what it
   * took undisturbed, until there were {@code most} kills.
   */
  void killed(int most, Random random) throws Exception {
    forget();
    boolean isDone = false;
    while (!isDone) {
      try (WeirProcess weir = start()) {
        isDone = kills == most || !weir.killAfter(millisToJob + random.nextLong(millisOfJob + 1));
        if (isDone) {
          assertEquals(0, weir.exitCode(), weir::readableErrors);
        } else {
          kills++;
          killsBehindCheckpoints += hasCheckpoint() ? 1 : 0;
        }
      }
    }
  }

  int kills() {
    return kills;
  }

  /** After how many kills it had a checkpoint to go on from, behind that of the start. */
  int killsBehindCheckpoints() {
    return killsBehindCheckpoints;
  }

  /** Deletes what it has written, and what it remembers. */
  void forget() throws IOException {
    delete(output());
    delete(data());
  }

  private Path data() {
    return directory.resolve("data");
  }

  private boolean hasJob() throws IOException {
    return jobs().anyMatch(job -> Files.exists(job.resolve("job.json")));
  }

  /** To be asked when nobody writes. */
  private boolean hasCheckpoint() throws IOException {
    for (Path job : jobs().toList()) {
      try (Stream<Path> files = Files.walk(job)) {
        if (files.anyMatch(file -> file.toString().matches(".*/[1-9][0-9]*/MANIFEST\\.json"))) {
          return true;
        }
      }
    }
    return false;
  }

  private Stream<Path> jobs() throws IOException {
    Path jobs = data().resolve("jobs");
    if (!Files.exists(jobs)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.list(jobs)) {
      return all.toList().stream();
    }
  }

  private static long millisSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1_000_000;
  }

  private WeirProcess start() throws IOException {
    return WeirProcess.start(
        directory,
        List.of("-Dweir.memory=2147483648"),
        "run",
        script.toString(),
        "--data",
        data().toString(),
        "--var",
        "EVENTS_NUM=" + events,
        "--var",
        "TPS=" + EVENTS_A_SECOND,
        "--set",
        "execution.runtime-mode=BATCH",
        "--set",
        "execution.checkpointing.interval=" + CHECKPOINTS_EVERY,
        "--set",
        "parallelism.default=" + parallelism);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
