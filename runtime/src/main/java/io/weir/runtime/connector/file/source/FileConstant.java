package io.weir.runtime.connector.file.source;

import io.weir.runtime.connector.file.PartitionText;
import io.weir.runtime.error.WeirException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A column that has one value for all rows of a file. */
interface FileConstant {
  /** The keys of metadata columns, as Flink names them. */
  List<String> METADATA_KEYS =
      List.of("file.path", "file.name", "file.size", "file.modification-time");

  /** The value as text, null for NULL. */
  String text(FileSplit file);

  /** The metadata column of a key of {@link #METADATA_KEYS}. */
  static FileConstant metadata(String key) {
    return switch (key) {
      case "file.path" -> file -> file.path().toString();
      case "file.name" -> file -> file.path().getFileName().toString();
      case "file.size" -> file -> Long.toString(file.lengthBytes());
      case "file.modification-time" -> file -> instant(file.modifiedMillis());
      default -> throw new AssertionError("no such metadata: " + key);
    };
  }

  private static String instant(long millis) {
    return Instant.ofEpochMilli(millis).toString().replace('T', ' ');
  }

  /**
   * A column of PARTITIONED BY: its value is in the name {@code key=value} of a directory on the
   * file's path.
   *
   * @param nullName the value that stands for NULL
   */
  static FileConstant partition(String key, String nullName) {
    return file -> {
      String prefix = key + "=";
      Path parent = file.path().getParent();
      for (int i = parent.getNameCount() - 1; i >= 0; i--) {
        String name = parent.getName(i).toString();
        if (name.startsWith(prefix)) {
          String value = PartitionText.unescape(name.substring(prefix.length()));
          return value.equals(nullName) ? null : value;
        }
      }
      throw WeirException.permanent(
          "file '"
              + file.path()
              + "' lies in no directory \""
              + prefix
              + "…\", but the table is partitioned by \""
              + key
              + "\"",
          "move it there, or narrow the table's path");
    };
  }
}
