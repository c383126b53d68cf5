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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * State in RocksDB on the machine's disk. The process dies between steps only; while it is dead,
 * its working directory is filled with rubbish.
 */
public final class RocksDbDisk implements Disk {
  private static final FileSystem FILES = LocalFileSystem.INSTANCE;
  private static final StateMemory MEMORY = new StateMemory(64L << 20, 16L << 20);

  private final Path root;
  private final Clock clock;
  private boolean isDead;
  private int damaged;

  /** {@code root} holds everything and is removed at the end. */
  public RocksDbDisk(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  @Override
  public CheckpointLog checkpoints() {
    return new CheckpointStorage(FILES, root.resolve("checkpoints"), clock, "simulated", 1);
  }

  @Override
  public StateFactory state(CheckpointLog checkpoints) {
    return (restored, allocator) ->
        RocksDbStateBackend.open(
            restored.orElse(StateSnapshot.empty()),
            FILES,
            root.resolve("work"),
            (SnapshotFiles) checkpoints,
            MEMORY);
  }

  @Override
  public boolean crashesInOperations() {
    return false;
  }

  @Override
  public void crashAfter(long operations) {}

  @Override
  public void failAfter(long operations) {}

  @Override
  public void setFull(boolean isFull) {}

  @Override
  public int fullRefusals() {
    return 0;
  }

  @Override
  public int faults() {
    return 0;
  }

  @Override
  public Optional<Runnable> damage() {
    return Optional.empty();
  }

  @Override
  public boolean isDead() {
    return isDead;
  }

  @Override
  public void die() {
    isDead = true;
  }

  @Override
  public void restart() throws IOException {
    isDead = false;
    Path work = root.resolve("work");
    FILES.createDirectories(work);
    byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
    for (String name : new String[] {"CURRENT", "000005.sst", "MANIFEST-000001"}) {
      try (FileOutput out = FILES.create(work.resolve(name))) {
        out.write(rubbish, 0, rubbish.length);
      }
      damaged++;
    }
  }

  @Override
  public void count(SimulationReport report) {
    report.tornFiles += damaged;
  }

  @Override
  public void close() throws IOException {
    FILES.deleteRecursively(root);
  }
}
