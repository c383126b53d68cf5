package io.weir.shell.data;

import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;

/** Replaces a small file so that a crash leaves the old content or the new, never a mixture. */
final class DurableFile {
  private DurableFile() {}

  static void replace(FileSystem files, Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
    try (FileOutput output = files.create(temporary)) {
      output.write(content, 0, content.length);
      output.sync();
    }
    files.rename(temporary, file);
    files.syncDirectory(file.getParent());
  }
}
