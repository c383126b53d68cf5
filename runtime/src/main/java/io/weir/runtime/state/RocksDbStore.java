package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.StateSnapshot.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The store of a job on disk: one RocksDB with a column family for each table. Its own files are
 * working files that die with the process; what counts are the hard links that {@link #fix} hands
 * to {@link SnapshotFiles}. Nothing else touches the class library of RocksDB.
 *
 * <p>A checkpoint is a base, the files of the database, and delta files behind it. As long as
 * epochs are small, each adds a delta file, which costs one synced file instead of a sorted file
 * for each table and the database's own; after a few of them, or a large epoch, comes a new base.
 *
 * <p>Below its directory: {@code db} (the database), {@code ingest} (files on their way into it),
 * {@code fixed} (links on their way out), {@code delta} (delta files).
 */
final class RocksDbStore implements StateStore {
  /** Changes below this size go through the memory table instead of a file of their own. */
  private static final long BATCH_BYTES = 256 << 10;

  /** The longest delta file; an epoch that changes more makes a new base. */
  private static final long DELTA_BYTES = 4 << 20;

  /** How many delta files, and how long together, come before a new base: a restore reads them. */
  private static final int MAX_DELTAS = 20;

  private static final long MAX_DELTA_BYTES = 32 << 20;

  private static final String SORTED = ".sst";
  private static final String LOG = ".log";

  private final FileSystem fileSystem;
  private final Path directory;
  private final SnapshotFiles snapshots;
  private final RocksDbOptions options;
  private final RocksDbTable.OpenLock openLock = new RocksDbTable.OpenLock();
  private final Map<String, RocksDbTable> tables = new HashMap<>();
  private final RocksDB database;
  private final ColumnFamilyHandle defaultHandle;
  private final DeltaFiles deltas;

  /** The files of the last base; empty if there is none. */
  private List<StateFile> base = List.of();

  /** What this epoch has changed; null if it needs a new base. */
  private StateOperations epoch = new StateOperations();

  /** The sorted files of the last base; one of the same name is the same file. */
  private Map<String, StateFile> fixedFiles = new HashMap<>();

  /** What the delta files behind the last base hold of each table. */
  private final Map<String, Long> deltaBytes = new HashMap<>();

  private long filesWritten;

  /**
   * Opens the store with the files of a checkpoint, or empty.
   *
   * @param directory on a local disk; emptied first
   */
  RocksDbStore(
      FileSystem fileSystem,
      Path directory,
      SnapshotFiles snapshots,
      long memoryBytes,
      List<StateFile> restored) {
    this.fileSystem = fileSystem;
    this.directory = directory.toAbsolutePath();
    this.snapshots = snapshots;
    this.deltas = new DeltaFiles(fileSystem, this.directory.resolve("delta"), snapshots);
    this.base = restored.stream().filter(file -> !DeltaFiles.isDelta(file)).toList();
    prepare();
    RocksDbLibrary.load();
    this.options = new RocksDbOptions(memoryBytes);
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try {
      List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
      for (byte[] name : families()) {
        descriptors.add(new ColumnFamilyDescriptor(name, options.table));
      }
      database = RocksDB.open(options.database, databaseDirectory(), descriptors, handles);
      for (int i = 1; i < handles.size(); i++) {
        register(new String(descriptors.get(i).getName(), StandardCharsets.UTF_8), handles.get(i));
      }
      defaultHandle = handles.get(0);
    } catch (RocksDBException e) {
      options.close();
      throw RocksDbErrors.translate("opening the state", this.directory, e);
    }
    try {
      deltas.replay(restored.stream().filter(DeltaFiles::isDelta).toList(), new Replay());
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private void prepare() {
    try {
      fileSystem.deleteRecursively(directory);
      fileSystem.createDirectories(directory.resolve("db"));
      fileSystem.createDirectories(directory.resolve("ingest"));
      fileSystem.createDirectories(directory.resolve("delta"));
      for (StateFile file : base) {
        snapshots.fetch(file, directory.resolve("db").resolve(file.name()));
        fixedFiles.put(file.name(), file);
      }
    } catch (IOException e) {
      throw WeirException.retryable(
          "the working directory " + directory + " cannot be prepared: " + e,
          "check that it can be written and the disk has space, then resume the job",
          e);
    }
  }

  private String databaseDirectory() {
    return directory.resolve("db").toString();
  }

  /** The names of all column families, the default one first. */
  private List<byte[]> families() throws RocksDBException {
    List<byte[]> names = new ArrayList<>();
    names.add(RocksDB.DEFAULT_COLUMN_FAMILY);
    if (!fixedFiles.isEmpty()) {
      try (Options listing = new Options()) {
        for (byte[] name : RocksDB.listColumnFamilies(listing, databaseDirectory())) {
          if (!java.util.Arrays.equals(name, RocksDB.DEFAULT_COLUMN_FAMILY)) {
            names.add(name);
          }
        }
      }
    }
    return names;
  }

  private RocksDbTable register(String name, ColumnFamilyHandle handle) {
    RocksDbTable table = new RocksDbTable(database, handle, directory, openLock);
    tables.put(name, table);
    return table;
  }

  @Override
  public synchronized RocksDbTable table(String name) {
    RocksDbTable table = tables.get(name);
    if (table != null) {
      return table;
    }
    try {
      return register(
          name,
          database.createColumnFamily(
              new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8), options.table)));
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("making state table " + name, directory, e);
    }
  }

  @Override
  public synchronized void dropTable(String name) {
    epoch = null;
    RocksDbTable table = tables.remove(name);
    if (table != null) {
      try {
        database.dropColumnFamily(table.handle);
      } catch (RocksDBException e) {
        throw RocksDbErrors.translate("dropping state table " + name, directory, e);
      } finally {
        table.handle.close();
      }
    }
  }

  @Override
  public StoreWriter write(String name, long entries, long bytes) {
    RocksDbTable table = table(name);
    if (epoch != null && epoch.size() + bytes > DELTA_BYTES) {
      epoch = null;
    }
    if (epoch != null) {
      epoch.table(name);
      deltaBytes.merge(name, bytes, Long::sum);
      return new RecordingWriter(batch(table), epoch);
    }
    if (bytes < BATCH_BYTES) {
      return batch(table);
    }
    return new RocksDbFileWriter(
        database,
        table,
        options,
        directory.resolve("ingest"),
        "file-" + filesWritten++,
        fileSystem);
  }

  @Override
  public long bytes(String name) {
    return table(name).fileBytes() + deltaBytes.getOrDefault(name, 0L);
  }

  private RocksDbBatchWriter batch(RocksDbTable table) {
    return new RocksDbBatchWriter(database, table, options.write, directory);
  }

  @Override
  public List<StateFile> fix(long checkpointId) throws IOException {
    List<StateFile> files = needsBase() ? fixBase(checkpointId) : fixDelta(checkpointId);
    snapshots.sync();
    epoch = new StateOperations();
    return files;
  }

  private boolean needsBase() {
    return base.isEmpty()
        || epoch == null
        || deltas.count() >= MAX_DELTAS
        || deltas.bytes() + epoch.size() > MAX_DELTA_BYTES;
  }

  private List<StateFile> fixDelta(long checkpointId) throws IOException {
    List<StateFile> files = new ArrayList<>();
    for (StateFile file : base) {
      files.add(snapshots.keepAgain(file));
    }
    files.addAll(deltas.keep(checkpointId, epoch));
    return files;
  }

  private List<StateFile> fixBase(long checkpointId) throws IOException {
    Path links = directory.resolve("fixed");
    fileSystem.deleteRecursively(links);
    try (Checkpoint checkpoint = Checkpoint.create(database)) {
      checkpoint.createCheckpoint(links.toString());
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("fixing checkpoint " + checkpointId, directory, e);
    }
    List<StateFile> files = new ArrayList<>();
    Map<String, StateFile> sortedFiles = new HashMap<>();
    for (Path file : fileSystem.list(links)) {
      String name = file.getFileName().toString();
      if (name.endsWith(LOG)) {
        // The log is off; what RocksDB makes of it is empty and not needed.
        continue;
      }
      StateFile known = fixedFiles.get(name);
      boolean isSorted = name.endsWith(SORTED);
      StateFile kept =
          isSorted && known != null && known.sizeBytes() == fileSystem.size(file)
              ? snapshots.keepAgain(known)
              : snapshots.keep(file, name);
      files.add(kept);
      if (isSorted) {
        sortedFiles.put(name, kept);
      }
    }
    fixedFiles = sortedFiles;
    base = List.copyOf(files);
    deltas.clear();
    deltaBytes.clear();
    fileSystem.deleteRecursively(links);
    return files;
  }

  @Override
  public synchronized void close() {
    if (!openLock.close()) {
      return;
    }
    tables.values().forEach(table -> table.handle.close());
    defaultHandle.close();
    database.close();
    options.close();
    try {
      fileSystem.deleteRecursively(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does again what a delta file says. */
  private final class Replay implements StateOperations.Target {
    private RocksDbTable table;
    private String name;

    @Override
    public void table(String name) {
      this.name = name;
      table = RocksDbStore.this.table(name);
    }

    @Override
    public void put(byte[] key, byte[] value) {
      deltaBytes.merge(name, (long) key.length + value.length, Long::sum);
      change(() -> database.put(table.handle, options.write, key, value));
    }

    @Override
    public void delete(byte[] key) {
      change(() -> database.delete(table.handle, options.write, key));
    }

    @Override
    public void deleteRange(byte[] from, byte[] to) {
      change(() -> database.deleteRange(table.handle, options.write, from, to));
    }

    @Override
    public void dropTable(String name) {
      RocksDbStore.this.dropTable(name);
    }

    private void change(Change change) {
      try {
        change.run();
      } catch (RocksDBException e) {
        throw RocksDbErrors.translate("restoring the state", directory, e);
      }
    }
  }

  /** A change of the database. */
  private interface Change {
    void run() throws RocksDBException;
  }
}
