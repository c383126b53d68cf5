package io.weir.runtime.simulation;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import java.util.List;

/**
 * Passes rows on, or drops them, and takes its time.
 *
 * @param name of the step
 * @param distribution of its input
 * @param work how it behaves
 */
record WorkNode(String name, PlanNode input, Distribution distribution, Work work)
    implements OperatorNode {
  /** What a test wants of a step. */
  static final class Work {
    private final SimulatedClock clock;

    /** How long a batch takes. */
    long nanosForBatch;

    /** What is done while a batch is worked on. */
    Runnable during = () -> {};

    /** Whether rows go no further. */
    boolean isDropping;

    /** Whether it waits for an answer. */
    boolean isAwaiting;

    Work(SimulatedClock clock) {
      this.clock = clock;
    }
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public StreamProperties properties() {
    return input.properties();
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return distribution;
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute("condition", "v > 3"));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public Operator create(OperatorContext context) {
    return new Operator() {
      @Override
      public boolean process(int from, Batch batch, Output out) {
        work.clock.advanceNanos(work.nanosForBatch);
        work.during.run();
        if (work.isDropping) {
          batch.close();
        } else {
          out.emit(batch);
        }
        return true;
      }

      @Override
      public boolean isAwaiting() {
        return work.isAwaiting;
      }

      @Override
      public void close() {}
    };
  }
}
