package io.weir.runtime.checkpoint.state;

import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.graph.PlanOperator;
import io.weir.runtime.state.StateSnapshot.TableDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step of a job that has state in a checkpoint.
 *
 * @param name by which it can be asked for: that of the step if no other one has it, else its id
 * @param id the stable id of the step
 * @param description what tells it from others: what it does
 * @param tables its state tables, by name
 */
public record StateOperator(
    String name, String id, String description, List<TableDeclaration> tables) {
  public StateOperator {
    tables = List.copyOf(tables);
  }

  /** The steps with state in a checkpoint, in the order of the plan. */
  public static List<StateOperator> of(Checkpoint checkpoint) {
    Map<String, List<TableDeclaration>> tables = new LinkedHashMap<>();
    checkpoint.plan().forEach(step -> tables.put(step.id(), new ArrayList<>()));
    checkpoint
        .state()
        .ifPresent(
            state ->
                state
                    .tables()
                    .forEach(
                        table ->
                            tables
                                .computeIfAbsent(table.operatorId(), id -> new ArrayList<>())
                                .add(table)));
    tables.values().removeIf(List::isEmpty);
    List<StateOperator> operators = new ArrayList<>();
    tables.forEach((id, held) -> operators.add(operator(id, held, checkpoint, tables)));
    return operators;
  }

  private static StateOperator operator(
      String id,
      List<TableDeclaration> held,
      Checkpoint checkpoint,
      Map<String, List<TableDeclaration>> all) {
    Optional<PlanOperator> step = step(id, checkpoint);
    if (step.isEmpty()) {
      return new StateOperator(id, id, "", held);
    }
    String name = step.get().name();
    long namesakes =
        all.keySet().stream()
            .filter(other -> step(other, checkpoint).filter(s -> s.name().equals(name)).isPresent())
            .count();
    return new StateOperator(namesakes == 1 ? name : id, id, describe(step.get()), held);
  }

  private static Optional<PlanOperator> step(String id, Checkpoint checkpoint) {
    return checkpoint.plan().stream().filter(step -> step.id().equals(id)).findFirst();
  }

  private static String describe(PlanOperator step) {
    List<String> words = new ArrayList<>();
    step.attributes().forEach(a -> words.add(a.name() + ": " + a.value()));
    return String.join("; ", words);
  }
}
