package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.StateSnapshot.StateFile;
import io.weir.runtime.state.StateSnapshot.TableDeclaration;
import io.weir.runtime.vector.Memory;
import java.nio.file.Path;
import java.util.List;

/**
 * The state of a checkpoint, opened beside the job to be looked at. Its files are linked into a
 * directory of its own when it is opened: nothing is done to the originals, and it does not matter
 * whether they are removed.
 */
public final class StoredState implements AutoCloseable {
  private static final long MEMORY_BYTES = 32 << 20;
  private static final byte[] END = StoreKeys.prefix(KeyGroups.COUNT);

  private final StateStore store;

  private StoredState(StateStore store) {
    this.store = store;
  }

  /**
   * Opens what a manifest names.
   *
   * @param directory for links and working files; emptied first, and removed at the end
   * @param snapshots finds the files
   * @throws WeirException if a file is missing or damaged, or the format is not known
   */
  public static StoredState open(
      StateSnapshot snapshot, FileSystem files, Path directory, SnapshotFiles snapshots) {
    List<StateFile> stored = snapshot.files();
    if (stored.isEmpty() || snapshot.format().equals(MemoryStateBackend.FORMAT)) {
      return new StoredState(new MemoryStore(files, directory, snapshots).restore(stored));
    }
    if (!snapshot.format().equals(RocksDbStateBackend.FORMAT)) {
      throw WeirException.permanent(
          "the checkpoint's state has format \"" + snapshot.format() + "\"",
          "this Weir reads \"" + RocksDbStateBackend.FORMAT + "\": take a new checkpoint with it");
    }
    return new StoredState(new RocksDbStore(files, directory, snapshots, MEMORY_BYTES, stored));
  }

  /**
   * Visits entries of a table in the order of their keys.
   *
   * @param after the last key that has been visited, or null to begin
   * @param limit how many
   * @return the last key visited if there may be more, null at the end
   */
  public byte[] scan(TableDeclaration table, byte[] after, int limit, Visitor visitor) {
    boolean windowed = table.spec().windowed();
    int skipped = StoreKeys.prefixLength(windowed);
    byte[] from = after == null ? StoreKeys.prefix(0) : StoreKeys.next(after);
    return store
        .table(table.storeName())
        .scan(
            from,
            END,
            limit,
            (key, keyLength, value, valueLength) -> {
              long namespace =
                  windowed
                      ? Long.reverseBytes(Memory.getLong(key + StoreKeys.KEY_GROUP_BYTES))
                          ^ Long.MIN_VALUE
                      : 0;
              visitor.entry(namespace, key + skipped, keyLength - skipped, value, valueLength);
            });
  }

  /** Is shown entries; the addresses are valid during the call. */
  public interface Visitor {
    void entry(long namespace, long key, int keyLength, long value, int valueLength);
  }

  @Override
  public void close() {
    store.close();
  }
}
