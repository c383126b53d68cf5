package io.weir.runtime.simulation;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Publishes nothing but numbers, and refuses to when a test wants it to. */
final class StubbornSink implements Sink {
  /** Whether it has no room for more rows. */
  boolean isFull;

  /** Whether it wants a checkpoint soon. */
  boolean isEpochFull;

  /** Why it cannot commit. */
  Optional<String> refusal = Optional.empty();

  @Override
  public String describe() {
    return "stubborn";
  }

  @Override
  public CommitMode commitMode() {
    return CommitMode.TRANSACTIONAL;
  }

  @Override
  public void prepare() {}

  @Override
  public SinkWriter createWriter(WriterContext context) {
    return new SinkWriter() {
      @Override
      public void write(Batch batch) {
        batch.close();
      }

      @Override
      public boolean isFull() {
        return isFull;
      }

      @Override
      public boolean isEpochFull() {
        return isEpochFull;
      }

      @Override
      public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
        return () -> new OperatorSnapshot.Content(new byte[0], List.of(new byte[] {1}));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Committer createCommitter(String incarnation) {
    return new Committer() {
      @Override
      public void commit(long checkpointId, List<byte[]> committables) throws IOException {
        if (refusal.isPresent()) {
          throw new IOException(refusal.get());
        }
      }

      @Override
      public void cleanUp(long checkpointId) {}

      @Override
      public void close() {}
    };
  }
}
