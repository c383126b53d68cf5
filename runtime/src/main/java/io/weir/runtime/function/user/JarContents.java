package io.weir.runtime.function.user;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The entries of a jar, read at once: what is hashed is what is loaded, also if the file is
 * replaced meanwhile.
 *
 * @param sha256 of the jar file, in hex
 * @param entries the contents by name
 */
record JarContents(String sha256, Map<String, byte[]> entries) {
  /** Reads a jar file's bytes. */
  static JarContents of(byte[] jar) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return new JarContents(hash(jar), Map.copyOf(entries));
  }

  private static String hash(byte[] jar) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
