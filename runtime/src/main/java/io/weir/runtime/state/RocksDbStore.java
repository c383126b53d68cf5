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
 * <p>Below its directory: {@code db} (the database), {@code ingest} (files on their way into it),
 * {@code fixed} (links on their way out).
 */
final class RocksDbStore implements StateStore {
  /** Changes below this size go through the memory table instead of a file of their own. */
  private static final long BATCH_BYTES = 256 << 10;

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

  /** The sorted files of the last checkpoint; one of the same name is the same file. */
  private Map<String, StateFile> fixedFiles = new HashMap<>();

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
    prepare(restored);
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
  }

  private void prepare(List<StateFile> restored) {
    try {
      fileSystem.deleteRecursively(directory);
      fileSystem.createDirectories(directory.resolve("db"));
      fileSystem.createDirectories(directory.resolve("ingest"));
      for (StateFile file : restored) {
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
    if (bytes < BATCH_BYTES) {
      return new RocksDbBatchWriter(database, table, options.write, directory);
    }
    return new RocksDbFileWriter(
        database, table, options, directory.resolve("ingest"), "file-" + filesWritten++);
  }

  @Override
  public List<StateFile> fix(long checkpointId) throws IOException {
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
    snapshots.sync();
    fixedFiles = sortedFiles;
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
}
