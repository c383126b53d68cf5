package io.weir.runtime.execution.channel;

import io.weir.runtime.stream.Barrier;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.Idle;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.stream.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All channels of a tasklet, as one sequence of elements. Batches come as they are; watermarks and
 * idleness are those of the whole input ({@link InputGate}); a barrier comes once, when all
 * channels have delivered it, unless it has overtaken; an input's end comes when its last channel
 * has ended. Channels are read in turn, so the order is a function of what is in them.
 */
public final class TaskInput {
  private final List<Channel> channels = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();
  private final List<InputGate> gateOfChannel = new ArrayList<>();
  private final List<InputGate> gates = new ArrayList<>();
  private final BarrierAligner aligner;
  private int next;
  private boolean hasOvertaken;

  /**
   * @param inputs the channels of each input, by the edges that end there
   * @param restoredWatermarks the watermark of each input in the restored checkpoint, or {@link
   *     Watermark#NONE}
   */
  public TaskInput(List<List<EdgeChannels>> inputs, long[] restoredWatermarks) {
    for (int input = 0; input < inputs.size(); input++) {
      List<EdgeChannels> edges = inputs.get(input);
      InputGate gate = new InputGate(input, edges, restoredWatermarks[input]);
      gates.add(gate);
      List<Channel> ofInput = edges.stream().flatMap(edge -> edge.channels().stream()).toList();
      for (int i = 0; i < ofInput.size(); i++) {
        channels.add(ofInput.get(i));
        indexes.add(i);
        gateOfChannel.add(gate);
      }
    }
    this.aligner = new BarrierAligner(channels.size());
  }

  /** Called once before the first {@link #poll}: ends the inputs that no channel leads to. */
  public void open(ElementConsumer out) {
    gates.forEach(gate -> gate.open(out));
  }

  /** Whether all inputs have ended. */
  public boolean isEnded() {
    for (InputGate gate : gates) {
      if (!gate.isEnded()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes one element from the next channel that may be read and has one, and hands on what follows
   * from it, which may be nothing or several elements.
   *
   * @return whether there was one
   */
  public boolean poll(ElementConsumer out) {
    for (int i = 0; i < channels.size(); i++) {
      int channel = next;
      next = next + 1 == channels.size() ? 0 : next + 1;
      if (aligner.isBlocked(channel)) {
        continue;
      }
      StreamElement element = channels.get(channel).poll();
      if (element != null) {
        dispatch(channel, element, out);
        return true;
      }
    }
    return false;
  }

  private void dispatch(int channel, StreamElement element, ElementConsumer out) {
    InputGate gate = gateOfChannel.get(channel);
    int index = indexes.get(channel);
    if (element instanceof Batch) {
      gate.batch(index, element, out);
    } else if (element instanceof Watermark watermark) {
      gate.watermark(index, watermark.timeMillis(), out);
    } else if (element instanceof Idle) {
      gate.idle(index, out);
    } else if (element instanceof Barrier barrier) {
      hasOvertaken |= barrier.hasOvertaken() && !hasPassed(barrier.checkpointId());
      complete(aligner.delivered(channel, barrier.checkpointId()), out);
    } else if (element instanceof EndOfStream) {
      gate.ended(index, out);
      complete(aligner.ended(channel), out);
    }
  }

  /** Whether the barrier of a checkpoint, or a later one, has been handed on or has overtaken. */
  public boolean hasPassed(long checkpointId) {
    return aligner.hasPassed(checkpointId);
  }

  /**
   * Lets a barrier overtake what is queued ahead of it, once every channel that has not ended holds
   * it: from then on it counts as handed on, although {@link #poll} will still hand on, later, what
   * it has overtaken.
   *
   * @return what was overtaken, also where that is nothing; empty if the barrier is still missing
   *     somewhere, and nothing has changed
   */
  public Optional<List<QueuedElements>> overtake(long checkpointId) {
    List<List<StreamElement>> ahead = new ArrayList<>();
    for (int channel = 0; channel < channels.size(); channel++) {
      List<StreamElement> elements =
          aligner.isBlocked(channel) ? List.of() : channels.get(channel).aheadOf(checkpointId);
      if (elements == null) {
        return Optional.empty();
      }
      ahead.add(elements);
    }
    List<QueuedElements> queues = new ArrayList<>();
    for (int channel = 0; channel < channels.size(); channel++) {
      if (!ahead.get(channel).isEmpty()) {
        int input = gateOfChannel.get(channel).input();
        queues.add(QueuedElements.of(input, indexes.get(channel), ahead.get(channel)));
      }
    }
    aligner.overtaken(checkpointId);
    return Optional.of(queues);
  }

  private void complete(long checkpointId, ElementConsumer out) {
    if (checkpointId != BarrierAligner.NONE) {
      Barrier barrier = new Barrier(checkpointId, hasOvertaken);
      hasOvertaken = false;
      out.accept(0, barrier);
    }
  }

  /** Frees what is still in the channels. Called when neither end is stepped any more. */
  public void discard() {
    channels.forEach(Channel::discard);
  }
}
