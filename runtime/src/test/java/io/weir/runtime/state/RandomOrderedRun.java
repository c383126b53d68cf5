package io.weir.runtime.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;

/** One job's ordered table under random operations, beside a model of it. */
final class RandomOrderedRun implements AutoCloseable {
  private final TestBackends kind;
  private final Path root;
  private final StateMemory memory;
  private final TableSpec spec;
  private final int prefixes;
  private final int orders;
  private final Random random;
  private final BufferAllocator allocator;
  private final KeyEncoder encoder;
  private final CheckpointStorage storage;

  private StateBackend backend;
  private int parallelism;
  private final List<StateBackend.InstanceState> instances = new ArrayList<>();
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();
  private Model model = new Model(new TreeMap<>());
  private Model durable = new Model(new TreeMap<>());
  private long nextCheckpoint = 1;

  /** Namespace to prefix to order to value. */
  private record Model(TreeMap<Long, TreeMap<Integer, TreeMap<String, String>>> spaces) {
    TreeMap<String, String> entries(long namespace, int prefix) {
      return spaces
          .computeIfAbsent(namespace, n -> new TreeMap<>())
          .computeIfAbsent(prefix, p -> new TreeMap<>());
    }

    Model copy() {
      Model copy = new Model(new TreeMap<>());
      spaces.forEach(
          (namespace, values) ->
              values.forEach((prefix, entries) -> copy.entries(namespace, prefix).putAll(entries)));
      return copy;
    }
  }

  private record Pending(long id, List<StateBackend.Capture> captures, Model model) {}

  RandomOrderedRun(
      TestBackends kind,
      Path root,
      StateMemory memory,
      TableSpec spec,
      int prefixes,
      int orders,
      long seed,
      BufferAllocator allocator)
      throws Exception {
    this.kind = kind;
    this.root = root;
    this.memory = memory;
    this.spec = spec;
    this.prefixes = prefixes;
    this.orders = orders;
    this.random = new Random(seed);
    this.allocator = allocator;
    this.encoder = new KeyEncoder(spec.key(), List.of(0), allocator);
    this.storage =
        new CheckpointStorage(
            LocalFileSystem.INSTANCE,
            root.resolve("checkpoints"),
            SystemClock.INSTANCE,
            "test",
            1 + random.nextInt(3));
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
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3, 4 -> onPrefix(this::change);
        case 5, 6, 7, 8 -> onPrefix(this::read);
        case 9 -> onPrefix(this::sweep);
        case 10 -> onPrefix(this::removeSome);
        case 11 -> drop();
        case 12 -> scan();
        case 13, 14, 15 -> capture();
        case 16, 17, 18 -> flush();
        default -> {
          if (random.nextInt(4) == 0) {
            crash();
          }
        }
      }
    }
  }

  private interface Step {
    void on(OrderedTable table, long namespace, int prefix, TreeMap<String, String> entries);
  }

  private void onPrefix(Step step) {
    onPrefix(namespace(), random.nextInt(3) == 0 ? 0 : random.nextInt(prefixes), step);
  }

  private void onPrefix(long namespace, int key, Step step) {
    Object value = spec.key().type(0).kind() == TypeKind.BIGINT ? (Object) (long) key : "k" + key;
    try (Batch batch = TestRows.batch(spec.key(), List.of(List.of(value)), allocator)) {
      EncodedKeys keys = encoder.encode(batch);
      int subtask = KeyGroups.subtask(keys.keyGroup(0), parallelism);
      OrderedTable table = instances.get(subtask).ordered(spec);
      int[] numbers = new int[1];
      table.prefixes(namespace, keys, numbers);
      step.on(table, namespace, numbers[0], model.entries(namespace, key));
    }
  }

  private void change(
      OrderedTable table, long namespace, int prefix, TreeMap<String, String> entries) {
    int first = random.nextInt(orders);
    for (int i = random.nextInt(random.nextInt(10) == 0 ? orders / 2 : 40); i > 0; i--) {
      String order = order(random.nextBoolean() ? first + i : random.nextInt(orders));
      if (random.nextInt(3) == 0) {
        boolean there =
            with(order, (address, length) -> table.remove(namespace, prefix, address, length));
        assertEquals(entries.remove(order) != null, there, "removed " + order);
      } else {
        String value = "v".repeat(random.nextInt(random.nextInt(20) == 0 ? 3000 : 20));
        put(table, namespace, prefix, order, value);
        entries.put(order, value);
      }
    }
  }

  private void put(OrderedTable table, long namespace, int prefix, String order, String value) {
    with(
        order,
        (address, length) ->
            with(
                value,
                (valueAddress, valueLength) -> {
                  table.put(namespace, prefix, address, length, valueAddress, valueLength);
                  return true;
                }));
  }

  private void read(
      OrderedTable table, long namespace, int prefix, TreeMap<String, String> entries) {
    OrderedTable.Cursor cursor = table.cursor();
    String order = order(random.nextInt(orders));
    Map.Entry<String, String> expected;
    boolean found;
    switch (random.nextInt(5)) {
      case 0 -> {
        found = cursor.first(namespace, prefix);
        expected = entries.firstEntry();
      }
      case 1 -> {
        found = cursor.last(namespace, prefix);
        expected = entries.lastEntry();
      }
      case 2 -> {
        found = with(order, (a, n) -> cursor.at(namespace, prefix, a, n));
        expected = entries.containsKey(order) ? entries.ceilingEntry(order) : null;
      }
      case 3 -> {
        found = with(order, (a, n) -> cursor.atOrAfter(namespace, prefix, a, n));
        expected = entries.ceilingEntry(order);
      }
      default -> {
        found = with(order, (a, n) -> cursor.atOrBefore(namespace, prefix, a, n));
        expected = entries.floorEntry(order);
      }
    }
    assertEntry(expected, cursor, found);
    walk(cursor, entries, expected);
  }

  /** Goes to and fro, changing and removing entries on the way. */
  private void walk(
      OrderedTable.Cursor cursor,
      TreeMap<String, String> entries,
      Map.Entry<String, String> start) {
    Map.Entry<String, String> at = start;
    boolean forward = random.nextBoolean();
    for (int i = random.nextInt(60); i > 0 && at != null; i--) {
      int act = random.nextInt(6);
      if (act == 0) {
        cursor.remove();
        entries.remove(at.getKey());
      } else if (act == 1) {
        String value = "w".repeat(random.nextInt(100));
        with(
            value,
            (address, length) -> {
              cursor.put(address, length);
              return true;
            });
        entries.put(at.getKey(), value);
        assertEntry(entries.ceilingEntry(at.getKey()), cursor, true);
      }
      forward = (random.nextInt(8) == 0) != forward;
      boolean found = forward ? cursor.next() : cursor.previous();
      at = forward ? entries.higherEntry(at.getKey()) : entries.lowerEntry(at.getKey());
      assertEntry(at, cursor, found);
    }
  }

  private void sweep(
      OrderedTable table, long namespace, int prefix, TreeMap<String, String> entries) {
    OrderedTable.Cursor cursor = table.cursor();
    NavigableMap<String, String> expected =
        random.nextBoolean() ? entries : entries.descendingMap();
    boolean forward = expected == entries;
    boolean found = forward ? cursor.first(namespace, prefix) : cursor.last(namespace, prefix);
    for (Map.Entry<String, String> entry : expected.entrySet()) {
      assertEntry(entry, cursor, found);
      found = forward ? cursor.next() : cursor.previous();
    }
    assertEntry(null, cursor, found);
  }

  private void removeSome(
      OrderedTable table, long namespace, int prefix, TreeMap<String, String> entries) {
    if (random.nextInt(3) == 0) {
      table.removeAll(namespace, prefix);
      entries.clear();
      return;
    }
    OrderedTable.Cursor cursor = table.cursor();
    boolean found = cursor.first(namespace, prefix);
    for (int i = random.nextInt(orders); i > 0 && !entries.isEmpty(); i--) {
      assertEntry(entries.firstEntry(), cursor, found);
      cursor.remove();
      entries.pollFirstEntry();
      found = cursor.next();
    }
    assertEntry(entries.firstEntry(), cursor, found);
  }

  private static void assertEntry(
      Map.Entry<String, String> expected, OrderedTable.Cursor cursor, boolean found) {
    assertEquals(expected != null, found, "standing on " + expected);
    if (expected != null) {
      assertEquals(expected.getKey(), text(cursor.orderAddress(), cursor.orderLength()));
      assertEquals(expected.getValue(), text(cursor.valueAddress(), cursor.valueLength()));
    }
  }

  private void drop() {
    if (!spec.windowed() && random.nextInt(5) > 0) {
      return;
    }
    long namespace = namespace();
    instances.forEach(instance -> instance.ordered(spec).drop(namespace));
    model.spaces.remove(namespace);
  }

  private void scan() {
    long namespace = namespace();
    Set<Integer> expected = new HashSet<>();
    model
        .spaces
        .getOrDefault(namespace, new TreeMap<>())
        .forEach(
            (prefix, entries) -> {
              if (!entries.isEmpty()) {
                expected.add(prefix);
              }
            });
    int seen = 0;
    for (StateBackend.InstanceState instance : instances) {
      OrderedTable table = instance.ordered(spec);
      OrderedTable.Prefixes scan = table.scan(namespace);
      Set<String> keys = new HashSet<>();
      OrderedTable.Cursor cursor = table.cursor();
      while (scan.next()) {
        assertTrue(keys.add(text(scan.keyAddress(), scan.keyLength())), "a prefix came twice");
        seen += cursor.first(namespace, scan.prefix()) ? 1 : 0;
      }
    }
    assertEquals(expected.size(), seen, "prefixes of " + namespace);
  }

  private void capture() {
    List<StateBackend.Capture> captures = new ArrayList<>();
    for (StateBackend.InstanceState instance : instances) {
      captures.add(instance.capture(nextCheckpoint));
    }
    pending.add(new Pending(nextCheckpoint++, captures, model.copy()));
    if (pending.size() > 2) {
      flush();
    }
  }

  private void flush() {
    Pending oldest = pending.poll();
    if (oldest == null) {
      return;
    }
    try {
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
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    durable = oldest.model;
  }

  private void crash() throws Exception {
    stop();
    model = durable.copy();
    nextCheckpoint++;
    start();
    if (random.nextBoolean()) {
      checkEverything();
    }
  }

  /** Compares all that there is with the model. */
  void checkEverything() {
    model
        .copy()
        .spaces
        .forEach(
            (namespace, values) ->
                values.forEach((prefix, entries) -> onPrefix(namespace, prefix, this::sweep)));
  }

  private interface WithBytes {
    boolean on(long address, int length);
  }

  private static boolean with(String text, WithBytes use) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long copy = Memory.allocate(bytes.length + 1L);
    try {
      Memory.copyFromArray(bytes, 0, copy, bytes.length);
      return use.on(copy, bytes.length);
    } finally {
      Memory.free(copy);
    }
  }

  private static String text(long address, int length) {
    byte[] bytes = new byte[length];
    Memory.copyToArray(address, bytes, 0, length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Orders of different lengths, some the beginning of others; the first one is empty. */
  private static String order(int i) {
    return i == 0 ? "" : Integer.toString(i, 7) + (i % 5 == 0 ? "\0" : "");
  }

  private long namespace() {
    return spec.windowed() ? 1000L * (random.nextInt(4) - 1) : OrderedTable.NO_NAMESPACE;
  }

  private void stop() {
    instances.forEach(StateBackend.InstanceState::close);
    instances.clear();
    pending.forEach(p -> p.captures.forEach(StateBackend.Capture::close));
    pending.clear();
    backend.close();
  }

  @Override
  public void close() {
    stop();
    encoder.close();
  }
}
