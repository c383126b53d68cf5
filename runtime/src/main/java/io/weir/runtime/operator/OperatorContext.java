package io.weir.runtime.operator;

import io.weir.runtime.metric.OperatorMetrics;
import io.weir.runtime.request.Requests;
import io.weir.runtime.state.StateTables;
import io.weir.runtime.time.Clock;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** What the engine offers to one parallel instance of an operator. */
public interface OperatorContext {
  /** Which of {@link #parallelism} instances this is, from 0. */
  int subtask();

  /** How many instances of this operator there are. */
  int parallelism();

  /** Where vectors are allocated. */
  BufferAllocator allocator();

  /** The state of this operator, limited to the key groups of this instance. */
  StateTables state();

  /**
   * What the instances of this operator handed over as {@link OperatorSnapshot.Content#state} in
   * the checkpoint that is restored, one entry an instance of that time; empty on a fresh start.
   * After a restart at another parallelism every instance sees all entries and takes its share.
   */
  List<byte[]> restoredState();

  /** Whether the job starts afresh, that is not from a checkpoint with a number above 0. */
  boolean isFreshStart();

  /**
   * The watermark that had been reached in the restored checkpoint, else {@code Watermark.NONE}.
   */
  long restoredWatermark();

  /** The random id of this fresh start of the job, part of every name given to the outside. */
  String incarnation();

  Clock clock();

  /** Where work goes that blocks. */
  Requests requests();

  OperatorMetrics metrics();
}
