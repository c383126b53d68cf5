package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** A column family, read by the tasklets. */
final class RocksDbTable implements StoreTable {
  private static final int KEY_BUFFER_BYTES = 1 << 10;
  private static final int VALUE_BUFFER_BYTES = 1 << 12;

  final ColumnFamilyHandle handle;
  private final RocksDB database;
  private final Path directory;
  private final OpenLock openLock;

  /** Keeps readers from a database that is being closed, which would end the process. */
  static final class OpenLock {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean isClosed;

    private Lock enter() {
      Lock reading = lock.readLock();
      reading.lock();
      if (isClosed) {
        reading.unlock();
        throw new IllegalStateException("the state store is closed");
      }
      return reading;
    }

    /** Waits for readers to leave and lets none in again; false if that was done before. */
    boolean close() {
      lock.writeLock().lock();
      try {
        boolean wasOpen = !isClosed;
        isClosed = true;
        return wasOpen;
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  RocksDbTable(RocksDB database, ColumnFamilyHandle handle, Path directory, OpenLock openLock) {
    this.database = database;
    this.handle = handle;
    this.directory = directory;
    this.openLock = openLock;
  }

  /** What its files take. */
  long fileBytes() {
    Lock reading = openLock.enter();
    try {
      return database.getLongProperty(handle, "rocksdb.live-sst-files-size");
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("measuring state", directory, e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public List<byte[]> get(List<byte[]> keys) {
    Lock reading = openLock.enter();
    try {
      return database.multiGetAsList(Collections.nCopies(keys.size(), handle), keys);
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("reading state", directory, e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public byte[] scan(byte[] from, byte[] to, int limit, EntryVisitor visitor) {
    Lock reading = openLock.enter();
    try (Slice bound = new Slice(to);
        ReadOptions options = new ReadOptions().setIterateUpperBound(bound).setFillCache(false);
        RocksIterator iterator = database.newIterator(handle, options)) {
      iterator.seek(from);
      return visit(iterator, limit, visitor, RocksIterator::next);
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("reading state", directory, e);
    } finally {
      reading.unlock();
    }
  }

  @Override
  public byte[] scanBackward(byte[] from, byte[] to, int limit, EntryVisitor visitor) {
    Lock reading = openLock.enter();
    try (Slice lower = new Slice(from);
        Slice upper = new Slice(to);
        ReadOptions options =
            new ReadOptions()
                .setIterateLowerBound(lower)
                .setIterateUpperBound(upper)
                .setFillCache(false);
        RocksIterator iterator = database.newIterator(handle, options)) {
      iterator.seekToLast();
      return visit(iterator, limit, visitor, RocksIterator::prev);
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("reading state", directory, e);
    } finally {
      reading.unlock();
    }
  }

  /** Visits entries from where the iterator stands. */
  private static byte[] visit(
      RocksIterator iterator, int limit, EntryVisitor visitor, Consumer<RocksIterator> step)
      throws RocksDBException {
    ByteBuffer key = ByteBuffer.allocateDirect(KEY_BUFFER_BYTES);
    ByteBuffer value = ByteBuffer.allocateDirect(VALUE_BUFFER_BYTES);
    int count = 0;
    for (; iterator.isValid(); step.accept(iterator)) {
      int keyLength = iterator.key(key.clear());
      if (keyLength > key.capacity()) {
        key = ByteBuffer.allocateDirect(grown(keyLength));
        keyLength = iterator.key(key);
      }
      int valueLength = iterator.value(value.clear());
      if (valueLength > value.capacity()) {
        value = ByteBuffer.allocateDirect(grown(valueLength));
        valueLength = iterator.value(value);
      }
      visitor.entry(Memory.address(key), keyLength, Memory.address(value), valueLength);
      if (++count == limit) {
        return iterator.key();
      }
    }
    iterator.status();
    return null;
  }

  private static int grown(int length) {
    return length + Math.min(length / 2, Integer.MAX_VALUE - length);
  }

  @Override
  public byte[] firstKey(byte[] from, byte[] to) {
    Lock reading = openLock.enter();
    try (Slice bound = new Slice(to);
        ReadOptions options = new ReadOptions().setIterateUpperBound(bound);
        RocksIterator iterator = database.newIterator(handle, options)) {
      iterator.seek(from);
      if (iterator.isValid()) {
        return iterator.key();
      }
      iterator.status();
      return null;
    } catch (RocksDBException e) {
      throw RocksDbErrors.translate("reading state", directory, e);
    } finally {
      reading.unlock();
    }
  }
}
