package io.weir.runtime.operator.script;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.Output;
import io.weir.runtime.state.StateBackend;
import io.weir.runtime.state.StateSnapshot;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Watermark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private final List<ScriptRow> emitted = new ArrayList<>();
  private StateBackend backend;
  private Checkpoint last;
  private Checkpoint atBarrier;
  private int starts;
  private long nextCheckpoint = 1;
  private long[] watermarks;

  /** A checkpoint: the tables, and what each stage remembers. */
  private record Checkpoint(StateSnapshot tables, List<Stage.Remembered> stages) {}

  Job(Script script, ScriptMode mode, ScriptState state, Path directory, BufferAllocator allocator)
      throws IOException {
    this.script = script;
    this.mode = mode;
    this.state = state;
    this.allocator = allocator;
    disk = state.disk(directory);
    for (int i = 0; i < script.nodes().size(); i++) {
      stages.add(new Stage(script.nodes().get(i), "operator-" + i, allocator));
    }
    start();
  }

  private void start() throws IOException {
    int parallelism = mode.parallelisms().get(starts++ % mode.parallelisms().size());
    StateSnapshot tables = last == null ? StateSnapshot.empty() : last.tables;
    backend = state.open(tables, disk);
    watermarks = new long[stages.size()];
    for (int i = 0; i < stages.size(); i++) {
      Stage.Remembered remembered = last == null ? Stage.Remembered.NOTHING : last.stages.get(i);
      watermarks[i] = remembered.watermark();
      stages.get(i).open(backend, parallelism, remembered, last == null);
    }
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
    if (mode.crashes()) {
      restart();
    }
  }

  /** Goes back to the last barrier of the script. */
  void crash() throws IOException {
    last = atBarrier;
    restart();
  }

  private void checkpoint() throws IOException {
    long id = nextCheckpoint++;
    List<Stage.Remembered> remembered = new ArrayList<>();
    List<StateBackend.Capture> captures = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      List<byte[]> contents = stages.get(i).snapshot(id);
      remembered.add(new Stage.Remembered(contents, watermarks[i]));
      captures.addAll(stages.get(i).capture(id));
    }
    last = new Checkpoint(backend.flush(id, captures), remembered);
  }

  private void restart() throws IOException {
    stop();
    start();
  }

  void rows(List<ScriptRow> rows) throws IOException {
    runTimers();
    if (rows.isEmpty()) {
      return;
    }
    if (!mode.isRowByRow()) {
      process(0, ScriptRow.batch(script.input().properties().schema(), rows, allocator));
      return;
    }
    for (ScriptRow row : rows) {
      process(0, ScriptRow.batch(script.input().properties().schema(), List.of(row), allocator));
    }
  }

  void rise(long watermark) throws IOException {
    runTimers();
    advance(0, watermark);
  }

  void end() throws IOException {
    runTimers();
    advance(0, Watermark.END);
    for (int i = 0; i < stages.size(); i++) {
      int stage = i;
      callAll(i, (operator, out) -> operator.endOfInput(0, out));
      if (stage + 1 < stages.size()) {
        advance(stage + 1, Watermark.END);
      }
    }
  }

  private void runTimers() throws IOException {
    for (int i = 0; i < stages.size(); i++) {
      for (int k = 0; k < stages.get(i).operators().size(); k++) {
        Operator operator = stages.get(i).operators().get(k);
        if (operator.nextTimeMillis() <= 0) {
          Collected out = new Collected();
          operator.onTime(0, out);
          forward(i, out);
        }
      }
    }
  }

  private void process(int stage, Batch batch) throws IOException {
    Deque<Batch> pending = new ArrayDeque<>(List.of(batch));
    Deque<Batch> parts = new ArrayDeque<>();
    try {
      while (!pending.isEmpty()) {
        parts.addAll(stages.get(stage).route(pending.poll()));
        for (int i = 0; !parts.isEmpty(); i++) {
          Operator operator = stages.get(stage).operators().get(i);
          Batch part = parts.peek();
          Collected out = new Collected();
          boolean done = operator.process(0, part, out);
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

  private void advance(int stage, long watermark) throws IOException {
    callAll(stage, (operator, out) -> operator.advance(0, watermark, out));
    watermarks[stage] = Math.max(watermarks[stage], watermark);
    long output =
        stages.get(stage).operators().get(0).outputWatermark(new long[] {watermarks[stage]});
    if (stage + 1 < stages.size()) {
      advance(stage + 1, output);
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
        process(stage + 1, batch);
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
