package io.weir.runtime.checkpoint;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    return text(digest);
  }

  /** The digits alone. */
  static String digits(String hash) {
    return hash.substring(PREFIX.length());
  }

  /** The hash of what a digest has seen. */
  static String text(MessageDigest digest) {
    return PREFIX + HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** Writes to a file in large pieces, and hashes what it writes. */
  static final class Writing extends OutputStream {
    private final FileOutput out;
    private final MessageDigest digest = digest();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long sizeBytes;

    Writing(FileOutput out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      if (buffered == buffer.length) {
        flush();
      }
      buffer[buffered++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > buffer.length - buffered) {
        flush();
      }
      if (length > buffer.length) {
        put(bytes, offset, length);
      } else {
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
      }
    }

    @Override
    public void flush() throws IOException {
      put(buffer, 0, buffered);
      buffered = 0;
    }

    private void put(byte[] bytes, int offset, int length) throws IOException {
      if (length > 0) {
        digest.update(bytes, offset, length);
        out.write(bytes, offset, length);
        sizeBytes += length;
      }
    }

    long sizeBytes() {
      return sizeBytes;
    }

    /** Of all that was written; asked once, at the end. */
    String hash() {
      return PREFIX + HexFormat.of().formatHex(digest.digest());
    }
  }
}
