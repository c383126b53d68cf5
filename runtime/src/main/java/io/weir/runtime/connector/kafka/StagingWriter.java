package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import java.util.List;

/** Keeps the messages of an epoch for its checkpoint, after which the committer publishes them. */
final class StagingWriter implements SinkWriter {
  private final MessageEncoder encoder;
  private final StagedMessages staged = new StagedMessages();

  StagingWriter(MessageEncoder encoder) {
    this.encoder = encoder;
  }

  @Override
  public void write(Batch batch) {
    try (batch) {
      encoder.encode(batch, staged::add);
    }
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
    byte[] messages = staged.take();
    if (messages.length == 0) {
      return OperatorSnapshot.EMPTY;
    }
    OperatorSnapshot.Content content = new OperatorSnapshot.Content(new byte[0], List.of(messages));
    return () -> content;
  }

  @Override
  public void close() {}
}
