package io.weir.runtime.execution.task;

import io.weir.runtime.metric.TableSize;
import io.weir.runtime.state.StateBackend;
import java.util.List;
import java.util.Optional;

/**
 * The state tables of an operator instance.
 *
 * @param tables empty if it has none
 * @param isCaptured whether barriers have to capture them
 */
public record StageState(Optional<StateBackend.InstanceState> tables, boolean isCaptured) {
  /** No tables. */
  public static final StageState NONE = new StageState(Optional.empty(), false);

  Optional<StateBackend.Capture> capture(long checkpointId) {
    return isCaptured ? tables.map(state -> state.capture(checkpointId)) : Optional.empty();
  }

  List<TableSize> sizes() {
    return tables.map(StateBackend.InstanceState::sizes).orElse(List.of());
  }
}
