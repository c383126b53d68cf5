package io.weir.runtime.connector.file.sink;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A small file beside a table's data, two directories below the table's: it is there whole or not.
 */
final class ListFile {
  private ListFile() {}

  /** Writes a file; it is durable on return. */
  static void write(FileSystem files, Path file, byte[] content) throws IOException {
    Path directory = file.getParent();
    Path unfinished = directory.resolve("." + file.getFileName() + ".inprogress");
    try {
      if (!files.isDirectory(directory)) {
        files.createDirectories(directory);
      }
      try (FileOutput output = files.create(unfinished)) {
        output.write(content, 0, content.length);
        output.sync();
      }
      files.rename(unfinished, file);
      files.syncDirectory(directory);
      files.syncDirectory(directory.getParent());
      files.syncDirectory(directory.getParent().getParent());
    } catch (IOException e) {
      throw FileErrors.writing(file, content.length, e);
    }
  }
}
