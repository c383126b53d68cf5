package io.weir.runtime.connector.file.sink;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.file.sink.PreparedFiles.PreparedFile;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Publishes ended files by renaming them, one after the other, and then writes the commit list of
 * the checkpoint. The list is the proof that all its files have been published, so that a commit
 * that is repeated asks nothing of files which their reader may have taken away since.
 */
final class FileCommitter implements Committer {
  /** Where commit lists lie, relative to the table's directory. */
  static final String COMMITS = "_weir/commits";

  /** Where it is written down which files are about to be replaced. */
  private static final String OVERWRITES = "_weir/overwrites";

  private static final int VERSION = 1;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final FileSystem files;
  private final Path root;
  private final List<String> partitionPrefixes;
  private final String incarnation;
  private final FileNames names;
  private final Optional<FileMerger> merger;
  private final Optional<PartitionMarks> marks;

  /**
   * @param partitionPrefixes how the names of directories start at each level of partitions, such
   *     as {@code country=}
   * @param merger puts small files together, if that is asked for
   * @param partitions when partitions are marked as complete, if they are
   */
  FileCommitter(
      FileSystem files,
      Path root,
      List<String> partitionPrefixes,
      Optional<FileMerger> merger,
      Optional<PartitionCommit> partitions,
      String incarnation) {
    this.merger = merger;
    this.files = files;
    this.root = root;
    this.partitionPrefixes = List.copyOf(partitionPrefixes);
    this.incarnation = incarnation;
    names = new FileNames(incarnation);
    marks = partitions.map(commit -> new PartitionMarks(files, root, commit));
  }

  @Override
  public void commit(long checkpointId, List<byte[]> committables) throws IOException {
    List<PreparedFile> prepared = new ArrayList<>();
    List<PartitionReport> reports = new ArrayList<>();
    Optional<Overwrite> overwrite = Optional.empty();
    for (byte[] committable : committables) {
      PreparedFiles decoded = PreparedFiles.decode(committable);
      prepared.addAll(decoded.files());
      decoded.report().ifPresent(reports::add);
      overwrite = overwrite.or(decoded::overwrite);
    }
    publish(checkpointId, prepared, overwrite);
    if (marks.isPresent()) {
      marks.get().mark(reports);
    }
  }

  private void publish(
      long checkpointId, List<PreparedFile> prepared, Optional<Overwrite> overwrite)
      throws IOException {
    Path list = root.resolve(COMMITS).resolve(names.commitList(checkpointId));
    Replacement replacement =
        new Replacement(
            files, root, root.resolve(OVERWRITES).resolve(names.commitList(checkpointId)));
    boolean isDone = files.exists(list);
    if (isDone && overwrite.isPresent()) {
      replacement.forget();
    }
    if (prepared.isEmpty() && overwrite.isEmpty() || isDone) {
      return;
    }
    List<FileMerger.Merged> whole =
        merger.isPresent()
            ? merger.get().merge(prepared, checkpointId)
            : prepared.stream().map(FileCommitter::asItIs).toList();
    // All are looked at before the first is renamed: what is refused leaves nothing half-published.
    List<PreparedFile> unpublished = new ArrayList<>();
    for (FileMerger.Merged each : whole) {
      if (!isPublished(each.file())) {
        unpublished.add(each.file());
      }
    }
    Set<String> directories = new LinkedHashSet<>();
    whole.forEach(each -> directories.add(each.file().directory()));
    List<PreparedFile> all = whole.stream().map(FileMerger.Merged::file).toList();
    List<String> old =
        overwrite.isPresent()
            ? replacement.old(replaced(overwrite.get(), directories), all)
            : List.of();
    for (PreparedFile file : unpublished) {
      publish(file);
    }
    if (merger.isPresent()) {
      // The new names are durable before the only other copies of the rows go.
      for (String directory : directories) {
        sync(root.resolve(directory));
      }
    }
    for (FileMerger.Merged each : whole) {
      each.sources().forEach(source -> delete(root.resolve(source)));
    }
    for (String directory : directories) {
      sync(root.resolve(directory));
    }
    replacement.remove(old);
    writeList(list, checkpointId, all, old);
    if (overwrite.isPresent()) {
      replacement.forget();
    }
  }

  /** The directories whose files are replaced. */
  private static Set<String> replaced(Overwrite overwrite, Set<String> written) {
    Set<String> replaced = new LinkedHashSet<>(written);
    overwrite
        .directory()
        .ifPresent(directory -> replaced.add(directory.isEmpty() ? "" : directory + "/"));
    return replaced;
  }

  private static FileMerger.Merged asItIs(PreparedFile file) {
    return new FileMerger.Merged(file, file.staged().map(List::of).orElse(List.of()));
  }

  private boolean isPublished(PreparedFile file) throws IOException {
    Path source = root.resolve(file.path());
    Path target = root.resolve(file.target());
    boolean isInProgress = files.exists(source);
    boolean hasTarget = files.exists(target);
    if (isInProgress && hasTarget) {
      throw LostFiles.inTheWay(source, target);
    }
    if (!isInProgress && !hasTarget) {
      throw LostFiles.missing(source, file.bytes());
    }
    Path existing = isInProgress ? source : target;
    long bytes = files.size(existing);
    if (bytes != file.bytes()) {
      throw LostFiles.changed(existing, bytes, file.bytes());
    }
    return hasTarget;
  }

  private void publish(PreparedFile file) {
    Path source = root.resolve(file.path());
    Path target = root.resolve(file.target());
    try {
      files.rename(source, target);
    } catch (IOException e) {
      throw FileErrors.of("renaming '" + source + "' to '" + target + "'", e);
    }
  }

  private void sync(Path directory) {
    try {
      files.syncDirectory(directory);
    } catch (NoSuchFileException e) {
      // Its reader has taken it away already, with what was published in it.
      return;
    } catch (IOException e) {
      throw FileErrors.of("syncing the directory '" + directory + "'", e);
    }
  }

  private void writeList(
      Path list, long checkpointId, List<PreparedFile> published, List<String> removed)
      throws IOException {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("version", VERSION).put("incarnation", incarnation).put("checkpoint", checkpointId);
    ArrayNode array = node.putArray("files");
    for (PreparedFile file : published) {
      array.addObject().put("path", file.target()).put("bytes", file.bytes());
    }
    if (!removed.isEmpty()) {
      removed.forEach(node.putArray("removed")::add);
    }
    ListFile.write(files, list, MAPPER.writeValueAsBytes(node));
  }

  @Override
  public OptionalLong publishedAfter(long checkpointId) throws IOException {
    long newest = checkpointId;
    for (Path list : files.list(root.resolve(COMMITS))) {
      OptionalLong published = names.checkpointOf(list.getFileName().toString());
      newest = Math.max(newest, published.orElse(checkpointId));
    }
    return newest > checkpointId ? OptionalLong.of(newest) : OptionalLong.empty();
  }

  @Override
  public void cleanUp(long checkpointId) throws IOException {
    if (files.isDirectory(root)) {
      cleanUp(root, 0, checkpointId);
    }
  }

  @Override
  public void discard() throws IOException {
    cleanUp(0);
  }

  private void cleanUp(Path directory, int level, long checkpointId) throws IOException {
    boolean hasChanged = false;
    for (Path path : files.list(directory)) {
      String name = path.getFileName().toString();
      OptionalLong begunAfter = names.begunAfter(name);
      if (begunAfter.isPresent()) {
        if (begunAfter.getAsLong() >= checkpointId) {
          delete(path);
          hasChanged = true;
        }
      } else if (level < partitionPrefixes.size()
          && name.startsWith(partitionPrefixes.get(level))
          && files.isDirectory(path)) {
        cleanUp(path, level + 1, checkpointId);
      }
    }
    if (hasChanged) {
      sync(directory);
    }
  }

  private void delete(Path file) {
    try {
      files.delete(file);
    } catch (IOException e) {
      throw FileErrors.of("deleting '" + file + "'", e);
    }
  }

  @Override
  public void close() {}
}
