package io.weir.shell.data;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One job in the data directory.
 *
 * @param name of the job
 * @param path its directory
 * @param files how it is reached
 */
public record JobDirectory(String name, Path path, FileSystem files) {
  /** Whether there is such a job. */
  public boolean exists() throws IOException {
    return files.exists(descriptionFile());
  }

  /** Where its checkpoints lie. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** Where it may work; what is there has no meaning for recovery. */
  public Path work() {
    return path.resolve("work");
  }

  /** Keeps this process the only one that runs the job; makes the directory. */
  public Lock lock() throws IOException, Lock.AlreadyRunning {
    files.createDirectories(path);
    return Lock.acquire(path, "job \"" + name + "\"");
  }

  /** Who runs the job now. */
  public Optional<String> holder() throws IOException {
    return Lock.holderOf(path);
  }

  /** Makes the description durable; replaces an older one. */
  public void describe(JobDescription description) throws IOException {
    files.createDirectories(path);
    DurableFile.replace(files, descriptionFile(), description.toJson());
    files.syncDirectory(path.getParent());
  }

  /** The file with the frozen description. */
  public byte[] describedBytes() throws IOException {
    return files.readAll(descriptionFile());
  }

  /** The frozen description. */
  public JobDescription description() throws IOException {
    try {
      return JobDescription.fromJson(files.readAll(descriptionFile()));
    } catch (NoSuchFileException e) {
      throw WeirException.permanent(
          "job \"" + name + "\" is no longer there", "it is being started afresh, or removed", e);
    } catch (IOException e) {
      throw WeirException.permanent(
          "the description of job \""
              + name
              + "\" ("
              + descriptionFile()
              + ") is damaged: "
              + e.getMessage(),
          "restore the file from a backup, or start the script again with --fresh",
          e);
    }
  }

  /** Whether somebody has stopped the job, so that it goes on only when it is told to. */
  public boolean isHeld() throws IOException {
    return files.exists(heldFile());
  }

  /** Somebody has stopped the job. */
  public void hold() throws IOException {
    DurableFile.replace(files, heldFile(), new byte[0]);
  }

  /** Somebody lets the job go on. */
  public void release() throws IOException {
    if (isHeld() || isDone()) {
      files.delete(heldFile());
      files.delete(doneFile());
      files.syncDirectory(path);
    }
  }

  /**
   * Whether the job has finished and published all, which its last checkpoint cannot tell: that was
   * before.
   */
  public boolean isDone() throws IOException {
    return files.exists(doneFile());
  }

  /** The job has finished, and has published all. */
  public void done() throws IOException {
    DurableFile.replace(files, doneFile(), new byte[0]);
  }

  /** Forgets the job with all its checkpoints; the caller holds its lock. */
  public void delete() throws IOException {
    files.delete(descriptionFile());
    files.delete(heldFile());
    files.delete(doneFile());
    files.syncDirectory(path);
    files.deleteRecursively(checkpoints());
    files.deleteRecursively(work());
  }

  private Path heldFile() {
    return path.resolve("HELD");
  }

  private Path doneFile() {
    return path.resolve("DONE");
  }

  private Path descriptionFile() {
    return path.resolve("job.json");
  }
}
