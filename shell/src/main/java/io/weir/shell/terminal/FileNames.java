package io.weir.shell.terminal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files whose names begin as somebody types. */
final class FileNames {
  private static final int MOST = 200;

  private FileNames() {}

  /** Those below the directory that is named; directories with a slash behind them. */
  static List<String> startingAs(String typed) {
    int slash = typed.lastIndexOf('/') + 1;
    String directory = typed.substring(0, slash);
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(directory.isEmpty() ? "." : directory))) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        boolean isWanted =
            name.startsWith(typed.substring(slash))
                && (slash < typed.length() || !name.startsWith("."));
        if (isWanted && names.size() < MOST) {
          names.add(directory + name + (Files.isDirectory(file) ? "/" : ""));
        }
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
      return List.of();
    }
    names.sort(null);
    return names;
  }
}
