package io.weir.runtime.state;

import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.StateSnapshot.StateFile;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A store of sorted maps on the heap, small enough to be obviously right. A checkpoint is a base
 * file with everything and, behind it, one delta file for each epoch since: {@link
 * StateOperations}.
 */
final class MemoryStore implements StateStore {
  private static final String BASE = "base-";
  private static final int MAX_DELTAS = 8;

  private final Map<String, Table> tables = new ConcurrentSkipListMap<>();
  private final FileSystem fileSystem;
  private final Path directory;
  private final SnapshotFiles snapshots;
  private final DeltaFiles deltas;

  /** The file with everything, behind which the deltas come; null before the first checkpoint. */
  private StateFile base;

  private StateOperations epoch = new StateOperations();

  /**
   * @param directory for files on their way to the checkpoint; emptied first
   */
  MemoryStore(FileSystem fileSystem, Path directory, SnapshotFiles snapshots) {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.snapshots = snapshots;
    this.deltas = new DeltaFiles(fileSystem, directory, snapshots);
    try {
      fileSystem.deleteRecursively(directory);
      fileSystem.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the files of a checkpoint. */
  MemoryStore restore(List<StateFile> restored) {
    Replay replay = new Replay();
    for (StateFile file : restored) {
      if (!DeltaFiles.isDelta(file)) {
        read(file, replay);
        base = file;
      }
    }
    deltas.replay(restored.stream().filter(DeltaFiles::isDelta).toList(), replay);
    return this;
  }

  private void read(StateFile file, Replay replay) {
    Path local = directory.resolve(file.name());
    try {
      snapshots.fetch(file, local);
      StateOperations.replay(fileSystem.readAll(local), replay);
      fileSystem.delete(local);
    } catch (IOException e) {
      throw snapshots.damaged(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public Table table(String name) {
    return tables.computeIfAbsent(name, n -> new Table());
  }

  @Override
  public void dropTable(String name) {
    tables.remove(name);
    epoch.dropTable(name);
  }

  @Override
  public StoreWriter write(String name, long entries, long bytes) {
    epoch.table(name);
    return new RecordingWriter(new TableWriter(table(name)), epoch);
  }

  @Override
  public long bytes(String name) {
    long bytes = 0;
    for (Map.Entry<byte[], byte[]> entry : table(name).entries.entrySet()) {
      bytes += entry.getKey().length + entry.getValue().length;
    }
    return bytes;
  }

  @Override
  public List<StateFile> fix(long checkpointId) throws IOException {
    List<StateFile> files = new ArrayList<>();
    if (base == null || deltas.count() >= MAX_DELTAS) {
      base =
          DeltaFiles.keep(
              fileSystem, directory, snapshots, BASE + checkpointId, everything().file());
      files.add(base);
      deltas.clear();
    } else {
      files.add(snapshots.keepAgain(base));
      files.addAll(deltas.keep(checkpointId, epoch));
    }
    snapshots.sync();
    epoch = new StateOperations();
    return files;
  }

  private StateOperations everything() {
    StateOperations operations = new StateOperations();
    tables.forEach(
        (name, table) -> {
          operations.table(name);
          table.entries.forEach(operations::put);
        });
    return operations;
  }

  @Override
  public void close() {
    try {
      fileSystem.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does again what a file says. */
  private final class Replay implements StateOperations.Target {
    private Table table;

    @Override
    public void table(String name) {
      table = MemoryStore.this.table(name);
    }

    @Override
    public void put(byte[] key, byte[] value) {
      table.entries.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
      table.entries.remove(key);
    }

    @Override
    public void deleteRange(byte[] from, byte[] to) {
      table.entries.subMap(from, to).clear();
    }

    @Override
    public void dropTable(String name) {
      tables.remove(name);
    }
  }

  /** Writes to a map at once. */
  private record TableWriter(Table table) implements StoreWriter, StoreEntries {
    @Override
    public void deleteRange(byte[] from, byte[] to) {
      table.entries.subMap(from, to).clear();
    }

    @Override
    public List<StoreEntries> parts(int wanted) {
      return List.of(this);
    }

    @Override
    public void put(byte[] key, byte[] value) {
      table.entries.put(key.clone(), value.clone());
    }

    @Override
    public void delete(byte[] key) {
      table.entries.remove(key);
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }

  /** One sorted map. */
  static final class Table implements StoreTable {
    final ConcurrentNavigableMap<byte[], byte[]> entries =
        new ConcurrentSkipListMap<>(Arrays::compareUnsigned);

    @Override
    public List<byte[]> get(List<byte[]> keys) {
      List<byte[]> values = new ArrayList<>(keys.size());
      keys.forEach(key -> values.add(entries.get(key)));
      return values;
    }

    @Override
    public byte[] scan(byte[] from, byte[] to, int limit, EntryVisitor visitor) {
      return visit(entries.subMap(from, to), limit, visitor);
    }

    @Override
    public byte[] scanBackward(byte[] from, byte[] to, int limit, EntryVisitor visitor) {
      return visit(entries.subMap(from, to).descendingMap(), limit, visitor);
    }

    private static byte[] visit(Map<byte[], byte[]> range, int limit, EntryVisitor visitor) {
      int count = 0;
      for (Map.Entry<byte[], byte[]> entry : range.entrySet()) {
        byte[] key = entry.getKey();
        byte[] value = entry.getValue();
        long copy = Memory.allocate(key.length + value.length + 1L);
        try {
          Memory.copyFromArray(key, 0, copy, key.length);
          Memory.copyFromArray(value, 0, copy + key.length, value.length);
          visitor.entry(copy, key.length, copy + key.length, value.length);
        } finally {
          Memory.free(copy);
        }
        if (++count == limit) {
          return key;
        }
      }
      return null;
    }

    @Override
    public byte[] firstKey(byte[] from, byte[] to) {
      byte[] key = entries.ceilingKey(from);
      return key == null || Arrays.compareUnsigned(key, to) >= 0 ? null : key;
    }
  }
}
