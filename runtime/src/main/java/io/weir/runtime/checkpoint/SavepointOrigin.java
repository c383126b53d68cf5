package io.weir.runtime.checkpoint;

import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointOrigin;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.state.StateSnapshot.StateFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A savepoint as what a job begins from.
 *
 * @param savepoint the savepoint
 * @param storage where the job keeps its checkpoints
 */
public record SavepointOrigin(Savepoint savepoint, CheckpointStorage storage)
    implements CheckpointOrigin {
  @Override
  public String describe() {
    return "savepoint " + savepoint.directory();
  }

  @Override
  public Checkpoint read() {
    return savepoint.read();
  }

  @Override
  public List<String> successors() throws IOException {
    return savepoint.successors();
  }

  @Override
  public Checkpoint adopt(String incarnation) throws IOException {
    Checkpoint saved = savepoint.read();
    savepoint.note(incarnation);
    if (saved.state().isEmpty()) {
      return saved;
    }
    List<StateFile> copies = new ArrayList<>();
    for (StateFile file : saved.state().get().files()) {
      copies.add(storage.copy(savepoint.directory().resolve(file.stored()), file));
    }
    storage.sync();
    StateSnapshot state = saved.state().get();
    return saved.withState(new StateSnapshot(state.format(), copies, state.tables()));
  }
}
