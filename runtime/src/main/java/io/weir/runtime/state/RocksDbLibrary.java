package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDB;

/**
 * Loads RocksDB's native library: from the directory that the system property {@value #PROPERTY}
 * names, where the build extracts it, since extracting it from the jar costs a quarter of a second
 * at each start; from the jar if the property is not set.
 */
final class RocksDbLibrary {
  static final String PROPERTY = "weir.native.dir";

  private RocksDbLibrary() {}

  static void load() {
    String directory = System.getProperty(PROPERTY);
    if (directory == null) {
      RocksDB.loadLibrary();
      return;
    }
    try {
      RocksDB.loadLibrary(List.of(Path.of(directory).toAbsolutePath().toString()));
    } catch (UnsatisfiedLinkError e) {
      throw WeirException.permanent(
          "RocksDB's native library cannot be loaded from " + directory + ": " + e.getMessage(),
          "build again, or leave out -D" + PROPERTY + " to load it from the jar",
          e);
    }
  }
}
