package io.weir.runtime.operator.script;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** A chain of operators that is run as an engine would, in one mode of replay. */
final class Job implements AutoCloseable {
  private static final int MOST_CONTINUATIONS = 100_000;

  private final Script script;
  private final ScriptMode mode;
  private final ScriptState state;
  private final BufferAllocator allocator;
  private final ScriptState.Disk disk;
  private final List<Stage> stages = new ArrayList<>();
  private final ScriptClock clock = new ScriptClock();
  private final List<ScriptRow> emitted = new ArrayList<>();
  private StateBackend backend;
  private Checkpoint last;
  private Checkpoint atBarrier;
  private long timeAtBarrier;
  private int starts;
  private long nextCheckpoint = 1;

  /** By stage and input. */
  private long[][] watermarks;

  private boolean[] hasEnded;

  /** A checkpoint: the tables, and what each stage remembers. */
  private record Checkpoint(
      StateSnapshot tables,
      List<Stage.Remembered> stages,
      long[][] watermarks,
      boolean[] hasEnded) {}

  Job(Script script, ScriptMode mode, ScriptState state, Path directory, BufferAllocator allocator)
      throws IOException {
    this.script = script;
    this.mode = mode;
    this.state = state;
    this.allocator = allocator;
    disk = state.disk(directory);
    for (int i = 0; i < script.nodes().size(); i++) {
      stages.add(new Stage(script.nodes().get(i), "operator-" + i, allocator, clock));
    }
    start();
  }

  private void start() throws IOException {
    int parallelism = mode.parallelisms().get(starts++ % mode.parallelisms().size());
    StateSnapshot tables = last == null ? StateSnapshot.empty() : last.tables;
    backend = state.open(tables, disk);
    watermarks = new long[stages.size()][];
    hasEnded = last == null ? new boolean[script.inputs().size()] : last.hasEnded.clone();
    for (int i = 0; i < stages.size(); i++) {
      Stage.Remembered remembered = last == null ? Stage.Remembered.NOTHING : last.stages.get(i);
      watermarks[i] = last == null ? none(i) : last.watermarks[i].clone();
      stages.get(i).open(backend, parallelism, remembered, last == null);
    }
  }

  private long[] none(int stage) {
    long[] none = new long[stages.get(stage).node().inputs().size()];
    Arrays.fill(none, Watermark.NONE);
    return none;
  }

  private void stop() {
    stages.forEach(Stage::close);
    backend.close();
  }

  /** What the last stage has emitted; the caller takes rows from it. */
  List<ScriptRow> emitted() {
    return emitted;
  }

  long rowsLate() {
    return stages.stream().mapToLong(stage -> stage.metrics().rowsLate()).sum();
  }

  long rowsLateAfterIdle() {
    return stages.stream().mapToLong(stage -> stage.metrics().rowsLateAfterIdle()).sum();
  }

  /** Takes a checkpoint; in a mode that crashes, goes on from it. */
  void barrier() throws IOException {
    runTimers();
    checkpoint();
    atBarrier = last;
    timeAtBarrier = clock.wallMillis();
    if (mode.crashes()) {
      restart();
    }
  }

  /** Goes back to the last barrier of the script. */
  void crash() throws IOException {
    last = atBarrier;
    clock.set(timeAtBarrier);
    restart();
  }

  private void checkpoint() throws IOException {
    long id = nextCheckpoint++;
    List<Stage.Remembered> remembered = new ArrayList<>();
    List<StateBackend.Capture> captures = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      List<byte[]> contents = stages.get(i).snapshot(id);
      long watermark = Arrays.stream(watermarks[i]).min().orElseThrow();
      remembered.add(new Stage.Remembered(contents, watermark));
      captures.addAll(stages.get(i).capture(id));
    }
    long[][] reached = Arrays.stream(watermarks).map(long[]::clone).toArray(long[][]::new);
    last = new Checkpoint(backend.flush(id, captures), remembered, reached, hasEnded.clone());
  }

  private void restart() throws IOException {
    stop();
    start();
  }

  void rows(int input, List<ScriptRow> rows) throws IOException {
    runTimers();
    if (rows.isEmpty()) {
      return;
    }
    if (!mode.isRowByRow()) {
      process(0, input, ScriptRow.batch(schema(input), rows, allocator));
      return;
    }
    for (ScriptRow row : rows) {
      process(0, input, ScriptRow.batch(schema(input), List.of(row), allocator));
    }
  }

  private Schema schema(int input) {
    return script.inputs().get(input).properties().schema();
  }

  /** The wall clock shows another time. */
  void setTime(long wallMillis) {
    clock.set(wallMillis);
  }

  void rise(int input, long watermark) throws IOException {
    runTimers();
    advance(0, input, watermark);
  }

  void end(int input) throws IOException {
    runTimers();
    advance(0, input, Watermark.END);
    callAll(0, (operator, out) -> operator.endOfInput(input, out));
    hasEnded[input] = true;
    for (boolean ended : hasEnded) {
      if (!ended) {
        return;
      }
    }
    for (int i = 1; i < stages.size(); i++) {
      advance(i, 0, Watermark.END);
      callAll(i, (operator, out) -> operator.endOfInput(0, out));
    }
  }

  private void runTimers() throws IOException {
    for (int i = 0; i < stages.size(); i++) {
      for (int k = 0; k < stages.get(i).operators().size(); k++) {
        Operator operator = stages.get(i).operators().get(k);
        int calls = 0;
        while (operator.nextTimeMillis() <= clock.wallMillis()) {
          Collected out = new Collected();
          operator.onTime(clock.wallMillis(), out);
          forward(i, out);
          if (operator.hasOwnTime()) {
            tellOwnTime(i);
          }
          if (++calls > MOST_CONTINUATIONS) {
            throw new ScriptFailure("does not come to an end");
          }
        }
      }
    }
  }

  private void process(int stage, int input, Batch batch) throws IOException {
    Deque<Batch> pending = new ArrayDeque<>(List.of(batch));
    Deque<Batch> parts = new ArrayDeque<>();
    try {
      while (!pending.isEmpty()) {
        parts.addAll(stages.get(stage).route(input, pending.poll()));
        for (int i = 0; !parts.isEmpty(); i++) {
          Operator operator = stages.get(stage).operators().get(i);
          Batch part = parts.peek();
          Collected out = new Collected();
          boolean done = operator.process(input, part, out);
          if (done) {
            parts.poll();
          }
          forward(stage, out);
          if (!done) {
            i--;
            if (interrupt()) {
              pending.addAll(parts);
              parts.clear();
            }
          }
        }
      }
    } finally {
      pending.forEach(Batch::close);
      parts.forEach(Batch::close);
    }
  }

  private void advance(int stage, int input, long watermark) throws IOException {
    callAll(stage, (operator, out) -> operator.advance(input, watermark, out));
    watermarks[stage][input] = Math.max(watermarks[stage][input], watermark);
    long output = stages.get(stage).operators().get(0).outputWatermark(watermarks[stage].clone());
    if (stage + 1 < stages.size()) {
      advance(stage + 1, 0, output);
    }
  }

  /** Sends on the time that all instances of a stage have reached. */
  private void tellOwnTime(int stage) throws IOException {
    long least = Watermark.END;
    for (Operator operator : stages.get(stage).operators()) {
      least = Math.min(least, operator.outputWatermark(watermarks[stage].clone()));
    }
    if (stage + 1 < stages.size()) {
      advance(stage + 1, 0, least);
    }
  }

  private interface Call {
    boolean on(Operator operator, Output out);
  }

  /** Calls every instance until it is done; begins anew when all have been restarted. */
  private void callAll(int stage, Call call) throws IOException {
    int continuations = 0;
    for (int i = 0; i < stages.get(stage).operators().size(); ) {
      Collected out = new Collected();
      boolean done = call.on(stages.get(stage).operators().get(i), out);
      forward(stage, out);
      if (done) {
        i++;
      } else if (interrupt()) {
        i = 0;
      }
      if (++continuations > MOST_CONTINUATIONS) {
        throw new ScriptFailure("does not come to an end");
      }
    }
  }

  /** What comes between two continuations; true if all instances are new. */
  private boolean interrupt() throws IOException {
    if (mode.crashes()) {
      checkpoint();
      restart();
      return true;
    }
    return false;
  }

  private void forward(int stage, Collected out) throws IOException {
    for (Batch batch : out.batches) {
      if (stage + 1 < stages.size()) {
        process(stage + 1, 0, batch);
      } else {
        try (batch) {
          for (int i = 0; i < batch.size(); i++) {
            emitted.add(ScriptRow.read(batch, batch.selection().row(i)));
          }
        }
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** An output that keeps what it gets, and in a narrow mode is full every other time. */
  private final class Collected implements Output {
    private final List<Batch> batches = new ArrayList<>();
    private boolean isFull;

    @Override
    public void emit(Batch batch) {
      if (batch.rowCount() > Batch.MAX_ROWS) {
        throw new ScriptFailure("a batch of " + batch.rowCount() + " rows");
      }
      batches.add(batch);
    }

    @Override
    public boolean isFull() {
      boolean answer = isFull;
      isFull = mode.isOutputNarrow() && !isFull;
      return answer;
    }
  }
}
