package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.checkpoint.state.StateOperator;
import io.weir.runtime.checkpoint.state.StateSizes;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.state.StateSnapshot.TableDeclaration;
import io.weir.runtime.state.StoredState;
import io.weir.runtime.state.view.StateColumns;
import io.weir.runtime.type.Field;
import io.weir.shell.data.JobDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SHOW OPERATORS FOR JOB: what STATE takes, and how much there is of it in the last checkpoint. */
final class OperatorTable {
  private static final List<String> COLUMNS =
      List.of("operator", "state table", "rows", "bytes", "checkpoint", "columns", "does", "id");

  /** How often the last checkpoint is looked for again when it is removed meanwhile. */
  private static final int ATTEMPTS = 20;

  private final JobTable jobs;
  private final Jobs all;

  OperatorTable(JobTable jobs, Jobs all) {
    this.jobs = jobs;
    this.all = all;
  }

  /**
   * A row for each state table of a job.
   *
   * @throws WeirException if there is no such job, or it has no checkpoint
   */
  Planned.Rows operators(String job) throws IOException {
    JobDirectory directory = jobs.get(job);
    CheckpointStorage storage = all.engine().checkpoints(directory);
    for (int attempt = 1; ; attempt++) {
      List<Long> ids = storage.ids();
      if (ids.isEmpty()) {
        throw WeirException.permanent(
            "job \"" + job + "\" has no checkpoint yet",
            "state is read from checkpoints: CHECKPOINT JOB takes one");
      }
      long newest = ids.get(ids.size() - 1);
      try {
        return operators(storage, newest);
      } catch (IOException | WeirException fault) {
        if (attempt == ATTEMPTS || storage.ids().contains(newest)) {
          throw fault;
        }
      }
    }
  }

  private Planned.Rows operators(CheckpointStorage storage, long id) throws IOException {
    Checkpoint checkpoint = storage.manifest(id).checkpoint();
    StateSnapshot snapshot = checkpoint.state().orElseGet(StateSnapshot::empty);
    List<List<String>> rows = new ArrayList<>();
    try (StoredState state =
        StoredState.open(snapshot, all.data().files(), all.scratch().get(), storage)) {
      for (StateOperator operator : StateOperator.of(checkpoint)) {
        for (TableDeclaration table : operator.tables()) {
          rows.add(row(operator, table, StateSizes.of(state, table), id));
        }
      }
    }
    return new Planned.Rows(
        COLUMNS, rows, rows.isEmpty() ? List.of(withoutState(checkpoint)) : List.of());
  }

  private static List<String> row(
      StateOperator operator, TableDeclaration table, StateSizes sizes, long checkpoint) {
    String more = sizes.isAll() ? "" : "more than ";
    return List.of(
        operator.name(),
        table.spec().name(),
        more + sizes.rows(),
        more + sizes.bytes(),
        Long.toString(checkpoint),
        StateColumns.of(table.spec()).map(OperatorTable::describe).orElse("cannot be shown"),
        operator.description(),
        operator.id());
  }

  private static String describe(StateColumns columns) {
    return columns.schema().fields().stream()
        .map(Field::toString)
        .collect(Collectors.joining(", "));
  }

  /** Why a checkpoint has no operators to ask for. */
  static String withoutState(Checkpoint checkpoint) {
    return checkpoint.isEnd()
        ? "it has ended, and its final checkpoint "
            + checkpoint.id()
            + " holds no state; write AS OF CHECKPOINT n for one before (SHOW CHECKPOINTS FOR JOB)"
        : "checkpoint " + checkpoint.id() + " holds no state: the job has not begun, or keeps none";
  }
}
