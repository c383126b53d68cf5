package io.weir.runtime.simulation;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.execution.checkpoint.CheckpointLog;
import io.weir.runtime.execution.job.StateFactory;
import io.weir.runtime.state.MemoryStateBackend;
import io.weir.runtime.state.SnapshotFiles;
import io.weir.runtime.state.StateMemory;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.time.Clock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;

/** State in memory over a {@link SimulatedFileSystem}. */
public final class TornDisk implements Disk {
  private static final StateMemory MEMORY = new StateMemory(64L << 20, StateMemory.MIN_STORE_BYTES);

  private final SimulatedFileSystem files;
  private final Clock clock;

  public TornDisk(SplittableRandom random, Clock clock) {
    this.files = new SimulatedFileSystem(random);
    this.clock = clock;
  }

  @Override
  public CheckpointLog checkpoints() {
    return new CheckpointStorage(files, Path.of("/job/checkpoints"), clock, "simulated", 1);
  }

  @Override
  public StateFactory state(CheckpointLog checkpoints) {
    return (restored, allocator) ->
        MemoryStateBackend.open(
            restored.orElse(StateSnapshot.empty()),
            files,
            Path.of("/job/work"),
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
    return files.turnBit(Path.of("/job/checkpoints"));
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
  public void restart() {
    files.restart();
  }

  @Override
  public void count(SimulationReport report) {
    report.tornFiles += files.tornFiles();
    report.lostNames += files.lostNames();
  }

  @Override
  public void close() {}
}
