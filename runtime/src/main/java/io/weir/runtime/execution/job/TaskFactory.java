package io.weir.runtime.execution.job;

import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.execution.IoRequests;
import io.weir.runtime.execution.channel.Channel;
import io.weir.runtime.execution.channel.EdgeChannels;
import io.weir.runtime.execution.channel.OutputEdge;
import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.execution.channel.TaskInput;
import io.weir.runtime.execution.channel.TaskOutput;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.RestoredInstances;
import io.weir.runtime.execution.graph.GraphEdge;
import io.weir.runtime.execution.graph.GraphVertex;
import io.weir.runtime.execution.graph.JobGraph;
import io.weir.runtime.execution.task.Chain;
import io.weir.runtime.execution.task.ChainBuilder;
import io.weir.runtime.execution.task.EndingWriter;
import io.weir.runtime.execution.task.FinishedTaskBody;
import io.weir.runtime.execution.task.OperatorTaskBody;
import io.weir.runtime.execution.task.SourceColumns;
import io.weir.runtime.execution.task.SourceInstance;
import io.weir.runtime.execution.task.SourceTaskBody;
import io.weir.runtime.execution.task.SplitCursor;
import io.weir.runtime.execution.task.SplitDiscovery;
import io.weir.runtime.execution.task.StageIdentity;
import io.weir.runtime.execution.task.StageState;
import io.weir.runtime.execution.task.Task;
import io.weir.runtime.execution.task.TaskBody;
import io.weir.runtime.execution.task.TaskControl;
import io.weir.runtime.execution.task.TaskListener;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.request.Requests;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.CountedMultiset;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.OrderedMultiset;
import io.weir.runtime.state.OrderedTable;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.state.StateTables;
import io.weir.runtime.state.TableSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Builds the tasks of a job from its graph and the checkpoint it starts from. Everything it opens
 * goes to the job's resources at once. Runs on an I/O thread.
 */
final class TaskFactory {
  /** The part of the memory for batches that may lie in channels, as one over this. */
  private static final int CHANNELS_PART = 6;

  private final JobGraph graph;
  private final JobOptions options;
  private final JobEnvironment environment;
  private final BufferAllocator allocator;
  private final Launched launched;
  private final Checkpoint base;
  private final TaskControl control;
  private final TaskListener listener;
  private final RunMetrics metrics;
  private final Resources resources;
  private final Map<GraphEdge, ChannelGrid> grids = new IdentityHashMap<>();
  private final List<Task> working = new ArrayList<>();
  private final List<Task> finished = new ArrayList<>();
  private RestoredQueues queues;
  private int sourceCount;

  TaskFactory(
      JobOptions options, JobEnvironment environment, Launched launched, TaskWiring wiring) {
    this.graph = launched.graph();
    this.options = options;
    this.environment = environment;
    this.launched = launched;
    this.base = launched.base();
    this.allocator = wiring.allocator();
    this.control = wiring.control();
    this.listener = wiring.listener();
    this.metrics = wiring.metrics();
    this.resources = wiring.resources();
  }

  /** Builds all tasks. */
  Tasks build() throws IOException {
    queues = RestoredQueues.read(base, environment.checkpoints(), graph, allocator, resources);
    long channelBytes = channelBytes();
    for (GraphEdge edge : graph.edges()) {
      int senders = graph.vertices().get(edge.from()).parallelism();
      int receivers = graph.vertices().get(edge.to()).parallelism();
      grids.put(
          edge,
          new ChannelGrid(
              edge,
              senders,
              receivers,
              options.channelCapacity(),
              channelBytes,
              environment.scheduler()));
    }
    for (GraphVertex vertex : graph.vertices()) {
      for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
        if (vertex.head() instanceof SourceNode source) {
          working.add(task(vertex, subtask, source(vertex, source, subtask)));
          sourceCount++;
        } else if (finishedNodes(vertex, subtask) == vertex.nodes().size()) {
          finished.add(task(vertex, subtask, finished(vertex, subtask)));
        } else {
          working.add(task(vertex, subtask, operators(vertex, subtask)));
        }
      }
    }
    return new Tasks(working, finished, sourceCount);
  }

  /**
   * What a channel may hold of the memory for batches: together a part of it, since vectors take up
   * to twice the room of their values, each channel takes one batch more, and operators have
   * theirs.
   */
  private long channelBytes() {
    long limit = allocator.getRoot().getLimit();
    if (limit == Long.MAX_VALUE) {
      return limit;
    }
    long channels = 0;
    for (GraphEdge edge : graph.edges()) {
      channels +=
          (long) graph.vertices().get(edge.from()).parallelism()
              * graph.vertices().get(edge.to()).parallelism();
    }
    return limit / CHANNELS_PART / Math.max(1, channels);
  }

  private Task task(GraphVertex vertex, int subtask, TaskBody body) {
    String name = vertex.title() + '[' + subtask + '/' + vertex.parallelism() + ']';
    return resources.add(
        new Task(
            name,
            body,
            control,
            listener,
            metrics.addTask(name, vertex.operatorIds()),
            environment.clock()));
  }

  private TaskBody source(GraphVertex vertex, SourceNode node, int subtask) {
    String id = vertex.operatorIds().get(0);
    List<Checkpoint.SplitEntry> all = base.sources().get(id);
    List<SplitCursor> cursors = new ArrayList<>();
    for (int i = subtask; i < all.size(); i += vertex.parallelism()) {
      Checkpoint.SplitEntry entry = all.get(i);
      cursors.add(
          new SplitCursor(entry.split(), entry.position(), entry.watermark(), entry.isFinished()));
    }
    SplitDiscovery discovery =
        new SplitDiscovery(
            node,
            all.stream().map(Checkpoint.SplitEntry::split).toList(),
            new SplitDiscovery.Share(subtask, vertex.parallelism()),
            environment.clock(),
            environment.scheduler().io());
    SourceInstance instance =
        new SourceInstance(
            node,
            id,
            subtask,
            allocator,
            environment.clock(),
            environment.scheduler().io(),
            environment.scheduler(),
            metrics.addSource(id, node.table()));
    EvaluationContext evaluation =
        new EvaluationContext(
            options.timeZone(),
            environment.clock(),
            new SplittableRandom(environment.random().nextLong()),
            allocator);
    SourceColumns columns = new SourceColumns(node, evaluation);
    return new SourceTaskBody(
        instance, cursors, discovery, columns, output(vertex, subtask), control, base.id());
  }

  /** How many operators of a chain, from its head on, had finished. */
  private int finishedNodes(GraphVertex vertex, int subtask) {
    int count = vertex.nodes().size();
    while (count > 0 && !instances(vertex, count - 1).isFinished(subtask, vertex.parallelism())) {
      count--;
    }
    return count;
  }

  private TaskBody finished(GraphVertex vertex, int subtask) {
    Optional<TaskOutput> output =
        vertex.tail() instanceof SinkNode ? Optional.empty() : Optional.of(output(vertex, subtask));
    return new FinishedTaskBody(input(vertex, subtask), output);
  }

  private TaskBody operators(GraphVertex vertex, int subtask) throws IOException {
    int last = vertex.nodes().size() - 1;
    ChainBuilder chain;
    if (vertex.tail() instanceof SinkNode node) {
      chain = sink(vertex, node, last, subtask);
      last--;
    } else {
      chain = ChainBuilder.sendingTo(output(vertex, subtask), environment.clock());
    }
    int finishedNodes = finishedNodes(vertex, subtask);
    for (int i = last; i >= finishedNodes; i--) {
      addOperator(chain, vertex, i, subtask);
    }
    if (finishedNodes > 0) {
      chain.addInFront(
          identity(vertex, 0, subtask),
          FinishedOperators.INSTANCE,
          StageState.NONE,
          isTimeless(vertex.head()),
          new OperatorMetrics());
    }
    Chain built = chain.build();
    restoreWaiting(vertex, subtask, built);
    return new OperatorTaskBody(input(vertex, subtask), built, control, base.id());
  }

  /** Puts back what waited in the stages of a chain. */
  private void restoreWaiting(GraphVertex vertex, int subtask, Chain chain) {
    for (int i = 0; i < vertex.operatorIds().size(); i++) {
      for (QueuedElements queue : queues.takeWaiting(vertex.operatorIds().get(i), subtask)) {
        chain.restore(i, queue);
      }
    }
  }

  private ChainBuilder sink(GraphVertex vertex, SinkNode node, int index, int subtask)
      throws IOException {
    StageIdentity identity = identity(vertex, index, subtask);
    Sink.WriterContext context =
        new Sink.WriterContext(
            subtask,
            vertex.parallelism(),
            base.sinkIncarnation(identity.operatorId()),
            instances(vertex, index).states(),
            environment.clock(),
            allocator,
            requests());
    SinkWriter writer = new EndingWriter(resources.add(node.sink().createWriter(context)), control);
    return ChainBuilder.writingTo(
        node.table(),
        identity,
        writer,
        metrics.addSink(identity.operatorId()),
        environment.clock(),
        control);
  }

  private void addOperator(ChainBuilder chain, GraphVertex vertex, int index, int subtask) {
    OperatorNode node = (OperatorNode) vertex.nodes().get(index);
    StageIdentity identity = identity(vertex, index, subtask);
    Optional<StateBackend.InstanceState> state =
        openState(node, identity.operatorId(), subtask, vertex.parallelism());
    OperatorMetrics figures = metrics.addOperator(identity.operatorId());
    long restored = Long.MAX_VALUE;
    for (long watermark : identity.restoredWatermarks()) {
      restored = Math.min(restored, watermark);
    }
    Operator operator =
        resources.add(
            node.create(
                new InstanceContext(
                    subtask,
                    vertex.parallelism(),
                    allocator,
                    state.<StateTables>map(tables -> tables).orElse(NoTables.INSTANCE),
                    instances(vertex, index).states(),
                    !base.operators().containsKey(identity.operatorId()),
                    restored,
                    base.incarnation(),
                    environment.clock(),
                    requests(),
                    figures)));
    chain.addInFront(
        identity,
        operator,
        new StageState(state, options.isCheckpointed()),
        isTimeless(node),
        figures);
  }

  private Requests requests() {
    return new IoRequests(environment.scheduler().io(), environment.scheduler());
  }

  private Optional<StateBackend.InstanceState> openState(
      OperatorNode node, String operatorId, int subtask, int parallelism) {
    if (node.stateTables().isEmpty()) {
      return Optional.empty();
    }
    int first = KeyGroups.start(subtask, parallelism);
    int count = KeyGroups.start(subtask + 1, parallelism) - first;
    StateBackend backend = launched.state().orElseThrow();
    return Optional.of(
        resources.add(
            backend.open(operatorId, node.stateTables(), first, count, environment.clock())));
  }

  private static boolean[] isTimeless(PlanNode node) {
    boolean[] isTimeless = new boolean[node.inputs().size()];
    for (int input = 0; input < isTimeless.length; input++) {
      isTimeless[input] =
          isTimeless.length > 1
              && !node.inputs()
                  .get(input)
                  .properties()
                  .timeAttributes()
                  .contains(TimeAttribute.ROWTIME);
    }
    return isTimeless;
  }

  private StageIdentity identity(GraphVertex vertex, int index, int subtask) {
    int inputs = vertex.nodes().get(index).inputs().size();
    return new StageIdentity(
        vertex.operatorIds().get(index),
        subtask,
        instances(vertex, index).watermarks(inputs, subtask, vertex.parallelism()));
  }

  private RestoredInstances instances(GraphVertex vertex, int index) {
    return RestoredInstances.of(base, vertex.operatorIds().get(index));
  }

  private TaskInput input(GraphVertex vertex, int subtask) {
    int inputCount = vertex.head().inputs().size();
    List<List<EdgeChannels>> inputs = new ArrayList<>();
    List<List<Channel>> channels = new ArrayList<>();
    for (int input = 0; input < inputCount; input++) {
      List<EdgeChannels> edges = new ArrayList<>();
      for (GraphEdge edge : graph.inputsOf(vertex)) {
        if (edge.input() == input) {
          edges.add(new EdgeChannels(grids.get(edge).to(subtask), graph.runsInStep(edge.from())));
        }
      }
      inputs.add(edges);
      channels.add(edges.stream().flatMap(edge -> edge.channels().stream()).toList());
    }
    for (QueuedElements queue : queues.takeQueued(vertex.operatorIds().get(0), subtask)) {
      queue.elements().forEach(channels.get(queue.input()).get(queue.channel())::send);
    }
    return new TaskInput(
        inputs, instances(vertex, 0).watermarks(inputCount, subtask, vertex.parallelism()));
  }

  private TaskOutput output(GraphVertex vertex, int subtask) {
    List<OutputEdge> edges = new ArrayList<>();
    for (GraphEdge edge : graph.outputsOf(vertex)) {
      edges.add(grids.get(edge).from(subtask, vertex.tail().properties().schema(), allocator));
    }
    return resources.add(new TaskOutput(edges, allocator));
  }

  /**
   * The tasks of a job.
   *
   * @param working those that take part in checkpoints
   * @param finished those that had finished in the restored checkpoint
   * @param sourceCount how many of the working ones are sources
   */
  record Tasks(List<Task> working, List<Task> finished, int sourceCount) {
    Tasks {
      working = List.copyOf(working);
      finished = List.copyOf(finished);
    }
  }

  private enum NoTables implements StateTables {
    INSTANCE;

    @Override
    public AggregateTable aggregate(TableSpec spec) {
      throw new AssertionError("table " + spec.name() + " is not declared by its plan node");
    }

    @Override
    public OrderedMultiset orderedMultiset(TableSpec spec) {
      throw new AssertionError("table " + spec.name() + " is not declared by its plan node");
    }

    @Override
    public OrderedTable ordered(TableSpec spec) {
      throw new AssertionError("table " + spec.name() + " is not declared by its plan node");
    }

    @Override
    public CountedMultiset countedMultiset(TableSpec spec) {
      throw new AssertionError("table " + spec.name() + " is not declared by its plan node");
    }
  }
}
