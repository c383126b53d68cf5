package io.weir.runtime.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;

/** One job's state under random operations, beside a model of it. */
final class RandomStateRun implements AutoCloseable {
  private static final int COUNT = 0;
  private static final int SCRATCH = 1;
  private static final int WIDE = 2;
  private static final int TEXT = 3;

  private final TestBackends kind;
  private final Path root;
  private final StateMemory memory;
  private final TableSpec spec;
  private final int distinct;
  private final Random random;
  private final BufferAllocator allocator;
  private final KeyEncoder encoder;
  private final CheckpointStorage storage;

  private StateBackend backend;
  private int parallelism = 1;
  private final List<StateBackend.InstanceState> instances = new ArrayList<>();
  private TreeMap<Long, Map<List<Object>, Value>> model = new TreeMap<>();
  private TreeMap<String, TreeMap<String, Long>> multisetModel = new TreeMap<>();

  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private Model durableModel = new Model(new TreeMap<>(), new TreeMap<>());
  private long nextCheckpoint = 1;

  private record Value(long count, long low, long high, String text) {}

  private record Model(
      TreeMap<Long, Map<List<Object>, Value>> table,
      TreeMap<String, TreeMap<String, Long>> multiset) {}

  private record Pending(long id, List<StateBackend.Capture> captures, Model model) {}

  RandomStateRun(
      TestBackends kind,
      Path root,
      StateMemory memory,
      TableSpec spec,
      int distinct,
      long seed,
      BufferAllocator allocator)
      throws Exception {
    this.kind = kind;
    this.root = root;
    this.memory = memory;
    this.spec = spec;
    this.distinct = distinct;
    this.random = new Random(seed);
    this.allocator = allocator;
    this.encoder =
        new KeyEncoder(
            spec.key(), IntStream.range(0, spec.key().size()).boxed().toList(), allocator);
    this.storage =
        new CheckpointStorage(
            LocalFileSystem.INSTANCE,
            root.resolve("checkpoints"),
            SystemClock.INSTANCE,
            "test",
            1 + random.nextInt(3));
    start();
  }

  private static final TableSpec MULTISET =
      new TableSpec(
          "values",
          1,
          TableSpec.Shape.ORDERED_MULTISET,
          false,
          new io.weir.runtime.type.Schema(List.of()),
          List.of(),
          new io.weir.runtime.type.Schema(List.of()),
          0);

  private void start() throws Exception {
    StateSnapshot restored =
        storage.latest().flatMap(Checkpoint::state).orElse(StateSnapshot.empty());
    backend = kind.open(restored, root, storage, memory);
    parallelism = 1 + random.nextInt(4);
    for (int subtask = 0; subtask < parallelism; subtask++) {
      int first = KeyGroups.start(subtask, parallelism);
      int end = KeyGroups.start(subtask + 1, parallelism);
      instances.add(
          backend.open("op", List.of(spec, MULTISET), first, end - first, SystemClock.INSTANCE));
    }
  }

  void steps(int count) throws Exception {
    for (int step = 0; step < count; step++) {
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3, 4, 5, 6 -> update();
        case 7, 8 -> look();
        case 9, 10 -> remove();
        case 11 -> drop();
        case 12, 13 -> multiset();
        case 14 -> checkNamespace();
        case 15, 16 -> capture();
        case 17, 18 -> flush();
        default -> {
          if (random.nextInt(4) == 0) {
            crash();
          }
        }
      }
    }
  }

  private void update() {
    long namespace = namespace();
    List<List<Object>> rows = randomKeys(true);
    byInstance(
        rows,
        (table, keys, subset) -> {
          long[] addresses = new long[subset.size()];
          table.findOrCreate(namespace, keys, addresses);
          for (int i = 0; i < subset.size(); i++) {
            change(table, namespace, addresses[i], subset.get(i));
          }
        });
  }

  private void change(AggregateTable table, long namespace, long row, List<Object> key) {
    Map<List<Object>, Value> values = model.computeIfAbsent(namespace, n -> new HashMap<>());
    Value old = values.get(key);
    assertRow(table, namespace, row, old == null ? new Value(0, 0, 0, null) : old, key);
    if (old == null) {
      assertEquals(0, Memory.getLong(row + table.cellOffset(SCRATCH)), "scratch of a new row");
    }
    Memory.putLong(row + table.cellOffset(SCRATCH), 77);
    long count = random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(1000) - 500;
    long low = random.nextLong() >> random.nextInt(64);
    long high = random.nextBoolean() ? low >> 63 : random.nextLong();
    String text = text();
    Memory.putLong(row + table.cellOffset(COUNT), count);
    Memory.putLong(row + table.cellOffset(WIDE), low);
    Memory.putLong(row + table.cellOffset(WIDE) + 8, high);
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    long copy = Memory.allocate(bytes.length + 1L);
    Memory.copyFromArray(bytes, 0, copy, bytes.length);
    table.putBytes(namespace, row, TEXT, copy, text == null ? -1 : bytes.length);
    Memory.free(copy);
    values.put(key, new Value(count, low, high, text));
  }

  private void look() {
    long namespace = namespace();
    byInstance(randomKeys(false), (table, keys, subset) -> check(table, namespace, keys, subset));
  }

  private void check(
      AggregateTable table, long namespace, EncodedKeys keys, List<List<Object>> subset) {
    long[] addresses = new long[subset.size()];
    table.find(namespace, keys, addresses);
    for (int i = 0; i < subset.size(); i++) {
      Value value = model.getOrDefault(namespace, Map.of()).get(subset.get(i));
      if (value == null) {
        assertEquals(0, addresses[i], "a row of key " + subset.get(i));
      } else {
        assertNotEquals(0, addresses[i], "no row of key " + subset.get(i));
        assertRow(table, namespace, addresses[i], value, subset.get(i));
      }
    }
  }

  private static void assertRow(
      AggregateTable table, long namespace, long row, Value value, List<Object> key) {
    assertEquals(value.count, Memory.getLong(row + table.cellOffset(COUNT)), () -> "count " + key);
    assertEquals(value.low, Memory.getLong(row + table.cellOffset(WIDE)), () -> "low " + key);
    assertEquals(value.high, Memory.getLong(row + table.cellOffset(WIDE) + 8), () -> "high " + key);
    int length = table.bytesLength(namespace, row, TEXT);
    String text = null;
    if (length >= 0) {
      byte[] bytes = new byte[length];
      Memory.copyToArray(table.bytesAddress(namespace, row, TEXT), bytes, 0, length);
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    assertEquals(value.text, text, () -> "text of " + key);
  }

  private void remove() {
    long namespace = namespace();
    byInstance(
        randomKeys(false),
        (table, keys, subset) -> {
          table.remove(namespace, keys);
          model.getOrDefault(namespace, Map.of()).keySet().removeAll(subset);
          check(table, namespace, keys, subset);
        });
  }

  private void drop() {
    if (!spec.windowed() && random.nextInt(5) > 0) {
      return;
    }
    long namespace = namespace();
    instances.forEach(instance -> instance.aggregate(spec).drop(namespace));
    model.remove(namespace);
  }

  private void multiset() {
    for (int i = random.nextInt(60); i > 0; i--) {
      String prefix = "p" + random.nextInt(25);
      byte[] prefixBytes = encodeText(prefix);
      OrderedMultiset multiset = multiset(prefixBytes);
      TreeMap<String, Long> values = multisetModel.computeIfAbsent(prefix, p -> new TreeMap<>());
      if (random.nextInt(40) == 0) {
        multiset.removeAll(prefixBytes);
        values.clear();
      } else {
        String value = "v" + random.nextInt(12);
        long before = values.getOrDefault(value, 0L);
        long delta = before > 0 && random.nextBoolean() ? -before : 1 + random.nextInt(300);
        assertEquals(before, multiset.add(prefixBytes, encodeText(value), delta));
        values.put(value, before + delta);
        values.values().removeIf(count -> count == 0);
      }
      checkMultiset(prefix);
    }
  }

  private void checkMultiset(String prefix) {
    byte[] bytes = encodeText(prefix);
    TreeMap<String, Long> values = multisetModel.getOrDefault(prefix, new TreeMap<>());
    OrderedMultiset multiset = multiset(bytes);
    assertArrayEquals(
        values.isEmpty() ? null : encodeText(values.firstKey()), multiset.first(bytes), prefix);
    assertArrayEquals(
        values.isEmpty() ? null : encodeText(values.lastKey()), multiset.last(bytes), prefix);
  }

  private OrderedMultiset multiset(byte[] prefix) {
    int subtask = KeyGroups.subtask(KeyGroups.of(KeyHash.of(prefix)), parallelism);
    return instances.get(subtask).orderedMultiset(MULTISET);
  }

  private static byte[] encodeText(String text) {
    return ("\1" + text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private void checkNamespace() {
    long namespace = namespace();
    Map<List<Object>, Value> expected = model.getOrDefault(namespace, Map.of());
    long size = 0;
    HashSet<String> seen = new HashSet<>();
    for (StateBackend.InstanceState instance : instances) {
      AggregateTable table = instance.aggregate(spec);
      size += table.size(namespace);
      AggregateTable.Cursor cursor = table.scan(namespace);
      while (cursor.next()) {
        byte[] key = new byte[cursor.keyLength()];
        Memory.copyToArray(cursor.keyAddress(), key, 0, key.length);
        assertTrue(seen.add(java.util.HexFormat.of().formatHex(key)), "a key came twice");
      }
    }
    assertTrue(size >= expected.size(), size + " is no bound of " + expected.size());
    assertEquals(expected.size(), seen.size(), "rows of namespace " + namespace);
  }

  private void capture() {
    List<StateBackend.Capture> captures = new ArrayList<>();
    for (StateBackend.InstanceState instance : instances) {
      captures.add(instance.capture(nextCheckpoint));
    }
    pending.add(new Pending(nextCheckpoint++, captures, copyOfModel()));
    if (pending.size() > 2) {
      flushOldest();
    }
  }

  private Model copyOfModel() {
    TreeMap<Long, Map<List<Object>, Value>> table = new TreeMap<>();
    model.forEach((namespace, values) -> table.put(namespace, new HashMap<>(values)));
    TreeMap<String, TreeMap<String, Long>> multiset = new TreeMap<>();
    multisetModel.forEach((prefix, values) -> multiset.put(prefix, new TreeMap<>(values)));
    return new Model(table, multiset);
  }

  private void flush() {
    if (!pending.isEmpty()) {
      flushOldest();
    }
  }

  private void flushOldest() {
    Pending oldest = pending.poll();
    try {
      StateSnapshot snapshot = backend.flush(oldest.id, oldest.captures);
      storage.write(checkpoint(oldest.id, snapshot));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    durableModel = oldest.model;
  }

  private static Checkpoint checkpoint(long id, StateSnapshot snapshot) {
    return new Checkpoint(
        id,
        "a",
        "b",
        false,
        Map.of(),
        Map.of(),
        Optional.of(snapshot),
        Optional.empty(),
        List.of());
  }

  private void crash() throws Exception {
    stop();
    Model restored = durableModel;
    model = restored.table;
    multisetModel = restored.multiset;
    durableModel = copyOfModel();
    nextCheckpoint += 1;
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
    for (StateBackend.InstanceState instance : instances) {
      AggregateTable table = instance.aggregate(spec);
      for (long namespace : table.namespaces()) {
        assertTrue(
            model.containsKey(namespace) || table.size(namespace) == 0,
            "namespace " + namespace + " should be gone");
      }
    }
    model.forEach(
        (namespace, values) ->
            byInstance(
                new ArrayList<>(values.keySet()),
                (table, keys, subset) -> check(table, namespace, keys, subset)));
    multisetModel.keySet().forEach(this::checkMultiset);
  }

  private interface Step {
    void on(AggregateTable table, EncodedKeys keys, List<List<Object>> rows);
  }

  private void byInstance(List<List<Object>> rows, Step step) {
    List<List<List<Object>>> subsets = new ArrayList<>();
    instances.forEach(instance -> subsets.add(new ArrayList<>()));
    try (Batch batch = TestRows.batch(spec.key(), rows, allocator)) {
      EncodedKeys keys = encoder.encode(batch);
      for (int i = 0; i < rows.size(); i++) {
        subsets.get(KeyGroups.subtask(keys.keyGroup(i), parallelism)).add(rows.get(i));
      }
    }
    for (int subtask = 0; subtask < instances.size(); subtask++) {
      List<List<Object>> subset = subsets.get(subtask);
      if (!subset.isEmpty()) {
        try (Batch batch = TestRows.batch(spec.key(), subset, allocator)) {
          step.on(instances.get(subtask).aggregate(spec), encoder.encode(batch), subset);
        }
      }
    }
  }

  private long namespace() {
    return spec.windowed() ? 1000L * (random.nextInt(6) - 2) : AggregateTable.NO_NAMESPACE;
  }

  private List<List<Object>> randomKeys(boolean many) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 1 + random.nextInt(many ? Math.max(10, distinct / 10) : 10); i > 0; i--) {
      int number = random.nextInt(distinct);
      List<Object> row = new ArrayList<>();
      for (int c = 0; c < spec.key().size(); c++) {
        row.add(
            switch (spec.key().type(c).kind()) {
              case INT -> number % 3;
              case BIGINT -> number % 7 == 3 ? null : (Object) (long) number;
              default -> number % 11 == 5 ? null : "key-\0-".repeat(number % 6) + number;
            });
      }
      rows.add(row);
    }
    return rows;
  }

  private String text() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "t".repeat(random.nextInt(distinct > 1000 ? 50 : 1000));
      default -> "short " + random.nextInt(100);
    };
  }

  @Override
  public void close() {
    stop();
    encoder.close();
  }
}
