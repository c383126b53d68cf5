package io.weir.runtime.checkpoint;

import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, with its name before the digits: content with the same hash is the same content. */
final class ContentHash {
  private static final String PREFIX = "sha256:";
  private static final int BUFFER_BYTES = 1 << 18;

  private ContentHash() {}

  static String of(byte[] content) {
    return PREFIX + HexFormat.of().formatHex(digest().digest(content));
  }

  static String of(FileSystem files, Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = files.open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return PREFIX + HexFormat.of().formatHex(digest.digest());
  }

  /** The digits alone. */
  static String digits(String hash) {
    return hash.substring(PREFIX.length());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
