package io.weir.runtime.operator;

import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.stream.Batch;
import java.util.List;

/**
 * Turns the batches of its inputs into batches of its output. Called by one thread at a time, so it
 * needs no locks; never blocks.
 *
 * <p>Contract, in the order in which a tasklet calls:
 *
 * <ol>
 *   <li>The constructor (see {@code OperatorNode.create}) opens state tables through the {@link
 *       OperatorContext}; state of a restored checkpoint is there already.
 *   <li>{@link #process} for each batch, {@link #advance} whenever the combined watermark of an
 *       input rises, {@link #idle} when one has become idle; in any order.
 *   <li>{@link #endOfInput} once for each input that has ended, after its last batch and watermark.
 *   <li>{@link #snapshot} at each barrier: between two of the calls above, also where one of them
 *       answered false and will be called again. Everything an operator remembers lies in state
 *       tables (which the engine snapshots without the operator's help) or is handed over here.
 *   <li>{@link #close} once, in every case.
 * </ol>
 *
 * <p>A call that would emit more than a few batches stops when {@code out.isFull()} and answers
 * false; it is called again, with the same arguments, when there is room. What has been emitted
 * must be gone from what remains: rows done are skipped with {@link Batch#skip}, what has fired is
 * removed from state.
 */
public interface Operator extends AutoCloseable {
  /**
   * Processes the live rows of {@code batch}. On true the operator has taken ownership: it has
   * closed the batch or passed it on. On false the batch still belongs to the caller, with the rows
   * that are done skipped, and is given again.
   *
   * @param input which input it came from, from 0
   */
  boolean process(int input, Batch batch, Output out);

  /**
   * Whether it waits for an answer from outside, without which a call could do nothing: none is
   * made until this is false. Asked while something that was answered false is waiting, and before
   * anything new is begun. The watermarks, barriers and ends behind a batch wait with it.
   */
  default boolean isAwaiting() {
    return false;
  }

  /**
   * The watermark of an input has risen: no later row of that input is at or below {@code
   * watermarkMillis}. The engine forwards {@link #outputWatermark} after the call answers true.
   */
  default boolean advance(int input, long watermarkMillis, Output out) {
    return true;
  }

  /**
   * An input has become idle: until something comes from it again, nobody waits for its watermark.
   */
  default void idle(int input) {}

  /**
   * The watermark to send on, given the watermark of each input ({@code Long.MAX_VALUE} for one
   * that is idle or ended); the engine never lets it go back.
   */
  default long outputWatermark(long[] inputWatermarksMillis) {
    long least = Long.MAX_VALUE;
    for (long watermark : inputWatermarksMillis) {
      least = Math.min(least, watermark);
    }
    return least;
  }

  /**
   * Whether {@link #outputWatermark} waits for the end of the input, whose rows come after it: then
   * it is asked for and sent on behind the last of them.
   */
  default boolean holdsTime() {
    return false;
  }

  /**
   * Whether {@link #outputWatermark} is a time of its own, that of a clock, and not one that
   * follows from its inputs: then it is asked for after {@link #onTime} too, and never idle.
   */
  default boolean hasOwnTime() {
    return false;
  }

  /**
   * No more elements come from {@code input}. After the last input the operator emits all it still
   * holds.
   */
  default boolean endOfInput(int input, Output out) {
    return true;
  }

  /**
   * When this operator wants {@link #onTime} called, in milliseconds of {@link
   * OperatorContext#clock()}'s wall time; {@code Long.MAX_VALUE} for never. Asked after every other
   * call.
   */
  default long nextTimeMillis() {
    return Long.MAX_VALUE;
  }

  /** The wall time has reached {@link #nextTimeMillis}. */
  default boolean onTime(long wallMillis, Output out) {
    return true;
  }

  /**
   * All rows that were sent before a barrier have been processed: checks what must hold of the
   * result then, and not in the middle of a change. Called before {@link #snapshot}, but not where
   * the barrier has overtaken rows.
   */
  default void checkAtRest() {}

  /**
   * The rows that wait in it for the end of a window, by that end, ascending. For people who ask
   * why nothing comes; asked a few times a second, between two other calls, also where one of them
   * has answered false.
   */
  default List<HeldRows> held() {
    return List.of();
  }

  /**
   * A barrier has come: hands over what must be in checkpoint {@code checkpointId} besides the
   * state tables. What is captured must not change when the operator goes on. Called before the
   * changes of the state tables are captured, so it may still write to them: an operator that keeps
   * progress in fields while it works off something large writes that progress down here.
   */
  default OperatorSnapshot snapshot(long checkpointId) {
    return OperatorSnapshot.EMPTY;
  }

  @Override
  void close();
}
