package io.weir.shell.data;

import io.weir.runtime.file.FileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory in which Weir keeps everything that must survive the process. Nothing in it is made
 * until it is needed.
 *
 * <pre>
 * catalog/catalog.sql, catalog/LOCK           what the shell's CREATE statements have made
 * jobs/NAME/LOCK, jobs/NAME/job.json          one directory a job
 * jobs/NAME/HELD                              somebody has stopped the job
 * jobs/NAME/DONE                              it has finished, and published all
 * jobs/NAME/checkpoints/…                     see the checkpoint package
 * runs/ID/LOCK, runs/ID/journal.jsonl         one directory a script
 * savepoints/NAME-1/…                         savepoints for which no place was named
 * scratch/0/…                                 working files of queries of state; see Scratch
 * </pre>
 *
 * @param root the directory itself
 * @param files how it is reached
 */
public record DataDirectory(Path root, FileSystem files) {
  /** The directory of one job; it may not exist. */
  public JobDirectory job(String name) {
    return new JobDirectory(name, jobs().resolve(name), files);
  }

  /** All jobs, by name. */
  public List<JobDirectory> jobDirectories() throws IOException {
    List<JobDirectory> found = new ArrayList<>();
    for (Path directory : files.list(jobs())) {
      JobDirectory job = new JobDirectory(directory.getFileName().toString(), directory, files);
      if (job.exists()) {
        found.add(job);
      }
    }
    return found;
  }

  /** The directory of the journal of a script run. */
  public Path run(String id) {
    return root.resolve("runs").resolve(id);
  }

  /** Where the shell's catalog is kept. */
  public Path catalogFile() {
    return root.resolve("catalog").resolve("catalog.sql");
  }

  /** Replaces the shell's catalog; called while {@link #changeCatalog} keeps others away. */
  public void saveCatalog(String ddl) throws IOException {
    DurableFile.replace(files, catalogFile(), ddl.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads and replaces the shell's catalog while no other process does. */
  public void changeCatalog(Lock.Action change) throws IOException {
    Path directory = catalogFile().getParent();
    files.createDirectories(directory);
    Lock.whileAlone(directory, change);
  }

  /** Where savepoints go that nobody has named a place for. */
  public Path savepoints() {
    return root.resolve("savepoints");
  }

  /** Names for working files of this process. */
  public Scratch scratch() {
    return Scratch.below(files, root.resolve("scratch"));
  }

  private Path jobs() {
    return root.resolve("jobs");
  }
}
