package io.weir.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyEncoder;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.RocksDbStateBackend;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.state.StateMemory;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.state.StateSnapshot.StateFile;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of RocksDB state: shared, restored, left alone, and refused when damaged. */
class RestoreTest {
  private static final Schema KEY = Schema.of(new Field("k", LogicalType.bigint()));
  private static final TableSpec SPEC =
      TableSpec.aggregate("sums", 1, false, KEY, List.of(new Cell("n", Cell.Kind.LONG)));
  private static final int KEYS = 20_000;
  private static final long NO_NAMESPACE = AggregateTable.NO_NAMESPACE;

  @TempDir Path root;
  private final BufferAllocator allocator = new RootAllocator();
  private final KeyEncoder encoder = new KeyEncoder(KEY, List.of(0), allocator);
  private CheckpointStorage storage;
  private StateBackend backend;
  private StateBackend.InstanceState instance;
  private long nextId;

  @BeforeEach
  void start() {
    storage =
        new CheckpointStorage(
            LocalFileSystem.INSTANCE, root.resolve("checkpoints"), SystemClock.INSTANCE, "test", 3);
    open(StateSnapshot.empty(), SPEC);
  }

  @AfterEach
  void end() {
    close();
    encoder.close();
    allocator.close();
  }

  private void open(StateSnapshot restored, TableSpec spec) {
    backend =
        RocksDbStateBackend.open(
            restored,
            LocalFileSystem.INSTANCE,
            root.resolve("work"),
            storage,
            new StateMemory(64 << 20, 16 << 20));
    instance = backend.open("op", List.of(spec), 0, KeyGroups.COUNT, SystemClock.INSTANCE);
  }

  private void close() {
    if (instance != null) {
      instance.close();
      instance = null;
    }
    if (backend != null) {
      backend.close();
      backend = null;
    }
  }

  private Batch batch(int from, int to) {
    List<FieldVector> vectors = Vectors.create(KEY, allocator);
    FieldVector vector = vectors.get(0);
    vector.setInitialCapacity(to - from);
    vector.allocateNew();
    Column column = Column.forWriting(vector);
    for (int i = from; i < to; i++) {
      column.setValid(i - from);
      column.putLong(i - from, i);
    }
    vector.setValueCount(to - from);
    return Batch.ofInserts(KEY, vectors, to - from);
  }

  private void add(int from, int to, long delta) {
    AggregateTable table = instance.aggregate(SPEC);
    try (Batch batch = batch(from, to)) {
      EncodedKeys keys = encoder.encode(batch);
      long[] rows = new long[keys.count()];
      table.findOrCreate(NO_NAMESPACE, keys, rows);
      for (long row : rows) {
        long cell = row + table.cellOffset(0);
        Memory.putLong(cell, Memory.getLong(cell) + delta);
      }
    }
  }

  private void assertSums(int from, int to, long expected) {
    AggregateTable table = instance.aggregate(SPEC);
    try (Batch batch = batch(from, to)) {
      EncodedKeys keys = encoder.encode(batch);
      long[] rows = new long[keys.count()];
      table.find(NO_NAMESPACE, keys, rows);
      for (int i = 0; i < rows.length; i++) {
        assertNotEquals(0, rows[i], "key " + (from + i));
        assertEquals(expected, Memory.getLong(rows[i] + table.cellOffset(0)));
      }
    }
  }

  private Manifest checkpoint() throws IOException {
    long id = nextId++;
    StateSnapshot state = backend.flush(id, List.of(instance.capture(id)));
    storage.write(
        new Checkpoint(
            id,
            "i",
            "f",
            false,
            Map.of(),
            Map.of(),
            Optional.of(state),
            Optional.empty(),
            List.of()));
    return storage.manifest(id);
  }

  private static StateSnapshot state(Manifest manifest) {
    return manifest.checkpoint().state().orElseThrow();
  }

  private TreeMap<String, String> contents() throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    for (Path file : LocalFileSystem.INSTANCE.list(root.resolve("checkpoints/shared"))) {
      contents.put(file.getFileName().toString(), ContentHash.of(LocalFileSystem.INSTANCE, file));
    }
    return contents;
  }

  @Test
  void everyRetainedCheckpointCanBeRestoredAndStaysAsItWas() throws IOException {
    add(0, KEYS, 1);
    Manifest first = checkpoint();
    add(0, KEYS / 2, 10);
    Manifest second = checkpoint();
    assertTrue(second.newBytes() < second.stateBytes(), "the first file is shared");
    close();
    TreeMap<String, String> before = contents();
    for (String name : before.keySet()) {
      assertTrue(name.startsWith(ContentHash.digits(before.get(name))), name);
    }
    open(state(storage.manifest(first.checkpoint().id())), SPEC);
    assertSums(0, KEYS, 1);
    close();
    assertEquals(before, contents());
    open(state(storage.manifest(second.checkpoint().id())), SPEC);
    assertSums(0, KEYS / 2, 11);
    for (int round = 0; round < 20; round++) {
      add(0, KEYS, 100);
      checkpoint();
    }
    assertSums(KEYS / 2, KEYS, 2001);
    close();
    contents().forEach((name, hash) -> assertTrue(name.startsWith(ContentHash.digits(hash)), name));
    assertEquals(List.of(), storage.verify(21));
    open(state(storage.newest().orElseThrow()), SPEC);
    assertSums(0, KEYS / 2, 2011);
  }

  @Test
  void linkingLeavesOriginalsAlone() throws IOException {
    add(0, KEYS, 1);
    Manifest manifest = checkpoint();
    close();
    TreeMap<String, String> before = contents();
    open(state(manifest), SPEC);
    for (int round = 0; round < 12; round++) {
      add(0, KEYS, 1);
      StateBackend.Capture capture = instance.capture(100 + round);
      backend.flush(100 + round, List.of(capture));
    }
    close();
    TreeMap<String, String> after = contents();
    before.forEach((name, hash) -> assertEquals(hash, after.get(name), name));
  }

  @Test
  void aMissingOrShortFileIsRefusedByName() throws IOException {
    add(0, KEYS, 1);
    Manifest manifest = checkpoint();
    close();
    for (StateFile file : state(manifest).files()) {
      Path path = root.resolve("checkpoints").resolve(file.stored());
      byte[] content = Files.readAllBytes(path);
      Files.delete(path);
      assertRefused(manifest, file.stored());
      Files.write(path, java.util.Arrays.copyOf(content, content.length - 1));
      assertRefused(manifest, file.stored());
      byte[] changed = content.clone();
      changed[content.length / 2] ^= 1;
      Files.write(path, changed);
      assertRefused(manifest, file.stored());
      Files.write(path, content);
    }
    open(state(manifest), SPEC);
    assertSums(0, KEYS, 1);
  }

  private void assertRefused(Manifest manifest, String name) {
    WeirException error =
        assertThrows(WeirException.class, () -> open(state(manifest), SPEC), name);
    assertTrue(error.getMessage().contains(name), error.getMessage());
    assertTrue(error.hint().contains("--fresh"), error.hint());
  }

  @Test
  void aDamagedBlockIsFoundWhenItIsRead() throws IOException {
    for (int from = 0; from < 400_000; from += KEYS) {
      add(from, from + KEYS, 1);
    }
    Manifest manifest = checkpoint();
    close();
    StateFile large =
        state(manifest).files().stream()
            .max(java.util.Comparator.comparingLong(StateFile::sizeBytes))
            .orElseThrow();
    Path path = root.resolve("checkpoints").resolve(large.stored());
    byte[] content = Files.readAllBytes(path);
    assertTrue(content.length > 2 << 20, "larger than what is hashed at a restore");
    content[content.length / 2] ^= 1;
    Files.write(path, content);
    assertEquals(1, storage.verify(manifest.checkpoint().id()).size());
    assertTrue(storage.verify(manifest.checkpoint().id()).get(0).contains(large.stored()));
    WeirException error =
        assertThrows(
            WeirException.class,
            () -> {
              open(state(manifest), SPEC);
              instance.aggregate(SPEC).scan(NO_NAMESPACE);
            });
    assertTrue(error.getMessage().contains("damaged"), error.getMessage());
    assertTrue(error.getMessage().contains(".sst"), error.getMessage());
  }

  @Test
  void aTableThatDoesNotFitIsRefusedByName() throws IOException {
    add(0, 10, 1);
    Manifest manifest = checkpoint();
    close();
    TableSpec other =
        TableSpec.aggregate("sums", 2, false, KEY, List.of(new Cell("n", Cell.Kind.LONG)));
    WeirException error = assertThrows(WeirException.class, () -> open(state(manifest), other));
    assertTrue(error.getMessage().contains("table \"sums\""), error.getMessage());
    assertTrue(error.getMessage().contains("version 1"), error.getMessage());
  }

  @Test
  void anotherStoresFormatIsRefused() throws IOException {
    add(0, 10, 1);
    StateSnapshot state = state(checkpoint());
    close();
    StateSnapshot other = new StateSnapshot("rocksdb-9", state.files(), state.tables());
    WeirException error = assertThrows(WeirException.class, () -> open(other, SPEC));
    assertTrue(error.getMessage().contains("rocksdb-9"), error.getMessage());
  }

  @Test
  void tooMuchStateForItsMemoryIsAClearError() {
    WeirException error =
        assertThrows(
            WeirException.class,
            () -> {
              for (int from = 0; from < 4_000_000; from += KEYS) {
                add(from, from + KEYS, 1);
              }
            });
    assertTrue(error.hint().contains("weir.memory"), error.hint());
  }
}
