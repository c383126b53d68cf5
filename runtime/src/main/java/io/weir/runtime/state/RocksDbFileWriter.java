package io.weir.runtime.state;

import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/**
 * Writes many changes as sorted files that the database takes in as they are. Ranges are deleted
 * through a batch before that, since such files cannot hold them.
 */
final class RocksDbFileWriter implements StoreWriter {
  /** Where a file ends and the next begins; bounds what its filter and index take while written. */
  private static final long FILE_BYTES = 32 << 20;

  private final RocksDB database;
  private final RocksDbTable table;
  private final RocksDbOptions options;
  private final Path directory;
  private final String filePrefix;
  private final RocksDbBatchWriter ranges;
  private final List<Part> parts = new ArrayList<>();
  private final FileSystem fileSystem;
  private boolean hasRanges;
  private boolean isTaken;

  /**
   * @param directory of the files until the database takes them
   * @param filePrefix unique among the files in it
   */
  RocksDbFileWriter(
      RocksDB database,
      RocksDbTable table,
      RocksDbOptions options,
      Path directory,
      String filePrefix,
      FileSystem fileSystem) {
    this.database = database;
    this.table = table;
    this.options = options;
    this.directory = directory;
    this.filePrefix = filePrefix;
    this.fileSystem = fileSystem;
    this.ranges = new RocksDbBatchWriter(database, table, options.write, directory);
  }

  @Override
  public void deleteRange(byte[] from, byte[] to) {
    ranges.deleteRange(from, to);
    hasRanges = true;
  }

  @Override
  public List<StoreEntries> parts(int wanted) {
    for (int i = 0; i < wanted; i++) {
      parts.add(new Part(filePrefix + "-" + i));
    }
    return List.copyOf(parts);
  }

  @Override
  public void finish() {
    try {
      if (hasRanges) {
        ranges.finish();
      }
      List<String> files = new ArrayList<>();
      for (Part part : parts) {
        part.finishFile();
        files.addAll(part.files);
      }
      if (!files.isEmpty()) {
        database.ingestExternalFile(table.handle, files, options.ingest);
      }
      isTaken = true;
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("writing state", directory, e);
    }
  }

  @Override
  public void close() {
    ranges.close();
    parts.forEach(Part::close);
    if (!isTaken) {
      parts.forEach(this::delete);
    }
  }

  /** Gives back the room of files that were written in vain: maybe that is what was missing. */
  private void delete(Part part) {
    for (String file : part.files) {
      try {
        fileSystem.delete(Path.of(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A sequence of files that nobody else writes. */
  private final class Part implements StoreEntries {
    private final String prefix;
    private final List<String> files = new ArrayList<>();
    private SstFileWriter writer;
    private long writtenBytes;

    Part(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public void put(byte[] key, byte[] value) {
      try {
        writerFor(key.length + value.length).put(key, value);
      } catch (RocksDBException e) {
        throw RocksDbErrors.translate("writing state", directory, e);
      }
    }

    @Override
    public void delete(byte[] key) {
      try {
        writerFor(key.length).delete(key);
      } catch (RocksDBException e) {
        throw RocksDbErrors.translate("writing state", directory, e);
      }
    }

    private SstFileWriter writerFor(int bytes) throws RocksDBException {
      if (writtenBytes > FILE_BYTES) {
        finishFile();
      }
      if (writer == null) {
        String file = directory.resolve(prefix + "-" + files.size() + ".sst").toString();
        writer = new SstFileWriter(options.environment, options.file);
        writer.open(file);
        files.add(file);
        writtenBytes = 0;
      }
      writtenBytes += bytes;
      return writer;
    }

    private void finishFile() throws RocksDBException {
      if (writer != null) {
        writer.finish();
        close();
      }
    }

    private void close() {
      if (writer != null) {
        writer.close();
        writer = null;
        writtenBytes = 0;
      }
    }
  }
}
