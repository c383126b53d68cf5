package io.weir.runtime.execution.checkpoint;

import io.weir.runtime.execution.channel.QueuedElements;
import io.weir.runtime.execution.task.TaskSnapshot;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Idle;
import io.weir.runtime.stream.StreamElement;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.BatchStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The content of queues as bytes: for each element a byte that says what it is, then the time of a
 * watermark, or the rows of a batch as {@link BatchStream} writes them.
 */
public final class InFlightFile {
  /** The name of the file in checkpoints. */
  public static final String NAME = "in-flight.arrows";

  private static final byte BATCH = 0;
  private static final byte WATERMARK = 1;
  private static final byte IDLE = 2;

  private InFlightFile() {}

  /** What the file of these parts holds, in order. */
  static List<InFlight.Queue> queues(List<TaskSnapshot.OperatorPart> parts) {
    List<InFlight.Queue> queues = new ArrayList<>();
    for (TaskSnapshot.OperatorPart part : parts) {
      for (QueuedElements queue : part.queues()) {
        queues.add(
            new InFlight.Queue(
                part.operatorId(),
                part.subtask(),
                queue.input(),
                queue.channel(),
                queue.elements().size()));
      }
    }
    return queues;
  }

  /** Writes what these parts hold. */
  static void write(
      List<TaskSnapshot.OperatorPart> parts, OutputStream out, BufferAllocator allocator)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    for (TaskSnapshot.OperatorPart part : parts) {
      for (QueuedElements queue : part.queues()) {
        for (StreamElement element : queue.elements()) {
          write(element, data, allocator);
        }
      }
    }
    data.flush();
  }

  private static void write(StreamElement element, DataOutputStream out, BufferAllocator allocator)
      throws IOException {
    if (element instanceof Batch batch) {
      out.writeByte(BATCH);
      BatchStream.write(batch, out, allocator);
    } else if (element instanceof Watermark watermark) {
      out.writeByte(WATERMARK);
      out.writeLong(watermark.timeMillis());
    } else if (element instanceof Idle) {
      out.writeByte(IDLE);
    } else {
      throw new AssertionError("a checkpoint does not hold " + element);
    }
  }

  /** What the rows of a queue look like, which the query says. */
  @FunctionalInterface
  public interface Schemas {
    Schema of(InFlight.Queue queue);
  }

  /** Takes what is read, and its ownership. */
  @FunctionalInterface
  public interface Receiver {
    void accept(InFlight.Queue queue, StreamElement element);
  }

  /** Reads a file, element by element. */
  public static void read(
      InFlight inFlight,
      InputStream in,
      Schemas schemas,
      BufferAllocator allocator,
      Receiver receiver)
      throws IOException {
    DataInputStream data = new DataInputStream(in);
    for (InFlight.Queue queue : inFlight.queues()) {
      Schema schema = schemas.of(queue);
      for (int i = 0; i < queue.elements(); i++) {
        receiver.accept(queue, read(data, schema, allocator));
      }
    }
  }

  private static StreamElement read(DataInputStream in, Schema schema, BufferAllocator allocator)
      throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case BATCH -> BatchStream.read(in, schema, allocator);
      case WATERMARK -> new Watermark(in.readLong());
      case IDLE -> Idle.INSTANCE;
      default -> throw new IOException("there is no element of kind " + kind);
    };
  }
}
