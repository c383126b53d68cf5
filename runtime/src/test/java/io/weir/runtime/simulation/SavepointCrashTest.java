package io.weir.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.checkpoint.Savepoint;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.state.StateSnapshot.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A machine that dies at every operation of writing a savepoint, each time once. */
class SavepointCrashTest {
  private static final Path CHECKPOINTS = Path.of("/job/checkpoints");
  private static final Path SAVEPOINT = Path.of("/backup/daily");
  private static final int MOST_OPERATIONS = 1_000;

  private final SimulatedClock clock = new SimulatedClock();

  @Test
  void whatACrashLeavesIsWholeOrSaysThatItIsNot() throws IOException {
    int torn = 0;
    for (int operation = 1; operation < MOST_OPERATIONS; operation++) {
      SimulatedFileSystem files = new SimulatedFileSystem(new SplittableRandom(operation));
      CheckpointStorage storage = storage(files);
      files.faults().crashAfter(operation);
      boolean hasCrashed = false;
      try {
        write(files, storage);
      } catch (SimulatedCrash dead) {
        hasCrashed = true;
      }
      files.faults().die();
      files.restart();
      assertEquals(List.of(), storage.verify(1), "the checkpoint");
      if (isWhole(files)) {
        if (!hasCrashed) {
          assertTrue(torn > 10, torn + " savepoints were torn");
          return;
        }
      } else {
        assertTrue(hasCrashed, "a savepoint that was written is not whole");
        torn++;
      }
    }
    throw new AssertionError("the savepoint is never written");
  }

  private CheckpointStorage storage(SimulatedFileSystem files) throws IOException {
    CheckpointStorage storage = new CheckpointStorage(files, CHECKPOINTS, clock, "test", 3);
    List<StateFile> kept = new ArrayList<>();
    files.createDirectories(Path.of("/work"));
    for (String content : new String[] {"one", "another"}) {
      Path file = Path.of("/work/" + content + ".sst");
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      try (FileOutput out = files.create(file)) {
        out.write(bytes, 0, bytes.length);
      }
      kept.add(storage.keep(file, content + ".sst"));
    }
    storage.sync();
    storage.write(
        new Checkpoint(
            1,
            "abc",
            "print",
            false,
            Map.of(),
            Map.of(),
            Optional.of(new StateSnapshot("rocksdb-1", kept, List.of())),
            Optional.empty(),
            List.of()));
    files.createDirectories(SAVEPOINT.getParent());
    files.syncDirectory(SAVEPOINT.getParent().getParent());
    return storage;
  }

  private static void write(SimulatedFileSystem files, CheckpointStorage storage)
      throws IOException {
    Savepoint savepoint = new Savepoint(files, SAVEPOINT);
    savepoint.prepare();
    savepoint.write(storage, 1, "daily", "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isWhole(SimulatedFileSystem files) throws IOException {
    Savepoint savepoint = new Savepoint(files, SAVEPOINT);
    try {
      assertEquals(1, savepoint.read().id());
    } catch (WeirException said) {
      return false;
    }
    assertEquals(List.of(), savepoint.verify());
    return true;
  }
}
