package io.weir.runtime.connector.file.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.weir.runtime.connector.file.sink.PreparedFiles.PreparedFile;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files that go when a commit replaces what was there. Which they are is decided once and
 * written down before anything changes, so that a commit that is repeated takes away the same files
 * and none that came later; they go when the new ones are in their places.
 */
final class Replacement {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final FileSystem files;
  private final Path root;
  private final Path note;

  /**
   * @param note where the files that go are written down
   */
  Replacement(FileSystem files, Path root, Path note) {
    this.files = files;
    this.root = root;
    this.note = note;
  }

  /**
   * The files that readers see in some directories and below them, relative to the table's
   * directory, as they were when this was asked for the first time.
   *
   * @param published the new files, which may be there already
   */
  List<String> old(Set<String> directories, List<PreparedFile> published) throws IOException {
    if (files.exists(note)) {
      List<String> noted = new ArrayList<>();
      for (JsonNode path : MAPPER.readTree(files.readAll(note))) {
        noted.add(path.textValue());
      }
      return noted;
    }
    Set<String> staying = new HashSet<>();
    published.forEach(file -> staying.add(file.target()));
    Set<String> old = new LinkedHashSet<>();
    for (String directory : directories) {
      collect(directory, staying, old);
    }
    List<String> paths = List.copyOf(old);
    write(paths);
    return paths;
  }

  private void collect(String directory, Set<String> staying, Set<String> old) throws IOException {
    Path location = root.resolve(directory);
    if (!files.isDirectory(location)) {
      return;
    }
    for (Path path : files.list(location)) {
      String name = path.getFileName().toString();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      String relative = directory + name;
      if (files.isDirectory(path)) {
        collect(relative + "/", staying, old);
      } else if (!staying.contains(relative)) {
        old.add(relative);
      }
    }
  }

  private void write(List<String> paths) throws IOException {
    ArrayNode array = MAPPER.createArrayNode();
    paths.forEach(array::add);
    ListFile.write(files, note, MAPPER.writeValueAsBytes(array));
  }

  /** Takes old files away, those that are still there. */
  void remove(List<String> old) throws IOException {
    Set<Path> changed = new LinkedHashSet<>();
    for (String path : old) {
      Path file = root.resolve(path);
      if (files.exists(file)) {
        try {
          files.delete(file);
        } catch (IOException e) {
          throw FileErrors.of("deleting '" + file + "', which has been replaced", e);
        }
        changed.add(file.getParent());
      }
    }
    for (Path directory : changed) {
      files.syncDirectory(directory);
    }
  }

  /** Forgets which files were old, when it has been written down that they are gone. */
  void forget() throws IOException {
    if (files.exists(note)) {
      files.delete(note);
      files.syncDirectory(note.getParent());
    }
  }
}
