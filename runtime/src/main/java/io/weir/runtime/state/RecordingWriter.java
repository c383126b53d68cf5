package io.weir.runtime.state;

import java.util.List;

/** Writes few changes to a table, and takes down what it does. */
final class RecordingWriter implements StoreWriter, StoreEntries {
  private final StoreWriter writer;
  private final StateOperations record;
  private StoreEntries entries;

  /**
   * @param writer to the table; closed with this one
   * @param record where the table's name has been taken down
   */
  RecordingWriter(StoreWriter writer, StateOperations record) {
    this.writer = writer;
    this.record = record;
  }

  @Override
  public void deleteRange(byte[] from, byte[] to) {
    writer.deleteRange(from, to);
    record.deleteRange(from, to);
  }

  @Override
  public List<StoreEntries> parts(int wanted) {
    entries = writer.parts(1).get(0);
    return List.of(this);
  }

  @Override
  public void put(byte[] key, byte[] value) {
    entries.put(key, value);
    record.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    entries.delete(key);
    record.delete(key);
  }

  @Override
  public void finish() {
    writer.finish();
  }

  @Override
  public void close() {
    writer.close();
  }
}
