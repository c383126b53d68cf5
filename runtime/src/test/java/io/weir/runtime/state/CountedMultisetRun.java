package io.weir.runtime.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** One job's counted multiset under random operations, beside a model of it. */
final class CountedMultisetRun implements AutoCloseable {
  private static final Schema SCHEMA =
      Schema.of(
          new Field("k", LogicalType.bigint()),
          new Field("v", LogicalType.bigint()),
          new Field("s", LogicalType.string()));

  private final TestBackends kind;
  private final Path root;
  private final StateMemory memory;
  private final TableSpec spec;
  private final int keyCount;
  private final int valueCount;
  private final Random random;
  private final BufferAllocator allocator;
  private final KeyEncoder keyEncoder;
  private final RowEncoder rowEncoder;
  private final RowDecoder rowDecoder;
  private final CheckpointStorage storage;
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private final List<StateBackend.InstanceState> instances = new ArrayList<>();
  private StateBackend backend;
  private int parallelism;
  private Map<Long, Map<List<Object>, Counts>> model = new HashMap<>();
  private Map<Long, Map<List<Object>, Counts>> durable = new HashMap<>();
  private long nextCheckpoint = 1;

  private record Counts(long count, long matches) {}

  private record Pending(
      long id, List<StateBackend.Capture> captures, Map<Long, Map<List<Object>, Counts>> model) {}

  CountedMultisetRun(
      TestBackends kind,
      Path root,
      StateMemory memory,
      int keyCount,
      int valueCount,
      long seed,
      BufferAllocator allocator)
      throws Exception {
    this.kind = kind;
    this.root = root;
    this.memory = memory;
    this.keyCount = keyCount;
    this.valueCount = valueCount;
    this.random = new Random(seed);
    this.allocator = allocator;
    List<Integer> values = seed % 4 == 3 ? List.of() : List.of(1, 2);
    this.spec =
        TableSpec.countedMultiset("rows", 1, SCHEMA.project(List.of(0)), SCHEMA.project(values));
    keyEncoder = new KeyEncoder(SCHEMA, List.of(0), allocator);
    rowEncoder = new RowEncoder(SCHEMA, values, allocator);
    rowDecoder = new RowDecoder(spec.value(), allocator);
    storage =
        new CheckpointStorage(
            LocalFileSystem.INSTANCE, root.resolve("checkpoints"), SystemClock.INSTANCE, "t", 2);
    start();
  }

  private void start() throws Exception {
    StateSnapshot restored =
        storage.latest().flatMap(Checkpoint::state).orElse(StateSnapshot.empty());
    backend = kind.open(restored, root, storage, memory);
    parallelism = 1 + random.nextInt(3);
    for (int subtask = 0; subtask < parallelism; subtask++) {
      int first = KeyGroups.start(subtask, parallelism);
      int end = KeyGroups.start(subtask + 1, parallelism);
      instances.add(backend.open("op", List.of(spec), first, end - first, SystemClock.INSTANCE));
    }
  }

  void steps(int count) throws Exception {
    for (int step = 0; step < count; step++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4 -> change();
        case 5, 6 -> look(1 + random.nextInt(10));
        case 7, 8 -> capture();
        case 9, 10 -> flush();
        default -> {
          if (random.nextInt(3) == 0) {
            crash();
          }
        }
      }
    }
  }

  private List<Object> randomRow() {
    long key = random.nextInt(4) == 0 ? 0 : random.nextInt(keyCount);
    int value = random.nextInt(valueCount);
    List<Object> row = new ArrayList<>();
    row.add(key % 9 == 5 ? null : (Object) key);
    row.add(value % 5 == 2 ? null : (Object) (long) value);
    row.add(value % 7 == 4 ? null : "text ".repeat(value % 4) + value);
    return row;
  }

  private List<Object> stored(List<Object> row) {
    return spec.value().size() == 0 ? List.of() : row.subList(1, 3);
  }

  private static long key(List<Object> row) {
    return row.get(0) == null ? -1 : (long) row.get(0);
  }

  private interface Step {
    void on(CountedMultiset table, Batch batch, List<List<Object>> rows);
  }

  private void byInstance(List<List<Object>> rows, Step step) {
    List<List<List<Object>>> subsets = new ArrayList<>();
    instances.forEach(instance -> subsets.add(new ArrayList<>()));
    try (Batch batch = TestRows.batch(SCHEMA, rows, allocator)) {
      EncodedKeys keys = keyEncoder.encode(batch);
      for (int i = 0; i < rows.size(); i++) {
        subsets.get(KeyGroups.subtask(keys.keyGroup(i), parallelism)).add(rows.get(i));
      }
    }
    for (int subtask = 0; subtask < instances.size(); subtask++) {
      if (!subsets.get(subtask).isEmpty()) {
        try (Batch batch = TestRows.batch(SCHEMA, subsets.get(subtask), allocator)) {
          CountedMultiset table = instances.get(subtask).countedMultiset(spec);
          table.begin();
          step.on(table, batch, subsets.get(subtask));
        }
      }
    }
  }

  private void change() {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 1 + random.nextInt(Math.max(10, valueCount / 4)); i > 0; i--) {
      rows.add(randomRow());
    }
    byInstance(rows, this::change);
  }

  private void change(CountedMultiset table, Batch batch, List<List<Object>> rows) {
    int[] keys = new int[rows.size()];
    long[] deltas = new long[rows.size()];
    table.findOrCreate(keyEncoder.encode(batch), keys);
    for (int i = 0; i < rows.size(); i++) {
      Map<List<Object>, Counts> values =
          model.computeIfAbsent(key(rows.get(i)), k -> new HashMap<>());
      if (random.nextInt(3) == 0) {
        assertEquals(!values.isEmpty(), hasRows(table, keys[i], values, rows, i));
      }
      Counts old = values.getOrDefault(stored(rows.get(i)), new Counts(0, 0));
      deltas[i] = old.count > 0 && random.nextBoolean() ? -old.count : 1 + random.nextInt(200);
      values.put(stored(rows.get(i)), new Counts(old.count + deltas[i], old.matches));
    }
    int[] numbers = new int[rows.size()];
    table.add(keys, rowEncoder.encode(batch), deltas, 0, rows.size(), numbers);
    Set<Integer> gone = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Map<List<Object>, Counts> values = model.get(key(rows.get(i)));
      Counts counts = values.get(stored(rows.get(i)));
      if (counts == null) {
        continue;
      }
      assertEquals(counts.count, table.count(numbers[i]), "count");
      if (counts.count == 0) {
        values.remove(stored(rows.get(i)));
        gone.add(numbers[i]);
      } else if (random.nextInt(3) == 0) {
        table.setMatches(numbers[i], counts.matches + 3);
        values.put(stored(rows.get(i)), new Counts(counts.count, counts.matches + 3));
      } else {
        assertEquals(counts.matches, table.matches(numbers[i]), "matches");
      }
    }
    gone.forEach(table::remove);
  }

  /** Asks only where this batch has not changed the key before, which the table cannot know. */
  private boolean hasRows(
      CountedMultiset table,
      int key,
      Map<List<Object>, Counts> values,
      List<List<Object>> rows,
      int at) {
    for (int i = 0; i < at; i++) {
      if (key(rows.get(i)) == key(rows.get(at))) {
        return !values.isEmpty();
      }
    }
    return table.hasRows(key);
  }

  private void look(int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(randomRow());
    }
    byInstance(rows, this::look);
  }

  private void look(CountedMultiset table, Batch batch, List<List<Object>> rows) {
    int[] keys = new int[rows.size()];
    table.find(keyEncoder.encode(batch), keys);
    for (int i = 0; i < rows.size(); i++) {
      Map<List<Object>, Counts> expected = model.getOrDefault(key(rows.get(i)), Map.of());
      Map<List<Object>, Counts> actual = new HashMap<>();
      if (keys[i] != CountedMultiset.NONE) {
        table.load(keys[i]);
        for (int row = table.first(keys[i]); row >= 0; row = table.next(row)) {
          List<FieldVector> vectors = rowDecoder.decode(new long[] {table.address(row)}, 1);
          List<Object> values = TestRows.read(spec.value(), vectors, 0);
          vectors.forEach(FieldVector::close);
          actual.put(values, new Counts(table.count(row), table.matches(row)));
        }
        assertEquals(actual.size(), table.rowCount(keys[i]));
        assertEquals(!expected.isEmpty(), table.hasRows(keys[i]));
      }
      assertEquals(expected, actual, "rows of key " + rows.get(i).get(0));
    }
  }

  private Map<Long, Map<List<Object>, Counts>> copyOfModel() {
    Map<Long, Map<List<Object>, Counts>> copy = new HashMap<>();
    model.forEach((key, values) -> copy.put(key, new HashMap<>(values)));
    return copy;
  }

  private void capture() throws Exception {
    List<StateBackend.Capture> captures = new ArrayList<>();
    for (StateBackend.InstanceState instance : instances) {
      captures.add(instance.capture(nextCheckpoint));
    }
    pending.add(new Pending(nextCheckpoint++, captures, copyOfModel()));
    if (pending.size() > 2) {
      flush();
    }
  }

  private void flush() throws Exception {
    Pending oldest = pending.poll();
    if (oldest != null) {
      StateSnapshot snapshot = backend.flush(oldest.id, oldest.captures);
      storage.write(
          new Checkpoint(
              oldest.id,
              "a",
              "b",
              false,
              Map.of(),
              Map.of(),
              Optional.of(snapshot),
              Optional.empty(),
              List.of()));
      durable = oldest.model;
    }
  }

  private void crash() throws Exception {
    stop();
    model = durable;
    durable = copyOfModel();
    start();
    if (random.nextBoolean()) {
      checkEverything();
    }
  }

  private void stop() {
    instances.forEach(StateBackend.InstanceState::close);
    instances.clear();
    pending.forEach(p -> p.captures.forEach(StateBackend.Capture::close));
    pending.clear();
    backend.close();
  }

  /** Compares all that there is with the model. */
  void checkEverything() {
    List<List<Object>> rows = new ArrayList<>();
    for (long key : model.keySet()) {
      List<Object> row = new ArrayList<>();
      row.add(key < 0 ? null : (Object) key);
      row.add(1L);
      row.add("");
      rows.add(row);
    }
    if (!rows.isEmpty()) {
      byInstance(rows, this::look);
    }
  }

  @Override
  public void close() {
    stop();
    keyEncoder.close();
    rowEncoder.close();
  }
}
