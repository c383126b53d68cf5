package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.StateSnapshot.StateFile;
import io.weir.runtime.vector.Memory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.CRC32C;

/**
 * A store of sorted maps on the heap, small enough to be obviously right. A checkpoint is a base
 * file with everything and, after it, one delta file for each epoch since.
 *
 * <p>A file is the line {@code weir-memory-state 1}, operations, and the CRC-32C of all before it.
 * An operation is a byte ('p' put, 'd' delete, 'r' delete range, 't' table follows, 'x' drop table)
 * and its operands, each a length of 4 bytes and the bytes.
 */
final class MemoryStore implements StateStore {
  private static final byte[] MAGIC = "weir-memory-state 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_DELTAS = 8;

  private final Map<String, Table> tables = new ConcurrentSkipListMap<>();
  private final FileSystem fileSystem;
  private final Path directory;
  private final SnapshotFiles snapshots;
  private final List<StateFile> files = new ArrayList<>();
  private Operations epoch = new Operations();

  /**
   * @param directory for files on their way to the checkpoint; emptied first
   */
  MemoryStore(FileSystem fileSystem, Path directory, SnapshotFiles snapshots) {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.snapshots = snapshots;
    try {
      fileSystem.deleteRecursively(directory);
      fileSystem.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the files of a checkpoint. */
  MemoryStore restore(List<StateFile> restored) {
    for (StateFile file : restored) {
      Path local = directory.resolve(file.name());
      try {
        snapshots.fetch(file, local);
        apply(fileSystem.readAll(local), file);
        fileSystem.delete(local);
      } catch (IOException e) {
        throw damaged(file, e.toString(), e);
      }
      files.add(file);
    }
    epoch = new Operations();
    return this;
  }

  private static WeirException damaged(StateFile file, String reason, Exception cause) {
    return WeirException.permanent(
        "the state file " + file.stored() + " of the checkpoint cannot be read: " + reason,
        "resume from an earlier checkpoint, or start afresh with --fresh",
        cause);
  }

  private void apply(byte[] content, StateFile file) throws IOException {
    int end = content.length - Integer.BYTES;
    if (end < MAGIC.length || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw damaged(file, "it is not a state file of this version", null);
    }
    DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(content, MAGIC.length, content.length - MAGIC.length));
    CRC32C crc = new CRC32C();
    crc.update(content, 0, end);
    int left = end - MAGIC.length;
    Table table = null;
    byte[] operations = new byte[left];
    in.readFully(operations);
    if (in.readInt() != (int) crc.getValue()) {
      throw damaged(file, "its checksum is not that of its content", null);
    }
    in = new DataInputStream(new ByteArrayInputStream(operations));
    while (in.available() > 0) {
      switch (in.readByte()) {
        case 't' -> table = table(new String(read(in), StandardCharsets.UTF_8));
        case 'x' -> tables.remove(new String(read(in), StandardCharsets.UTF_8));
        case 'p' -> table.entries.put(read(in), read(in));
        case 'd' -> table.entries.remove(read(in));
        case 'r' -> table.entries.subMap(read(in), read(in)).clear();
        default -> throw damaged(file, "it holds an unknown operation", null);
      }
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  @Override
  public Table table(String name) {
    return tables.computeIfAbsent(name, n -> new Table());
  }

  @Override
  public void dropTable(String name) {
    tables.remove(name);
    epoch.add('x', name.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public StoreWriter write(String name, long entries, long bytes) {
    Table table = table(name);
    epoch.add('t', name.getBytes(StandardCharsets.UTF_8));
    StoreEntries entriesOfTable =
        new StoreEntries() {
          @Override
          public void put(byte[] key, byte[] value) {
            table.entries.put(key.clone(), value.clone());
            epoch.add('p', key, value);
          }

          @Override
          public void delete(byte[] key) {
            table.entries.remove(key);
            epoch.add('d', key);
          }
        };
    return new StoreWriter() {
      @Override
      public void deleteRange(byte[] from, byte[] to) {
        table.entries.subMap(from, to).clear();
        epoch.add('r', from, to);
      }

      @Override
      public List<StoreEntries> parts(int wanted) {
        return List.of(entriesOfTable);
      }

      @Override
      public void finish() {}

      @Override
      public void close() {}
    };
  }

  @Override
  public List<StateFile> fix(long checkpointId) throws IOException {
    boolean rebase = files.isEmpty() || files.size() > MAX_DELTAS;
    String name = (rebase ? "base-" : "delta-") + checkpointId;
    Operations content = rebase ? everything() : epoch;
    Path local = directory.resolve(name);
    try (FileOutput out = fileSystem.create(local)) {
      byte[] bytes = content.file();
      out.write(bytes, 0, bytes.length);
      out.sync();
    }
    if (rebase) {
      files.clear();
    }
    List<StateFile> result = new ArrayList<>();
    for (StateFile file : files) {
      result.add(snapshots.keepAgain(file));
    }
    StateFile added = snapshots.keep(local, name);
    result.add(added);
    snapshots.sync();
    files.add(added);
    fileSystem.delete(local);
    epoch = new Operations();
    return result;
  }

  private Operations everything() {
    Operations operations = new Operations();
    tables.forEach(
        (name, table) -> {
          operations.add('t', name.getBytes(StandardCharsets.UTF_8));
          table.entries.forEach((key, value) -> operations.add('p', key, value));
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

  /** The bytes of a file as they come to be. */
  private static final class Operations {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    Operations() {
      bytes.writeBytes(MAGIC);
    }

    void add(char operation, byte[]... operands) {
      try {
        out.writeByte(operation);
        for (byte[] operand : operands) {
          out.writeInt(operand.length);
          out.write(operand);
        }
      } catch (IOException e) {
        throw new AssertionError("writing to memory", e);
      }
    }

    byte[] file() throws IOException {
      CRC32C crc = new CRC32C();
      crc.update(bytes.toByteArray());
      out.writeInt((int) crc.getValue());
      return bytes.toByteArray();
    }
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
