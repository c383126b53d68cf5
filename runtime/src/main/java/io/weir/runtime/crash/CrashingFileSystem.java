package io.weir.runtime.crash;

import io.weir.runtime.crash.CrashPoint.Action;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system that reports every {@link CrashPoint}, so that whoever listens can crash there. */
public final class CrashingFileSystem implements FileSystem {
  private final FileSystem files;
  private final CrashListener listener;

  /** {@code files}, with a listener. */
  public CrashingFileSystem(FileSystem files, CrashListener listener) {
    this.files = files;
    this.listener = listener;
  }

  private interface Step {
    void run() throws IOException;
  }

  private void step(Action action, Path file, Step step) throws IOException {
    tell(action, file, false);
    step.run();
    tell(action, file, true);
  }

  private void tell(Action action, Path file, boolean isDone) {
    Optional<CrashPoint> point = CrashPoint.of(action, file);
    point.ifPresent(reached -> listener.reached(reached, isDone));
    boolean isStep = CrashPoint.isStep(action) && !CrashPoint.isPassing(file);
    if (point.isEmpty() && isDone && isStep) {
      listener.unnamed(action.name(), file);
    }
  }

  @Override
  public FileOutput create(Path file) throws IOException {
    tell(Action.CREATE, file, false);
    FileOutput output = new Output(files.create(file), file);
    tell(Action.CREATE, file, true);
    return output;
  }

  @Override
  public FileOutput openAndTruncate(Path file, long length) throws IOException {
    tell(Action.TRUNCATE, file, false);
    FileOutput output = new Output(files.openAndTruncate(file, length), file);
    tell(Action.TRUNCATE, file, true);
    return output;
  }

  @Override
  public InputStream open(Path file) throws IOException {
    return files.open(file);
  }

  @Override
  public byte[] readAll(Path file) throws IOException {
    return files.readAll(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step(Action.RENAME, to, () -> files.rename(from, to));
  }

  @Override
  public void link(Path from, Path to) throws IOException {
    step(Action.LINK, to, () -> files.link(from, to));
  }

  @Override
  public void delete(Path file) throws IOException {
    step(Action.DELETE, file, () -> files.delete(file));
  }

  @Override
  public void deleteRecursively(Path directory) throws IOException {
    files.deleteRecursively(directory);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    files.createDirectories(directory);
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    return files.list(directory);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return files.exists(file);
  }

  @Override
  public boolean isDirectory(Path file) throws IOException {
    return files.isDirectory(file);
  }

  @Override
  public long size(Path file) throws IOException {
    return files.size(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    step(Action.SYNC_DIRECTORY, directory, () -> files.syncDirectory(directory));
  }

  private final class Output implements FileOutput {
    private final FileOutput output;
    private final Path file;

    Output(FileOutput output, Path file) {
      this.output = output;
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      output.write(bytes, offset, length);
    }

    @Override
    public long position() {
      return output.position();
    }

    @Override
    public void sync() throws IOException {
      step(Action.SYNC, file, output::sync);
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
