package io.weir.runtime.state;

import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** Writes few changes through the memory table of a column family. */
final class RocksDbBatchWriter implements StoreWriter, StoreEntries {
  private final RocksDB database;
  private final RocksDbTable table;
  private final WriteOptions options;
  private final Path directory;
  private final WriteBatch batch = new WriteBatch();

  RocksDbBatchWriter(RocksDB database, RocksDbTable table, WriteOptions options, Path directory) {
    this.database = database;
    this.table = table;
    this.options = options;
    this.directory = directory;
  }

  @Override
  public void deleteRange(byte[] from, byte[] to) {
    try {
      batch.deleteRange(table.handle, from, to);
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("writing state", directory, e);
    }
  }

  @Override
  public List<StoreEntries> parts(int wanted) {
    return List.of(this);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    try {
      batch.put(table.handle, key, value);
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("writing state", directory, e);
    }
  }

  @Override
  public void delete(byte[] key) {
    try {
      batch.delete(table.handle, key);
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("writing state", directory, e);
    }
  }

  @Override
  public void finish() {
    try {
      database.write(options, batch);
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("writing state", directory, e);
    }
  }

  @Override
  public void close() {
    batch.close();
  }
}
