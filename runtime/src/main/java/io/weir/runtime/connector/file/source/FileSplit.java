package io.weir.runtime.connector.file.source;

import io.weir.runtime.connector.Split;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A file as it was when the job started: what is read of it, and how to know it again.
 *
 * @param path absolute
 * @param lengthBytes where reading ends, whatever is appended later
 * @param modifiedMillis when it was last changed, for the metadata column only
 * @param headHash a hash of its first 64 KB
 */
record FileSplit(Path path, long lengthBytes, long modifiedMillis, String headHash) {
  private static final int HEAD_BYTES = 64 << 10;
  private static final String PATH = "path";
  private static final String LENGTH = "length";
  private static final String MODIFIED = "modified";
  private static final String HEAD_HASH = "head-hash";

  /**
   * The file as it is now.
   *
   * @throws WeirException if it cannot be read
   */
  static FileSplit of(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileSplit(
          file,
          attributes.size(),
          attributes.lastModifiedTime().toMillis(),
          hashHead(file, attributes.size()));
    } catch (AccessDeniedException e) {
      throw WeirException.permanent(
          "file '" + file + "' cannot be read: permission denied", null, e);
    }
  }

  /** The file that a split of this source names. */
  static FileSplit of(Split split) {
    return new FileSplit(
        Path.of(split.properties().get(PATH)),
        Long.parseLong(split.properties().get(LENGTH)),
        Long.parseLong(split.properties().get(MODIFIED)),
        split.properties().get(HEAD_HASH));
  }

  /** The split that stands for the file. */
  Split toSplit() {
    TreeMap<String, String> properties = new TreeMap<>();
    properties.put(PATH, path.toString());
    properties.put(LENGTH, Long.toString(lengthBytes));
    properties.put(MODIFIED, Long.toString(modifiedMillis));
    properties.put(HEAD_HASH, headHash);
    return new Split(path.toString(), path.toString(), properties);
  }

  /**
   * Checks that the bytes recorded are still there, as far as length and hash can tell.
   *
   * @throws WeirException if the file is missing, shorter or another
   */
  void verify() throws IOException {
    try {
      long size = Files.size(path);
      if (size < lengthBytes) {
        throw lost("has " + size + " bytes, but had " + lengthBytes, null);
      }
      if (!hashHead(path, lengthBytes).equals(headHash)) {
        throw lost("has been replaced: its beginning is not what it was", null);
      }
    } catch (NoSuchFileException e) {
      throw lost("no longer exists", e);
    }
  }

  private WeirException lost(String what, IOException cause) {
    return WeirException.permanent(
        "file '" + path + "' " + what + " when the job started",
        "put the file back to resume, or start afresh with --fresh",
        cause);
  }

  /** Two different checksums of the bytes that lie both in the head and before the end. */
  private static String hashHead(Path file, long lengthBytes) throws IOException {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(lengthBytes, HEAD_BYTES));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (head.hasRemaining() && channel.read(head) >= 0) {
        continue;
      }
    }
    CRC32 first = new CRC32();
    first.update(head.array(), 0, head.position());
    CRC32C second = new CRC32C();
    second.update(head.array(), 0, head.position());
    return HexFormat.of().toHexDigits(first.getValue() << 32 | second.getValue());
  }
}
