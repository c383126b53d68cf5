package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.file.sink.PreparedFiles.PreparedFile;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the small files of one checkpoint together before they are published, those of a partition
 * in the order in which they were ended. Doing it again after a crash makes the same files of the
 * same rows; what has been published by then is left alone.
 */
final class FileMerger {
  private static final int CHUNK_BYTES = 64 << 10;

  private final FileSystem files;
  private final Path root;
  private final Compaction compaction;

  FileMerger(FileSystem files, Path root, Compaction compaction) {
    this.files = files;
    this.root = root;
    this.compaction = compaction;
  }

  /**
   * What is published.
   *
   * @param file the whole file
   * @param sources those that it was made of, which can go when it has its name
   */
  record Merged(PreparedFile file, List<String> sources) {}

  /** What to publish instead of files that have been ended. */
  List<Merged> merge(List<PreparedFile> ended, long checkpointId) throws IOException {
    Map<String, List<PreparedFile>> byDirectory = new LinkedHashMap<>();
    for (PreparedFile file : ended) {
      byDirectory.computeIfAbsent(file.directory(), any -> new ArrayList<>()).add(file);
    }
    List<Merged> merged = new ArrayList<>();
    for (List<PreparedFile> together : byDirectory.values()) {
      List<PreparedFile> group = new ArrayList<>();
      long bytes = 0;
      for (PreparedFile file : together) {
        if (!group.isEmpty() && bytes + file.bytes() > compaction.fileSizeBytes()) {
          merged.add(merged(group, checkpointId));
          group.clear();
          bytes = 0;
        }
        group.add(file);
        bytes += file.bytes();
      }
      merged.add(merged(group, checkpointId));
    }
    return merged;
  }

  private Merged merged(List<PreparedFile> group, long checkpointId) throws IOException {
    PreparedFile first = group.get(0);
    if (group.size() == 1 && compaction.finishing().isEmpty()) {
      return new Merged(first, List.of());
    }
    String name = first.path().substring(first.directory().length());
    String path =
        first.directory()
            + FileNames.merged(name, compaction.finishing().isPresent(), checkpointId);
    List<String> sources = group.stream().map(PreparedFile::path).toList();
    PreparedFile published = new PreparedFile(path, 0, Optional.empty());
    Path target = root.resolve(published.target());
    if (files.exists(target)) {
      return new Merged(new PreparedFile(path, files.size(target), Optional.empty()), sources);
    }
    for (PreparedFile file : group) {
      check(file);
    }
    long bytes = write(sources, root.resolve(path));
    files.syncDirectory(root.resolve(first.directory()));
    return new Merged(new PreparedFile(path, bytes, Optional.empty()), sources);
  }

  private void check(PreparedFile file) throws IOException {
    Path source = root.resolve(file.path());
    if (!files.exists(source)) {
      throw LostFiles.missing(source, file.bytes());
    }
    if (files.size(source) != file.bytes()) {
      throw LostFiles.changed(source, files.size(source), file.bytes());
    }
  }

  private long write(List<String> sources, Path target) throws IOException {
    List<InputStream> parts = new ArrayList<>();
    try (FileOutput output = files.create(target)) {
      for (String source : sources) {
        InputStream part = files.open(root.resolve(source));
        parts.add(part);
        if (parts.size() > 1) {
          part.skipNBytes(compaction.headerBytes());
        }
      }
      InputStream rows = new SequenceInputStream(Collections.enumeration(parts));
      if (compaction.finishing().isPresent()) {
        compaction.finishing().get().finish(rows, output);
      } else {
        copy(rows, output);
      }
      output.sync();
      return output.position();
    } catch (IOException e) {
      throw FileErrors.of("merging files into '" + target + "'", e);
    } finally {
      for (InputStream part : parts) {
        part.close();
      }
    }
  }

  private static void copy(InputStream rows, FileOutput output) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int read = rows.read(chunk); read >= 0; read = rows.read(chunk)) {
      output.write(chunk, 0, read);
    }
  }
}
