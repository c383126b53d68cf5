package io.weir.runtime.checkpoint;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Copies a file and says what was copied. */
final class FileCopy {
  private static final int BUFFER_BYTES = 1 << 18;

  private FileCopy() {}

  /** Copies; the content is durable when this returns. The answer is its checksum. */
  static String copy(FileSystem files, Path from, Path to) throws IOException {
    MessageDigest digest = ContentHash.digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = files.open(from);
        FileOutput out = files.create(to)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
      out.sync();
    }
    return ContentHash.text(digest);
  }

  /** Makes a file of a content, durable but for its name. */
  static void write(FileSystem files, Path file, byte[] content) throws IOException {
    try (FileOutput out = files.create(file)) {
      out.write(content, 0, content.length);
      out.sync();
    }
  }
}
