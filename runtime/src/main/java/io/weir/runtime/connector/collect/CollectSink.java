package io.weir.runtime.connector.collect;

import io.weir.runtime.connector.CommitsNothing;
import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import java.io.IOException;

/**
 * The end of a SELECT: puts every change on a queue, at once and without a guarantee.
 *
 * @param queue where whoever shows the rows takes them from
 */
public record CollectSink(ResultQueue queue) implements Sink {
  @Override
  public String describe() {
    return "results";
  }

  @Override
  public CommitMode commitMode() {
    return CommitMode.EPHEMERAL;
  }

  @Override
  public void prepare() {}

  @Override
  public SinkWriter createWriter(WriterContext context) {
    return new Writer(queue);
  }

  @Override
  public Committer createCommitter(String incarnation) {
    return CommitsNothing.INSTANCE;
  }

  private record Writer(ResultQueue queue) implements SinkWriter {
    @Override
    public void write(Batch batch) throws IOException {
      if (batch.size() == 0) {
        batch.close();
      } else {
        queue.put(batch);
      }
    }

    @Override
    public boolean isFull() {
      return queue.isFull();
    }

    @Override
    public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
      return OperatorSnapshot.EMPTY;
    }

    @Override
    public void close() {
      queue.awaitTaken();
    }
  }
}
