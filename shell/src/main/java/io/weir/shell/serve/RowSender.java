package io.weir.shell.serve;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.vector.BatchStream;
import io.weir.shell.render.ResultPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** Sends the rows of a query to a client; one that reads slowly holds the query back. */
final class RowSender implements ResultPrinter {
  private final Wire wire;
  private long rows;

  RowSender(Wire wire) {
    this.wire = wire;
  }

  @Override
  public void print(Batch batch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BufferAllocator allocator = new RootAllocator()) {
      BatchStream.write(batch, bytes, allocator);
    }
    wire.send(bytes.toByteArray());
    rows += batch.size();
  }

  @Override
  public void end() throws IOException {
    wire.send(Wire.message("rows-end"));
  }

  @Override
  public long rows() {
    return rows;
  }
}
