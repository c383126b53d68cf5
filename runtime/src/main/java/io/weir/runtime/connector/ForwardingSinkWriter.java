package io.weir.runtime.connector;

import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import java.io.IOException;

/** A writer that leaves everything to another one, but for what a subclass does otherwise. */
public abstract class ForwardingSinkWriter implements SinkWriter {
  private final SinkWriter writer;

  /** Leaves everything to {@code writer}, which it closes. */
  protected ForwardingSinkWriter(SinkWriter writer) {
    this.writer = writer;
  }

  @Override
  public void write(Batch batch) throws IOException {
    writer.write(batch);
  }

  @Override
  public boolean isFull() {
    return writer.isFull();
  }

  @Override
  public void advance(long watermarkMillis) {
    writer.advance(watermarkMillis);
  }

  @Override
  public boolean isEpochFull() {
    return writer.isEpochFull();
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) throws IOException {
    return writer.snapshot(checkpointId, isEnd);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
