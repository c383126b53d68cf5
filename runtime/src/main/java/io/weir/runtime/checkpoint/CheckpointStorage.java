package io.weir.runtime.checkpoint;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.SnapshotFiles;
import io.weir.runtime.state.StateSnapshot.StateFile;
import io.weir.runtime.time.Clock;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The checkpoints of one job in a directory: manifests, and the files that they share. Keeps the
 * newest few checkpoints; a file is removed when no manifest names it any more, and only if its
 * name is one that is given here.
 *
 * <p>Safe for several threads: state is stored on one while a manifest is written on another.
 */
public final class CheckpointStorage implements CheckpointLog, SnapshotFiles {
  /** How many checkpoints are kept where nothing else is asked for. */
  public static final int DEFAULT_RETAINED = 3;

  private static final String MANIFEST = "MANIFEST.json";
  private static final String TEMPORARY_MANIFEST = ".MANIFEST.json.new";
  private static final String SHARED = "shared";
  private static final Pattern SHARED_FILE = Pattern.compile("\\.?[0-9a-f]{64}(\\.[A-Za-z0-9-]+)?");
  private static final Pattern CHECKPOINT_DIRECTORY = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final long SMALL_BYTES = 1 << 20;
  private static final String DAMAGE_HINT =
      "restore the file from a backup, or go on from an older checkpoint (\"weir checkpoints JOB"
          + " verify\" tells which are whole): SET 'weir.state-recovery.checkpoint' = 'N'; --fresh"
          + " starts over, reads the input again and adds its rows to what the sinks already hold";

  private final FileSystem files;
  private final Path directory;
  private final Clock clock;
  private final String engineVersion;
  private final int retained;
  private final Set<String> pending = new HashSet<>();

  /** What checkpoints need that were read or written before: manifests can be large. */
  private final Map<Long, Needs> needs = new ConcurrentHashMap<>();

  /** Files whose content was compared when the checkpoint was read that is being restored. */
  private final Set<String> whole = ConcurrentHashMap.newKeySet();

  private boolean isShareReady;

  /**
   * What a checkpoint needs.
   *
   * @param files the names of its files
   * @param checkpoints those whose commits it has not seen confirmed
   */
  private record Needs(Set<String> files, Set<Long> checkpoints) {
    static Needs of(Checkpoint checkpoint) {
      return new Needs(
          checkpoint.files().stream().map(CheckpointStorage::fileName).collect(Collectors.toSet()),
          checkpoint.unconfirmed().stream()
              .map(Checkpoint.Commit::checkpointId)
              .collect(Collectors.toSet()));
    }
  }

  /**
   * @param directory holds nothing but this job's checkpoints; made when the first is written
   * @param engineVersion goes into manifests
   * @param retained how many checkpoints to keep, at least 1
   */
  public CheckpointStorage(
      FileSystem files, Path directory, Clock clock, String engineVersion, int retained) {
    this.files = files;
    this.directory = directory;
    this.clock = clock;
    this.engineVersion = engineVersion;
    this.retained = retained;
  }

  @Override
  public List<Long> ids() throws IOException {
    List<Long> ids = new ArrayList<>();
    for (Path entry : files.list(directory)) {
      String name = entry.getFileName().toString();
      if (CHECKPOINT_DIRECTORY.matcher(name).matches() && files.exists(entry.resolve(MANIFEST))) {
        ids.add(Long.parseLong(name));
      }
    }
    Collections.sort(ids);
    return ids;
  }

  /**
   * The manifest of a checkpoint.
   *
   * @throws WeirException naming the file if it is damaged or not to be understood
   */
  public Manifest manifest(long id) throws IOException {
    Path file = manifestFile(id);
    byte[] bytes = files.readAll(file);
    try {
      Manifest manifest = ManifestCodec.read(bytes);
      if (manifest.checkpoint().id() != id) {
        throw new IOException("it is the manifest of checkpoint " + manifest.checkpoint().id());
      }
      return manifest;
    } catch (IOException e) {
      throw WeirException.permanent(
          "the manifest of checkpoint " + id + " (" + file + ") cannot be used: " + e.getMessage(),
          DAMAGE_HINT,
          e);
    }
  }

  /** The newest manifest, also while the job writes newer ones and removes the old. */
  public Optional<Manifest> newest() throws IOException {
    List<Long> ids = ids();
    while (!ids.isEmpty()) {
      try {
        return Optional.of(manifest(ids.get(ids.size() - 1)));
      } catch (NoSuchFileException e) {
        List<Long> later = ids();
        if (later.equals(ids)) {
          throw e;
        }
        ids = later;
      }
    }
    return Optional.empty();
  }

  @Override
  public Checkpoint read(long id) throws IOException {
    Checkpoint checkpoint = manifest(id).checkpoint();
    whole.clear();
    for (StateFile file : checkpoint.files()) {
      boolean isHashed = file.sizeBytes() <= SMALL_BYTES;
      check(file, isHashed);
      if (isHashed) {
        whole.add(file.stored());
      }
    }
    return checkpoint;
  }

  @Override
  public Optional<Checkpoint> latest() throws IOException {
    Optional<Manifest> newest = newest();
    if (newest.isPresent()) {
      makeDurable(newest.get().checkpoint().id());
      removeUnneeded();
    }
    return newest.map(Manifest::checkpoint);
  }

  /**
   * An attempt whose disk failed right behind the renaming has left a manifest that can be seen and
   * may still be lost: nobody may go on from it before it is durable.
   */
  private void makeDurable(long id) throws IOException {
    files.syncDirectory(directory.resolve(Long.toString(id)));
    files.syncDirectory(directory);
    files.syncDirectory(directory.getParent());
  }

  @Override
  public void write(Checkpoint checkpoint) throws IOException {
    List<Long> ids = ids();
    if (!ids.isEmpty() && ids.get(ids.size() - 1) >= checkpoint.id()) {
      throw new AssertionError(
          "checkpoint " + checkpoint.id() + " is written to " + directory + " after " + ids);
    }
    Manifest manifest = new Manifest(checkpoint, clock.wallMillis(), engineVersion);
    Path target = directory.resolve(Long.toString(checkpoint.id()));
    boolean isFirst = !files.isDirectory(directory);
    files.createDirectories(target);
    byte[] bytes = ManifestCodec.write(manifest);
    Path temporary = target.resolve(TEMPORARY_MANIFEST);
    try (FileOutput out = files.create(temporary)) {
      out.write(bytes, 0, bytes.length);
      out.sync();
    }
    files.syncDirectory(directory);
    if (isFirst) {
      files.syncDirectory(directory.getParent());
    }
    files.rename(temporary, target.resolve(MANIFEST));
    files.syncDirectory(target);
    needs.put(checkpoint.id(), Needs.of(checkpoint));
    synchronized (pending) {
      checkpoint.files().forEach(file -> pending.remove(fileName(file)));
    }
    removeUnneeded();
  }

  /**
   * Removes all checkpoints, so that a fresh start can begin at 0. Newest first: what a crash
   * leaves is never taken for the end of the job.
   */
  public void discardAll() throws IOException {
    List<Long> ids = ids();
    Collections.reverse(ids);
    for (long id : ids) {
      remove(directory.resolve(Long.toString(id)));
    }
    synchronized (pending) {
      pending.clear();
    }
    needs.clear();
    removeUnneeded();
  }

  /**
   * Removes old checkpoints, and files that no manifest names: what attempts that crashed have left
   * behind, too. Checkpoints whose commits are not confirmed stay. If a manifest that stays cannot
   * be read, it is not known which files it needs, and all files stay.
   */
  private void removeUnneeded() throws IOException {
    List<Long> ids = ids();
    Set<Long> kept = new TreeSet<>(ids.subList(Math.max(0, ids.size() - retained), ids.size()));
    if (!ids.isEmpty()) {
      Needs newest = needs(ids.get(ids.size() - 1));
      newest.checkpoints().stream().filter(ids::contains).forEach(kept::add);
    }
    needs.keySet().retainAll(kept);
    Optional<Set<String>> needed = filesOf(kept);
    for (Path entry : files.list(directory)) {
      String name = entry.getFileName().toString();
      if (CHECKPOINT_DIRECTORY.matcher(name).matches() && !kept.contains(Long.parseLong(name))) {
        remove(entry);
      }
    }
    if (needed.isEmpty()) {
      return;
    }
    for (Path entry : files.list(directory.resolve(SHARED))) {
      String name = entry.getFileName().toString();
      if (SHARED_FILE.matcher(name).matches() && !needed.get().contains(name) && !isPending(name)) {
        files.delete(entry);
      }
    }
  }

  /** The files that checkpoints name; empty if one of them cannot be read. */
  private Optional<Set<String>> filesOf(Set<Long> ids) throws IOException {
    Set<String> named = new HashSet<>();
    for (long id : ids) {
      try {
        named.addAll(needs(id).files());
      } catch (WeirException unreadable) {
        return Optional.empty();
      }
    }
    return Optional.of(named);
  }

  private Needs needs(long id) throws IOException {
    Needs known = needs.get(id);
    if (known == null) {
      known = Needs.of(manifest(id).checkpoint());
      needs.put(id, known);
    }
    return known;
  }

  /** Removes what this class has put into the directory of a checkpoint, the manifest first. */
  private void remove(Path checkpoint) throws IOException {
    files.delete(checkpoint.resolve(MANIFEST));
    files.syncDirectory(checkpoint);
    files.delete(checkpoint.resolve(TEMPORARY_MANIFEST));
    if (files.list(checkpoint).isEmpty()) {
      files.delete(checkpoint);
    }
  }

  private boolean isPending(String name) {
    synchronized (pending) {
      return pending.contains(name)
          || (name.startsWith(".") && pending.contains(name.substring(1)));
    }
  }

  @Override
  public StateFile keep(Path file, String name) throws IOException {
    Path shared = shared();
    String hash = ContentHash.of(files, file);
    String stored = ContentHash.digits(hash) + extension(name);
    long size = files.size(file);
    Path target = shared.resolve(stored);
    synchronized (pending) {
      pending.add(stored);
    }
    boolean isThere = files.exists(target) && files.size(target) == size;
    if (!isThere) {
      Path temporary = shared.resolve("." + stored);
      files.delete(temporary);
      files.link(file, temporary);
      try (FileOutput out = files.openAndTruncate(temporary, size)) {
        out.sync();
      }
      files.rename(temporary, target);
    }
    return new StateFile(name, SHARED + "/" + stored, size, hash, !isThere);
  }

  /**
   * Keeps a copy of a file from elsewhere; durable when {@link #sync} has returned.
   *
   * @param file what it must be
   */
  StateFile copy(Path from, StateFile file) throws IOException {
    String stored = ContentHash.digits(file.checksum()) + extension(file.name());
    synchronized (pending) {
      pending.add(stored);
    }
    Path target = shared().resolve(stored);
    Path temporary = shared().resolve("." + stored);
    String hash = FileCopy.copy(files, from, temporary);
    if (!hash.equals(file.checksum())) {
      throw WeirException.permanent(
          "file " + from + " is damaged: its content does not have its checksum",
          "restore the file from a backup");
    }
    files.rename(temporary, target);
    return new StateFile(file.name(), SHARED + "/" + stored, file.sizeBytes(), hash, true);
  }

  /** Where a file of a checkpoint lies. */
  Path path(StateFile file) {
    return directory.resolve(file.stored());
  }

  @Override
  public StateFile keepContent(String name, Content content) throws IOException {
    Path temporary = shared().resolve(temporaryName(name));
    ContentHash.Writing written;
    try (FileOutput out = files.create(temporary)) {
      written = new ContentHash.Writing(out);
      content.writeTo(written);
      written.flush();
      out.sync();
    }
    String hash = written.hash();
    String stored = ContentHash.digits(hash) + extension(name);
    synchronized (pending) {
      pending.add(stored);
    }
    files.rename(temporary, shared().resolve(stored));
    files.syncDirectory(shared());
    return new StateFile(name, SHARED + "/" + stored, written.sizeBytes(), hash, true);
  }

  /** A name for a file whose content is not known yet, which is removed if it stays behind. */
  private String temporaryName(String name) {
    String temporary =
        "." + ContentHash.digits(ContentHash.of(name.getBytes(StandardCharsets.UTF_8)));
    synchronized (pending) {
      pending.add(temporary);
    }
    return temporary;
  }

  @Override
  public InputStream openContent(StateFile file) throws IOException {
    check(file, true);
    return new BufferedInputStream(files.open(directory.resolve(file.stored())));
  }

  @Override
  public StateFile keepAgain(StateFile file) throws IOException {
    synchronized (pending) {
      pending.add(fileName(file));
    }
    Path path = directory.resolve(file.stored());
    if (!files.exists(path)) {
      throw new IOException(path + " is no longer there");
    }
    return new StateFile(file.name(), file.stored(), file.sizeBytes(), file.checksum(), false);
  }

  @Override
  public void sync() throws IOException {
    files.syncDirectory(shared());
  }

  @Override
  public void fetch(StateFile file, Path to) throws IOException {
    check(file, file.sizeBytes() <= SMALL_BYTES && !whole.contains(file.stored()));
    files.link(directory.resolve(file.stored()), to);
  }

  private void check(StateFile file, boolean isHashed) throws IOException {
    String problem = problem(file, isHashed);
    if (problem != null) {
      throw damaged(file, problem, null);
    }
  }

  @Override
  public WeirException damaged(StateFile file, String problem, Exception cause) {
    return WeirException.permanent(
        "file " + directory.resolve(file.stored()) + " of the checkpoint " + problem,
        DAMAGE_HINT,
        cause);
  }

  /**
   * What is wrong with the files of a checkpoint, a sentence each, every byte read; empty if
   * nothing is.
   */
  public List<String> verify(long id) throws IOException {
    List<String> problems = new ArrayList<>();
    Checkpoint checkpoint = manifest(id).checkpoint();
    for (StateFile file : checkpoint.files()) {
      String problem = problem(file, true);
      if (problem != null) {
        problems.add("file " + directory.resolve(file.stored()) + " " + problem);
      }
    }
    return problems;
  }

  private String problem(StateFile file, boolean isHashed) throws IOException {
    Path path = directory.resolve(file.stored());
    if (!files.exists(path)) {
      return "is missing";
    }
    long size = files.size(path);
    if (size != file.sizeBytes()) {
      return "has " + size + " bytes instead of " + file.sizeBytes();
    }
    if (isHashed && !ContentHash.of(files, path).equals(file.checksum())) {
      return "is damaged: its content does not have the checksum of the manifest";
    }
    return null;
  }

  private synchronized Path shared() throws IOException {
    Path shared = directory.resolve(SHARED);
    if (!isShareReady) {
      files.createDirectories(shared);
      files.syncDirectory(directory);
      isShareReady = true;
    }
    return shared;
  }

  private Path manifestFile(long id) {
    return directory.resolve(Long.toString(id)).resolve(MANIFEST);
  }

  private static String fileName(StateFile file) {
    return file.stored().substring(file.stored().lastIndexOf('/') + 1);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }
}
