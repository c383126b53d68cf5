package io.weir.runtime.simulation;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.StateFactory;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.state.RocksDbStateBackend;
import io.weir.runtime.state.SnapshotFiles;
import io.weir.runtime.state.StateMemory;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * State in RocksDB on the machine's disk. What the engine itself does to files may fail, be torn or
 * be the last thing it does; while the process is dead, its working directory is filled with
 * rubbish.
 */
public final class RocksDbDisk implements Disk {
  private static final StateMemory MEMORY = new StateMemory(64L << 20, 16L << 20);

  private final Path root;
  private final TornLocalFiles files;
  private final Clock clock;

  /** {@code root} holds everything and is removed at the end. */
  public RocksDbDisk(SplittableRandom random, Path root, Clock clock) throws IOException {
    this.root = root;
    this.files = new TornLocalFiles(random, root.resolve("removed"));
    this.clock = clock;
  }

  @Override
  public CheckpointLog checkpoints() {
    return new CheckpointStorage(files, root.resolve("checkpoints"), clock, "simulated", 1);
  }

  @Override
  public StateFactory state(CheckpointLog checkpoints) {
    return (restored, allocator) ->
        RocksDbStateBackend.open(
            restored.orElse(StateSnapshot.empty()),
            files,
            root.resolve("work"),
            (SnapshotFiles) checkpoints,
            MEMORY);
  }

  @Override
  public boolean crashesInOperations() {
    return true;
  }

  @Override
  public void crashAfter(long operations) {
    files.faults().crashAfter(operations);
  }

  @Override
  public void failAfter(long operations) {
    files.faults().failAfter(operations);
  }

  @Override
  public void setFull(boolean isFull) {
    files.faults().setFull(isFull);
  }

  @Override
  public int fullRefusals() {
    return files.faults().fullRefusals();
  }

  @Override
  public int faults() {
    return files.faults().faults();
  }

  @Override
  public Optional<Runnable> damage() {
    try {
      return files.turnBit(root.resolve("checkpoints"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isDead() {
    return files.faults().isDead();
  }

  @Override
  public void die() {
    files.faults().die();
  }

  @Override
  public void restart() throws IOException {
    files.restart();
    Path work = root.resolve("work");
    FileSystem local = LocalFileSystem.INSTANCE;
    local.createDirectories(work);
    byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
    for (String name : new String[] {"CURRENT", "000005.sst", "MANIFEST-000001"}) {
      try (FileOutput out = local.create(work.resolve(name))) {
        out.write(rubbish, 0, rubbish.length);
      }
    }
  }

  @Override
  public void count(SimulationReport report) {
    report.tornFiles += files.tornFiles();
    report.lostNames += files.lostNames();
  }

  @Override
  public void close() throws IOException {
    LocalFileSystem.INSTANCE.deleteRecursively(root);
  }
}
