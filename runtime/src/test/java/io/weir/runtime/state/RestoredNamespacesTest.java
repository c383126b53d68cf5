package io.weir.runtime.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** State of many windows that hold a row or two each needs no more memory when it is restored. */
class RestoredNamespacesTest {
  private static final int NAMESPACES = 5_000;
  private static final int MEMORY_BYTES = 64 << 20;
  private static final Schema KEY = Schema.of(new Field("k", LogicalType.bigint()));
  private static final TableSpec SPEC =
      TableSpec.aggregate(
          "windows", 1, true, KEY, List.of(new TableSpec.Cell("n", TableSpec.Cell.Kind.LONG)));

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(TestBackends.class)
  void manyNamespacesOfFewRowsAreRestored(TestBackends kind) throws Exception {
    StateMemory memory = new StateMemory(MEMORY_BYTES, MEMORY_BYTES);
    CheckpointStorage storage =
        new CheckpointStorage(
            LocalFileSystem.INSTANCE,
            directory.resolve("checkpoints"),
            SystemClock.INSTANCE,
            "test",
            1);
    StateSnapshot snapshot;
    try (RootAllocator allocator = new RootAllocator();
        KeyEncoder encoder = new KeyEncoder(KEY, List.of(0), allocator)) {
      try (StateBackend backend = kind.open(StateSnapshot.empty(), directory, storage, memory);
          StateBackend.InstanceState state = open(backend)) {
        for (int namespace = 1; namespace <= NAMESPACES; namespace++) {
          add(state.aggregate(SPEC), namespace, 2, encoder, allocator);
        }
        snapshot = backend.flush(1, List.of(state.capture(1)));
      }
      try (StateBackend backend = kind.open(snapshot, directory, storage, memory);
          StateBackend.InstanceState state = open(backend)) {
        AggregateTable table = state.aggregate(SPEC);
        add(table, 7, 20_000, encoder, allocator);
        for (int namespace = 1; namespace <= NAMESPACES; namespace++) {
          int added = namespace == 7 ? 2 : 1;
          assertEquals(List.of(added * 7L, added * 8L), get(table, namespace, encoder, allocator));
        }
      }
    }
  }

  private static StateBackend.InstanceState open(StateBackend backend) {
    return backend.open("op", List.of(SPEC), 0, KeyGroups.COUNT, SystemClock.INSTANCE);
  }

  /** Adds 7, 8, … to the keys 0, 1, …. */
  private static void add(
      AggregateTable table, long namespace, int keys, KeyEncoder encoder, RootAllocator allocator) {
    for (int from = 0; from < keys; from += Batch.MAX_ROWS) {
      int count = Math.min(Batch.MAX_ROWS, keys - from);
      long[] rows = new long[count];
      try (Batch batch = batch(from, count, allocator)) {
        table.findOrCreate(namespace, encoder.encode(batch), rows);
      }
      for (int i = 0; i < count; i++) {
        long cell = rows[i] + table.cellOffset(0);
        Memory.putLong(cell, Memory.getLong(cell) + from + i + 7);
      }
    }
  }

  private static List<Long> get(
      AggregateTable table, long namespace, KeyEncoder encoder, RootAllocator allocator) {
    long[] rows = new long[2];
    try (Batch batch = batch(0, 2, allocator)) {
      table.find(namespace, encoder.encode(batch), rows);
    }
    return LongStream.of(rows).mapToObj(row -> Memory.getLong(row + table.cellOffset(0))).toList();
  }

  private static Batch batch(int from, int count, RootAllocator allocator) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      rows.add(List.of((long) i));
    }
    return TestRows.batch(KEY, rows, allocator);
  }
}
