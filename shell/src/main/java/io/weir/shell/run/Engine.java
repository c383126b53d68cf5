package io.weir.shell.run;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.StateFactory;
import io.weir.runtime.execution.thread.ThreadScheduler;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.state.MemoryStateBackend;
import io.weir.runtime.state.RocksDbStateBackend;
import io.weir.runtime.state.SnapshotFiles;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.time.Clock;
import io.weir.runtime.time.SystemClock;
import io.weir.shell.command.Version;
import io.weir.shell.data.JobDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * What all jobs of this process share: threads, memory, the clock. Threads start with the first
 * job.
 */
public final class Engine implements AutoCloseable {
  private final Clock clock = SystemClock.INSTANCE;
  private final FileSystem files;
  private final RandomGenerator random = new SecureRandom();
  private final MemoryPlan memory;
  private ThreadScheduler scheduler;
  private BufferAllocator allocator;

  /** An engine that keeps within {@code memory}. */
  public Engine(MemoryPlan memory, FileSystem files) {
    this.memory = memory;
    this.files = files;
  }

  /** The machine's clock. */
  public Clock clock() {
    return clock;
  }

  /** The machine's files. */
  public FileSystem files() {
    return files;
  }

  /**
   * What a durable job in {@code directory} reaches the world through.
   *
   * @param retained how many checkpoints it keeps
   */
  JobEnvironment durable(JobDirectory directory, int retained) {
    CheckpointStorage checkpoints = checkpoints(directory, retained);
    StateFactory state =
        (restored, unused) ->
            RocksDbStateBackend.open(
                restored.orElseGet(StateSnapshot::empty),
                files,
                directory.work().resolve("state"),
                checkpoints,
                memory.state(),
                scheduler.lanes());
    return environment(state, checkpoints);
  }

  /** The checkpoints of a job. */
  public CheckpointStorage checkpoints(JobDirectory directory) {
    return checkpoints(directory, CheckpointStorage.DEFAULT_RETAINED);
  }

  private CheckpointStorage checkpoints(JobDirectory directory, int retained) {
    return new CheckpointStorage(files, directory.checkpoints(), clock, Version.text(), retained);
  }

  /** What a job that leaves no trace reaches the world through. */
  JobEnvironment ephemeral() {
    StateFactory state =
        (restored, unused) ->
            MemoryStateBackend.open(
                StateSnapshot.empty(),
                files,
                temporaryDirectory(),
                Untouched.INSTANCE,
                memory.state());
    return environment(state, Untouched.INSTANCE);
  }

  /** A new directory for each job: a store empties the one it is given, and at last removes it. */
  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("weir-");
    } catch (IOException e) {
      throw WeirException.permanent(
          "no temporary directory can be made in '"
              + System.getProperty("java.io.tmpdir")
              + "': "
              + e,
          "make it writable, or name another one: WEIR_JAVA_OPTIONS=-Djava.io.tmpdir=…",
          e);
    }
  }

  private synchronized JobEnvironment environment(StateFactory state, CheckpointLog checkpoints) {
    if (scheduler == null) {
      scheduler = new ThreadScheduler(Runtime.getRuntime().availableProcessors());
      allocator = new RootAllocator(memory.batchBytes());
    }
    return new JobEnvironment(scheduler, clock, random, allocator, state, checkpoints);
  }

  @Override
  public synchronized void close() {
    if (scheduler != null) {
      scheduler.close();
      scheduler = null;
      closeAllocator();
    }
  }

  /** What a job has left that failed while it was being built goes with the process. */
  private void closeAllocator() {
    if (allocator.getAllocatedMemory() == 0) {
      allocator.close();
    }
  }

  /** Stands where a job without checkpoints must not go. */
  private enum Untouched implements CheckpointLog, SnapshotFiles {
    INSTANCE;

    @Override
    public Optional<Checkpoint> latest() {
      throw new AssertionError("a job without checkpoints looks for one");
    }

    @Override
    public List<Long> ids() {
      throw new AssertionError("a job without checkpoints looks for some");
    }

    @Override
    public Checkpoint read(long id) {
      throw new AssertionError("a job without checkpoints reads one");
    }

    @Override
    public void write(Checkpoint checkpoint) {
      throw new AssertionError("a job without checkpoints writes one");
    }

    @Override
    public StateSnapshot.StateFile keep(Path file, String name) {
      throw new AssertionError("a job without checkpoints keeps a file");
    }

    @Override
    public StateSnapshot.StateFile keepContent(String name, Content content) {
      throw new AssertionError("a job without checkpoints keeps a file");
    }

    @Override
    public InputStream openContent(StateSnapshot.StateFile file) {
      throw new AssertionError("a job without checkpoints opens a file");
    }

    @Override
    public StateSnapshot.StateFile keepAgain(StateSnapshot.StateFile file) {
      throw new AssertionError("a job without checkpoints keeps a file");
    }

    @Override
    public void sync() {
      throw new AssertionError("a job without checkpoints keeps files");
    }

    @Override
    public void fetch(StateSnapshot.StateFile file, Path to) {
      throw new AssertionError("a job without checkpoints restores a file");
    }

    @Override
    public WeirException damaged(StateSnapshot.StateFile file, String problem, Exception cause) {
      throw new AssertionError("a job without checkpoints restores a file");
    }
  }
}
