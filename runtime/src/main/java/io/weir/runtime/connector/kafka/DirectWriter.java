package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;

/** Sends messages at once; before a checkpoint is complete they have all arrived. */
final class DirectWriter implements SinkWriter {
  private final MessageEncoder encoder;
  private final KafkaPublisher publisher;

  DirectWriter(MessageEncoder encoder, KafkaPublisher publisher) {
    this.encoder = encoder;
    this.publisher = publisher;
  }

  @Override
  public void write(Batch batch) {
    try (batch) {
      encoder.encode(batch, publisher::send);
    }
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
    return () -> {
      publisher.flush();
      return OperatorSnapshot.Content.EMPTY;
    };
  }

  @Override
  public void close() {
    publisher.close();
  }
}
