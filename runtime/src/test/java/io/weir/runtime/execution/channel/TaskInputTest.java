package io.weir.runtime.execution.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.stream.Barrier;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.Idle;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each test sends elements on channels and looks at what comes out. Elements are written as {@code
 * w5}, {@code idle}, {@code b1} (barrier), {@code end}, {@code rows}; what comes out has the input
 * in front.
 */
class TaskInputTest {
  private final List<Channel> channels = new ArrayList<>();
  private final List<String> received = new ArrayList<>();
  private TaskInput input;

  /** One input with {@code count} channels for each argument. */
  private void inputs(int... counts) {
    inputs(Watermark.NONE, counts);
  }

  private void inputs(long restoredWatermark, int... counts) {
    inputs(restoredWatermark, false, counts);
  }

  private void inputs(long restoredWatermark, boolean areInStep, int... counts) {
    List<List<EdgeChannels>> inputs = new ArrayList<>();
    long[] restored = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      restored[i] = restoredWatermark;
      List<Channel> ofInput = new ArrayList<>();
      for (int j = 0; j < counts[i]; j++) {
        ofInput.add(new Channel(100, () -> {}));
      }
      channels.addAll(ofInput);
      inputs.add(List.of(new EdgeChannels(ofInput, areInStep)));
    }
    input = new TaskInput(inputs, restored);
    input.open(this::receive);
  }

  private void receive(int from, StreamElement element) {
    if (element instanceof Watermark watermark) {
      received.add(
          from + (watermark.timeMillis() == Watermark.END ? "wEND" : "w" + watermark.timeMillis()));
    } else if (element instanceof Barrier barrier) {
      received.add("b" + barrier.checkpointId());
    } else if (element instanceof Idle) {
      received.add(from + "idle");
    } else if (element instanceof EndOfStream) {
      received.add(from + "end");
    } else {
      received.add(from + "rows");
    }
  }

  private void send(int channel, String... elements) {
    for (String element : elements) {
      channels.get(channel).send(element(element));
    }
  }

  private static StreamElement element(String text) {
    return switch (text) {
      case "idle" -> Idle.INSTANCE;
      case "end" -> EndOfStream.INSTANCE;
      case "rows" -> new Batch(new Schema(List.of()), List.of(), 1, Selection.all(1), null, null);
      case "wEND" -> new Watermark(Watermark.END);
      default ->
          text.charAt(0) == 'w'
              ? new Watermark(Long.parseLong(text.substring(1)))
              : new Barrier(Long.parseLong(text.substring(1)));
    };
  }

  /** Reads all that can be read; fails unless exactly this comes out. */
  private void expect(String... elements) {
    received.clear();
    while (input.poll(this::receive)) {
      // goes on
    }
    assertEquals(List.of(elements), received);
  }

  @Test
  void theWatermarkIsTheLeastOfAllChannels() {
    inputs(2);
    send(0, "w10");
    expect();
    send(1, "w5");
    expect("0w5");
    send(1, "w20");
    expect("0w10");
    send(0, "w15", "w15");
    expect("0w15");
  }

  @Test
  void aChannelReadAgainAfterARestoreCannotTakeTheWatermarkBack() {
    inputs(8L, 2);
    send(0, "w3");
    send(1, "w5");
    expect();
    send(0, "w10");
    send(1, "w9");
    expect("0w9");
  }

  @Test
  void anIdleChannelDoesNotHoldTheWatermark() {
    inputs(2);
    send(0, "w10");
    send(1, "idle");
    expect("0w10");
    send(1, "rows", "w7");
    expect("0rows");
    send(0, "w20");
    expect();
    send(1, "w12");
    expect("0w12");
  }

  @Test
  void aChannelInStepWithAnotherHoldsTheWatermarkUntilItHasGotAsFar() {
    inputs(Watermark.NONE, true, 2);
    send(0, "w10", "idle");
    send(1, "w10", "idle");
    expect("0w10", "0idle");
    send(0, "w20");
    expect("0w10");
    send(0, "w30", "idle");
    expect("0idle");
    send(1, "rows", "w20");
    expect("0rows", "0w20");
    send(1, "w30", "idle");
    expect("0w30", "0idle");
  }

  @Test
  void anIdleInputIsActiveAgainWithItsFirstWatermark() {
    inputs(2);
    send(0, "w10", "idle");
    send(1, "w20", "idle");
    expect("0w10", "0w20", "0idle");
    send(0, "w15");
    expect("0w20");
  }

  @Test
  void whenAllAreIdleTheOrderDoesNotMatter() {
    inputs(2);
    send(0, "w10");
    send(1, "w20");
    expect("0w10");
    send(1, "idle");
    expect();
    send(0, "idle");
    expect("0w20", "0idle");
  }

  @Test
  void theEndOfOthersDoesNotCloseWhatAnIdleChannelMayStillSend() {
    inputs(2);
    send(0, "w10", "wEND", "end");
    send(1, "w5", "idle");
    expect("0w5", "0idle");
    send(1, "rows", "wEND", "end");
    expect("0rows", "0wEND", "0end");
  }

  @Test
  void anEndedChannelDoesNotHoldTheWatermark() {
    inputs(2);
    send(0, "w10");
    send(1, "end");
    expect("0w10");
    send(0, "wEND", "end");
    expect("0wEND", "0end");
    assertTrue(input.isEnded());
  }

  @Test
  void aChannelIsNotReadBehindABarrierThatOthersHaveNotDelivered() {
    inputs(1, 1);
    send(0, "rows", "b1", "rows");
    expect("0rows");
    send(1, "w1", "b1", "w2");
    expect("1w1", "b1", "0rows", "1w2");
  }

  @Test
  void theEndOfAChannelCountsAsEveryLaterBarrier() {
    inputs(3);
    send(0, "b1", "b2");
    send(1, "end");
    expect();
    send(2, "b1", "rows");
    expect("b1", "0rows");
    send(2, "end");
    expect("b2");
    assertFalse(input.isEnded());
    send(0, "b3", "end");
    expect("b3", "0end");
  }

  @Test
  void theLastInputToEndCompletesAnAlignment() {
    inputs(1, 1);
    send(0, "b1", "w5");
    send(1, "end");
    expect("1end", "b1", "0w5");
  }

  @Test
  void anInputWithoutChannelsHasEnded() {
    inputs(1, 0);
    assertEquals(List.of("1end"), received);
    send(0, "b1", "end");
    expect("b1", "0end");
  }

  private List<String> overtake(long checkpointId) {
    List<String> queues = new ArrayList<>();
    for (QueuedElements queue : input.overtake(checkpointId).orElseThrow()) {
      received.clear();
      queue.elements().forEach(element -> receive(queue.input(), element));
      queues.add("channel " + queue.channel() + ": " + String.join(" ", received));
    }
    return queues;
  }

  @Test
  void aBarrierOvertakesWhatIsAheadOfItAndIsNotHandedOnAgain() {
    inputs(2, 1);
    send(0, "rows", "w5", "b1", "rows");
    send(1, "idle", "b1");
    assertTrue(input.overtake(1).isEmpty());
    assertFalse(input.hasPassed(1));
    send(2, "b1");
    assertEquals(List.of("channel 0: 0rows 0w5", "channel 1: 0idle"), overtake(1));
    assertTrue(input.hasPassed(1));
    expect("0rows", "0w5", "0rows");
    send(0, "b2");
    send(1, "b2");
    send(2, "b2");
    expect("b2");
  }

  @Test
  void aBarrierThatSomeHaveDeliveredOvertakesInTheOthers() {
    inputs(3);
    send(0, "b1", "rows");
    expect();
    send(1, "rows", "b1");
    send(2, "w5", "end");
    assertEquals(List.of("channel 1: 0rows", "channel 2: 0w5"), overtake(1));
    expect("0rows", "0rows");
    send(0, "b2");
    send(1, "b2");
    expect("b2");
  }

  @Test
  void aBarrierThatHasOvertakenIsNotPartOfTheNextCheckpoint() {
    inputs(1);
    send(0, "rows", "b1", "w7", "b2");
    assertEquals(List.of("channel 0: 0rows"), overtake(1));
    assertEquals(List.of("channel 0: 0rows 0w7"), overtake(2));
    expect("0rows", "0w7");
  }
}
