package io.weir.runtime.operator.script;

import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.request.DirectRequests;
import io.weir.runtime.request.Requests;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.KeyHasher;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.state.StateTables;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.Clock;
import io.weir.runtime.vector.Gather;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** The instances of one operator of a chain. */
final class Stage implements AutoCloseable {
  private final OperatorNode node;
  private final String operatorId;
  private final BufferAllocator allocator;
  private final Clock clock;
  private final OperatorMetrics metrics = new OperatorMetrics();
  private final List<Operator> operators = new ArrayList<>();
  private final List<StateBackend.InstanceState> states = new ArrayList<>();

  Stage(OperatorNode node, String operatorId, BufferAllocator allocator, Clock clock) {
    this.clock = clock;
    this.node = node;
    this.operatorId = operatorId;
    this.allocator = allocator;
  }

  /** What a checkpoint holds of a stage, besides its tables. */
  record Remembered(List<byte[]> states, long watermark) {
    static final Remembered NOTHING = new Remembered(List.of(), Watermark.NONE);
  }

  /** Makes the instances, with what the backend and a checkpoint hold of them. */
  void open(StateBackend backend, int wanted, Remembered remembered, boolean isFresh) {
    int parallelism = isHashed() ? Math.min(wanted, node.maxParallelism()) : 1;
    for (int i = 0; i < parallelism; i++) {
      int first = KeyGroups.start(i, parallelism);
      int end = KeyGroups.start(i + 1, parallelism);
      states.add(backend.open(operatorId, node.stateTables(), first, end - first, clock));
      operators.add(node.create(new Context(i, parallelism, states.get(i), remembered, isFresh)));
    }
  }

  private boolean isHashed() {
    for (int input = 0; input < node.inputs().size(); input++) {
      if (node.requiredDistribution(input).kind() == Distribution.Kind.HASH) {
        return true;
      }
    }
    return false;
  }

  OperatorNode node() {
    return node;
  }

  List<Operator> operators() {
    return operators;
  }

  OperatorMetrics metrics() {
    return metrics;
  }

  /** The part of a batch of an input for each instance; takes the batch. */
  List<Batch> route(int input, Batch batch) {
    if (operators.size() == 1) {
      return List.of(batch);
    }
    List<Batch> parts = new ArrayList<>();
    Distribution distribution = node.requiredDistribution(input);
    if (distribution.kind() == Distribution.Kind.BROADCAST) {
      try (batch) {
        operators.forEach(o -> parts.add(Gather.copy(batch, batch.selection(), allocator)));
      }
      return parts;
    }
    try (batch;
        KeyHasher hasher = new KeyHasher(batch.schema(), distribution.keys(), allocator)) {
      int[] hashes = hasher.hashes(batch).clone();
      for (int instance = 0; instance < operators.size(); instance++) {
        int[] rows = new int[batch.size()];
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
          if (KeyGroups.subtask(KeyGroups.of(hashes[i]), operators.size()) == instance) {
            rows[count++] = batch.selection().row(i);
          }
        }
        parts.add(Gather.copy(batch, Selection.of(rows, count), allocator));
      }
    }
    return parts;
  }

  List<byte[]> snapshot(long checkpointId) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (Operator operator : operators) {
      operator.checkAtRest();
      OperatorSnapshot.Content content = operator.snapshot(checkpointId).complete();
      contents.add(content.state());
    }
    contents.removeIf(content -> content.length == 0);
    return contents;
  }

  List<StateBackend.Capture> capture(long checkpointId) {
    return states.stream().map(state -> state.capture(checkpointId)).toList();
  }

  @Override
  public void close() {
    operators.forEach(Operator::close);
    operators.clear();
    states.forEach(StateBackend.InstanceState::close);
    states.clear();
  }

  private final class Context implements OperatorContext {
    private final int subtask;
    private final int parallelism;
    private final StateTables state;
    private final Remembered remembered;
    private final boolean isFresh;

    Context(
        int subtask, int parallelism, StateTables state, Remembered remembered, boolean isFresh) {
      this.subtask = subtask;
      this.parallelism = parallelism;
      this.state = state;
      this.remembered = remembered;
      this.isFresh = isFresh;
    }

    @Override
    public int subtask() {
      return subtask;
    }

    @Override
    public int parallelism() {
      return parallelism;
    }

    @Override
    public BufferAllocator allocator() {
      return allocator;
    }

    @Override
    public StateTables state() {
      return state;
    }

    @Override
    public List<byte[]> restoredState() {
      return remembered.states();
    }

    @Override
    public boolean isFreshStart() {
      return isFresh;
    }

    @Override
    public long restoredWatermark() {
      return remembered.watermark();
    }

    @Override
    public String incarnation() {
      return "script";
    }

    @Override
    public Clock clock() {
      return clock;
    }

    @Override
    public Requests requests() {
      return DirectRequests.INSTANCE;
    }

    @Override
    public OperatorMetrics metrics() {
      return metrics;
    }
  }
}
