package io.weir.runtime.connector.format.parquet;

import io.weir.runtime.error.WeirException;
import org.apache.arrow.dataset.jni.JniLoader;

/** Loads Arrow's native library, once. It is large: only tables with nested columns need it. */
final class NativeParquet {
  private NativeParquet() {}

  static void load() {
    try {
      JniLoader.get().ensureLoaded();
    } catch (IllegalStateException | UnsatisfiedLinkError e) {
      throw WeirException.permanent(
          "nested Parquet columns need Arrow's native library, which cannot be loaded here: "
              + e.getMessage(),
          "it is there for Linux and macOS on x86-64 and ARM; does java.io.tmpdir have 80 MB free?",
          e);
    }
  }
}
