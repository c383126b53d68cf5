package io.weir.runtime.execution.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weir.runtime.execution.Tasklet.Progress;
import io.weir.runtime.execution.channel.Channel;
import io.weir.runtime.execution.channel.EdgeChannels;
import io.weir.runtime.execution.channel.OutputEdge;
import io.weir.runtime.execution.channel.TaskInput;
import io.weir.runtime.execution.channel.TaskOutput;
import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Barrier;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.Idle;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorTaskBodyTest {
  private final Channel in = new Channel(100, () -> {});
  private final Channel out = new Channel(1, () -> {});
  private final TaskControl control = new TaskControl();
  private final List<String> events = new ArrayList<>();
  private final TaskEvents listener =
      new TaskEvents() {
        @Override
        public void snapshotTaken(long checkpointId, TaskSnapshot snapshot) {
          events.add(
              "snapshot "
                  + checkpointId
                  + " watermarks "
                  + snapshot.operators().get(0).watermarks()
                  + (snapshot.isFinished() ? " finished" : ""));
        }

        @Override
        public void sourceEnded() {
          throw new AssertionError("no source");
        }
      };

  /** Sends {@code copies} batches for each it gets, one a call if there is no room for more. */
  private static final class Repeating implements Operator {
    private final int copies;
    private int sent;

    Repeating(int copies) {
      this.copies = copies;
    }

    @Override
    public boolean process(int input, Batch batch, Output output) {
      while (sent < copies) {
        if (output.isFull()) {
          return false;
        }
        output.emit(rows());
        sent++;
      }
      sent = 0;
      return true;
    }

    @Override
    public OperatorSnapshot snapshot(long checkpointId) {
      assertEquals(0, sent, "the barrier came in the middle of a batch");
      return OperatorSnapshot.EMPTY;
    }

    @Override
    public void close() {}
  }

  private static Batch rows() {
    return new Batch(new Schema(List.of()), List.of(), 1, Selection.all(1), null, null);
  }

  private OperatorTaskBody body(long restoredWatermark, Operator... operators) {
    TaskOutput output = new TaskOutput(List.of(OutputEdge.forward(out)), null);
    ChainBuilder chain = ChainBuilder.sendingTo(output, SystemClock.INSTANCE);
    for (Operator operator : operators) {
      chain.addInFront(
          new StageIdentity("o", 0, new long[] {restoredWatermark}),
          operator,
          StageState.NONE,
          new boolean[] {false},
          new OperatorMetrics());
    }
    TaskInput input =
        new TaskInput(
            List.of(List.of(new EdgeChannels(List.of(in), false))), new long[] {restoredWatermark});
    return new OperatorTaskBody(input, chain.build(), control, 0);
  }

  /** Steps until nothing more can be done, taking from the output one element a step. */
  private List<StreamElement> drain(OperatorTaskBody body) {
    List<StreamElement> elements = new ArrayList<>();
    for (int idle = 0; idle < 2; ) {
      Progress progress = body.step(listener);
      StreamElement element = out.poll();
      if (element != null) {
        elements.add(element);
      }
      idle = progress == Progress.WORKED || element != null ? 0 : idle + 1;
    }
    return elements;
  }

  private void send(StreamElement... elements) {
    for (StreamElement element : elements) {
      in.send(element);
    }
  }

  @Test
  void aRestoredTaskTellsThoseBehindWhereTimeStands() {
    assertEquals(List.of(new Watermark(7)), drain(body(7, new Repeating(1))));
  }

  @Test
  void whatDoesNotFitWaitsInOrder() {
    OperatorTaskBody body = body(Watermark.NONE, new Repeating(3), new Repeating(2));
    send(rows(), new Watermark(5), new Barrier(1), rows(), EndOfStream.INSTANCE);
    List<StreamElement> sent = drain(body);
    assertEquals(6, sent.subList(0, 6).stream().filter(Batch.class::isInstance).count());
    assertEquals(new Watermark(5), sent.get(6));
    assertEquals(new Barrier(1), sent.get(7));
    assertEquals(6, sent.subList(8, 14).stream().filter(Batch.class::isInstance).count());
    assertEquals(List.of(EndOfStream.INSTANCE), sent.subList(14, sent.size()));
    assertEquals(List.of("snapshot 1 watermarks [5]"), events);
  }

  @Test
  void anEndedTaskHandsOverWhatIsLeftAndIsDone() {
    OperatorTaskBody body = body(Watermark.NONE, new Repeating(1));
    send(new Watermark(5), EndOfStream.INSTANCE);
    drain(body);
    assertEquals(List.of(), events);
    control.requestCheckpoint(4, TaskControl.Afterwards.CONTINUE);
    assertEquals(Progress.DONE, body.step(listener));
    assertEquals(List.of("snapshot 4 watermarks [5] finished"), events);
  }

  @Test
  void idlenessEndsWithTheFirstElement() {
    OperatorTaskBody body = body(Watermark.NONE, new Repeating(0));
    send(new Watermark(5), Idle.INSTANCE);
    assertEquals(List.of(new Watermark(5), Idle.INSTANCE), drain(body));
    send(rows());
    assertEquals(List.of(new Watermark(5)), drain(body));
    assertNull(out.poll());
  }
}
