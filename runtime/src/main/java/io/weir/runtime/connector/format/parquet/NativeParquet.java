package io.weir.runtime.connector.format.parquet;

import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.dataset.jni.JniLoader;

/**
 * Loads Arrow's native libraries, once. They are large: only tables with nested columns need it.
 */
final class NativeParquet {
  /** What lies in the memory of this process, on Linux. */
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** How Arrow calls the files into which it unpacks its libraries. */
  private static final String UNPACKED = "/jnilib-";

  private static boolean isLoaded;

  private NativeParquet() {}

  static synchronized void load() {
    if (isLoaded) {
      return;
    }
    try {
      JniLoader.get().ensureLoaded();
      org.apache.arrow.c.jni.JniLoader.get().ensureLoaded();
      removeUnpacked();
      isLoaded = true;
    } catch (IOException | IllegalStateException | UnsatisfiedLinkError e) {
      throw WeirException.permanent(
          "nested Parquet columns need Arrow's native library, which cannot be loaded here: "
              + e.getMessage(),
          "it is there for Linux and macOS on x86-64 and ARM; does java.io.tmpdir have 80 MB free?",
          e);
    }
  }

  /**
   * Removes the files of the libraries that have been loaded, which need them no more. Otherwise
   * they go when the Java machine ends in good order, which one that is killed, or ends at once,
   * does not: 80 MB each time.
   */
  private static void removeUnpacked() throws IOException {
    if (!Files.isReadable(MAPS)) {
      return;
    }
    for (String line : Files.readAllLines(MAPS)) {
      int path = line.indexOf('/');
      if (path >= 0 && line.contains(UNPACKED)) {
        Files.deleteIfExists(Path.of(line.substring(path)));
      }
    }
  }
}
