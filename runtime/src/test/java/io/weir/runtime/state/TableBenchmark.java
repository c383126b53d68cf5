package io.weir.runtime.state;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;

/**
 * Prints what a row costs in an unwindowed aggregate table with BIGINT keys, three LONG cells and a
 * capture every second that is flushed in the background: {@code TableBenchmark MEMORY|ROCKSDB keys
 * seconds}. Keys are uniformly random, the worst case for caches.
 */
final class TableBenchmark {
  private static final Schema KEY =
      Schema.of(new Field("k", LogicalType.bigint().withNullable(false)));

  private TableBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    TestBackends kind = TestBackends.valueOf(arguments[0]);
    int keys = Integer.parseInt(arguments[1]);
    int seconds = Integer.parseInt(arguments[2]);
    TableSpec spec =
        TableSpec.aggregate(
            "sums",
            1,
            false,
            KEY,
            List.of(
                new Cell("a", Cell.Kind.LONG),
                new Cell("b", Cell.Kind.LONG),
                new Cell("c", Cell.Kind.LONG)));
    Path root = Files.createTempDirectory("weir-table-benchmark");
    SnapshotFiles files =
        new CheckpointStorage(
            LocalFileSystem.INSTANCE, root.resolve("kept"), SystemClock.INSTANCE, "test", 1);
    StateMemory memory = new StateMemory(900L << 20, 128L << 20);
    try (RootAllocator allocator = new RootAllocator();
        StateBackend backend = kind.open(StateSnapshot.empty(), root, files, memory);
        StateBackend.InstanceState instance =
            backend.open("op", List.of(spec), 0, KeyGroups.COUNT, SystemClock.INSTANCE);
        KeyEncoder encoder = new KeyEncoder(KEY, List.of(0), allocator);
        Batch batch = batch(allocator)) {
      run(backend, instance, instance.aggregate(spec), encoder, batch, keys, seconds);
    } finally {
      LocalFileSystem.INSTANCE.deleteRecursively(root);
    }
  }

  private static Batch batch(RootAllocator allocator) {
    List<FieldVector> vectors = Vectors.create(KEY, allocator);
    FieldVector vector = vectors.get(0);
    vector.setInitialCapacity(Batch.MAX_ROWS);
    vector.allocateNew();
    Column column = Column.forWriting(vector);
    for (int i = 0; i < Batch.MAX_ROWS; i++) {
      column.setValid(i);
    }
    vector.setValueCount(Batch.MAX_ROWS);
    return Batch.ofInserts(KEY, vectors, Batch.MAX_ROWS);
  }

  private static void run(
      StateBackend backend,
      StateBackend.InstanceState instance,
      AggregateTable table,
      KeyEncoder encoder,
      Batch batch,
      int keys,
      int seconds)
      throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    Column column = Column.forWriting(batch.vector(0));
    long[] rows = new long[Batch.MAX_ROWS];
    CompletableFuture<Void> flushing = CompletableFuture.completedFuture(null);
    long checkpoint = 0;
    for (int second = 0; second < seconds; second++) {
      long start = System.nanoTime();
      long inTable = 0;
      long inEncoder = 0;
      long count = 0;
      while (System.nanoTime() - start < 1_000_000_000L) {
        for (int i = 0; i < Batch.MAX_ROWS; i++) {
          column.putLong(i, random.nextInt(keys));
        }
        long before = cpuNanos();
        EncodedKeys encoded = encoder.encode(batch);
        long encodedAt = cpuNanos();
        table.findOrCreate(AggregateTable.NO_NAMESPACE, encoded, rows);
        update(table, rows, column);
        inEncoder += encodedAt - before;
        inTable += cpuNanos() - encodedAt;
        count += Batch.MAX_ROWS;
      }
      String line =
          String.format(
              "%2d s: %,10d rows, encode %.1f ns, table %.1f ns a row, %d MiB",
              second + 1,
              count,
              (double) inEncoder / count,
              (double) inTable / count,
              instance.memoryBytes() >> 20);
      if (flushing.isDone()) {
        flushing.join();
        long before = cpuNanos();
        StateBackend.Capture capture = instance.capture(++checkpoint);
        long nanos = cpuNanos() - before;
        long id = checkpoint;
        line +=
            String.format(
                "; captured %,d in %.1f ms (%.0f ns each, %d MiB)",
                capture.entries(),
                nanos / 1e6,
                (double) nanos / Math.max(1, capture.entries()),
                capture.bytes() >> 20);
        flushing = CompletableFuture.runAsync(() -> flush(backend, id, capture));
      }
      System.out.println(line);
    }
    flushing.join();
    System.out.println("resident " + residentMebibytes() + " MiB");
  }

  private static void flush(StateBackend backend, long id, StateBackend.Capture capture) {
    long entries = capture.entries();
    long before = cpuNanos();
    try {
      backend.flush(id, List.of(capture));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    long nanos = cpuNanos() - before;
    System.out.printf(
        "      flushed %,d in %.0f ms (%.0f ns each)%n",
        entries, nanos / 1e6, (double) nanos / Math.max(1, entries));
  }

  private static void update(AggregateTable table, long[] rows, Column column) {
    int a = table.cellOffset(0);
    int b = table.cellOffset(1);
    int c = table.cellOffset(2);
    for (int i = 0; i < Batch.MAX_ROWS; i++) {
      long row = rows[i];
      Memory.putLong(row + a, Memory.getLong(row + a) + 1);
      Memory.putLong(row + b, Memory.getLong(row + b) + (column.getLong(i) & 1023));
      Memory.putLong(row + c, Math.max(Memory.getLong(row + c), i));
    }
  }

  /** Time on a core, so that others on the machine do not count. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long residentMebibytes() throws java.io.IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM")) {
        return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
      }
    }
    return -1;
  }
}
