package io.weir.shell.run;

import io.weir.planner.catalog.StateCatalog;
import io.weir.runtime.checkpoint.CheckpointStorage;
import io.weir.runtime.checkpoint.state.CheckpointedTable;
import io.weir.runtime.checkpoint.state.StateOperator;
import io.weir.runtime.checkpoint.state.StateSource;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.state.StateSnapshot.TableDeclaration;
import io.weir.runtime.state.view.StateColumns;
import io.weir.runtime.time.SystemClock;
import io.weir.shell.command.Version;
import io.weir.shell.data.DataDirectory;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.data.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The state of the jobs of a data directory, whoever runs them, from their checkpoints. */
final class JobStates implements StateCatalog {
  private final DataDirectory data;
  private final Scratch scratch;

  /** That of the jobs in {@code data}. */
  JobStates(DataDirectory data) {
    this.data = data;
    this.scratch = data.scratch();
  }

  @Override
  public StateTable find(StateReference reference) {
    try {
      JobDirectory directory = job(reference.job());
      CheckpointStorage storage = storage(directory);
      Checkpoint checkpoint = checkpoint(storage, reference);
      StateOperator operator = operator(reference, checkpoint);
      TableDeclaration table = table(reference, operator);
      StateColumns columns =
          StateColumns.of(table.spec()).orElseThrow(() -> cannotBeShown(table, operator));
      CheckpointedTable read =
          new CheckpointedTable(
              directory.name(),
              storage,
              reference.checkpoint(),
              operator.name(),
              table,
              columns,
              scratch,
              data.files());
      return new StateTable(columns.schema(), positions -> new StateSource(read, positions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CheckpointStorage storage(JobDirectory directory) {
    return new CheckpointStorage(
        data.files(),
        directory.checkpoints(),
        SystemClock.INSTANCE,
        Version.text(),
        CheckpointStorage.DEFAULT_RETAINED);
  }

  private JobDirectory job(String name) throws IOException {
    List<String> names = data.jobDirectories().stream().map(JobDirectory::name).toList();
    if (names.contains(name)) {
      return data.job(name);
    }
    throw new UnknownState(
        Part.JOB,
        "there is no job \"" + name + "\" in " + data.root(),
        suggest(name, names, "jobs: ", "the directory holds no jobs"));
  }

  private static String suggest(String name, List<String> known, String list, String none) {
    if (known.isEmpty()) {
      return none;
    }
    String near = Suggestions.didYouMean(name, known);
    return near != null ? near : list + String.join(", ", known);
  }

  /** The checkpoint that tells what there is: the one asked for, else the newest. */
  private static Checkpoint checkpoint(CheckpointStorage storage, StateReference reference)
      throws IOException {
    List<Long> ids = storage.ids();
    if (ids.isEmpty()) {
      throw new UnknownState(
          Part.JOB,
          "job \"" + reference.job() + "\" has no checkpoint yet",
          "state is read from checkpoints: CHECKPOINT JOB takes one");
    }
    OptionalLong wanted = reference.checkpoint();
    if (wanted.isPresent() && !ids.contains(wanted.getAsLong())) {
      throw new UnknownState(
          Part.CHECKPOINT,
          "job \"" + reference.job() + "\" has no checkpoint " + wanted.getAsLong(),
          "it has "
              + ids.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + "; 'state.checkpoints.num-retained' says how many a job keeps");
    }
    try {
      return storage.manifest(wanted.orElse(ids.get(ids.size() - 1))).checkpoint();
    } catch (WeirException damaged) {
      throw new UnknownState(
          wanted.isPresent() ? Part.CHECKPOINT : Part.JOB, damaged.getMessage(), damaged.hint());
    }
  }

  private static StateOperator operator(StateReference reference, Checkpoint checkpoint) {
    List<StateOperator> operators = StateOperator.of(checkpoint);
    String wanted = reference.operator();
    Optional<StateOperator> found =
        operators.stream()
            .filter(one -> one.id().equals(wanted) || one.name().equalsIgnoreCase(wanted))
            .findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    List<String> names = operators.stream().map(StateOperator::name).toList();
    List<String> namesakes =
        names.stream()
            .filter(name -> name.regionMatches(true, 0, wanted, 0, wanted.length()))
            .toList();
    if (namesakes.size() > 1) {
      throw new UnknownState(
          Part.OPERATOR,
          "job \"" + reference.job() + "\" has several operators \"" + wanted + "\"",
          "name one by its id: " + String.join(", ", namesakes));
    }
    throw new UnknownState(
        Part.OPERATOR,
        "job \"" + reference.job() + "\" has no operator \"" + wanted + "\" with state",
        suggest(
            wanted,
            names,
            "operators with state in checkpoint " + checkpoint.id() + ": ",
            OperatorTable.withoutState(checkpoint)));
  }

  private static TableDeclaration table(StateReference reference, StateOperator operator) {
    List<String> names = operator.tables().stream().map(table -> table.spec().name()).toList();
    if (reference.table().isEmpty()) {
      if (names.size() == 1) {
        return operator.tables().get(0);
      }
      throw new UnknownState(
          Part.OPERATOR,
          operator.name() + " has several state tables",
          "name one as third argument: '" + String.join("', '", names) + "'");
    }
    String wanted = reference.table().get();
    return operator.tables().stream()
        .filter(table -> table.spec().name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownState(
                    Part.TABLE,
                    operator.name() + " has no state table \"" + wanted + "\"",
                    suggest(wanted, names, "it has: ", "it has none")));
  }

  private static UnknownState cannotBeShown(TableDeclaration table, StateOperator operator) {
    return new UnknownState(
        Part.OPERATOR,
        "state table \""
            + table.spec().name()
            + "\" of "
            + operator.name()
            + " cannot be shown as rows: the checkpoint does not say what its bytes mean",
        "where an older Weir wrote the checkpoint, take a new one: CHECKPOINT JOB");
  }
}
