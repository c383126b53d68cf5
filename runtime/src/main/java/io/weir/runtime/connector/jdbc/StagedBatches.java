package io.weir.runtime.connector.jdbc;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Gather;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Batches as a checkpoint keeps them, one behind the other: the number of rows, a byte that says
 * whether kinds follow, the kinds, the length of an Arrow IPC stream, and the stream.
 */
final class StagedBatches {
  private final BufferAllocator allocator;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  StagedBatches(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /** Is shown a batch, which is valid during the call. */
  interface Visitor {
    void batch(Batch batch) throws IOException;
  }

  /** Adds the live rows of a batch, which is left as it is. */
  void add(Batch batch) throws IOException {
    if (batch.size() == 0) {
      return;
    }
    try (Batch dense = Gather.copy(batch, batch.selection(), allocator)) {
      out.writeInt(dense.rowCount());
      out.writeBoolean(dense.rowKinds() != null);
      if (dense.rowKinds() != null) {
        out.write(dense.rowKinds(), 0, dense.rowCount());
      }
      byte[] stream = stream(dense);
      out.writeInt(stream.length);
      out.write(stream);
    }
  }

  private static byte[] stream(Batch batch) throws IOException {
    List<Field> fields = batch.vectors().stream().map(FieldVector::getField).toList();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    VectorSchemaRoot root = new VectorSchemaRoot(fields, batch.vectors(), batch.rowCount());
    // The root is not closed: its vectors are the batch's.
    ArrowStreamWriter writer = new ArrowStreamWriter(root, null, stream);
    writer.start();
    writer.writeBatch();
    writer.end();
    return stream.toByteArray();
  }

  /** What has been added since the last call. */
  byte[] take() {
    byte[] taken = bytes.toByteArray();
    bytes.reset();
    return taken;
  }

  /** The batches in what {@link #take} gave. */
  static void read(byte[] staged, Schema schema, BufferAllocator allocator, Visitor visitor)
      throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(staged));
    while (in.available() > 0) {
      int count = in.readInt();
      byte[] kinds = in.readBoolean() ? in.readNBytes(count) : null;
      byte[] stream = in.readNBytes(in.readInt());
      try (ArrowStreamReader reader =
          new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
        reader.loadNextBatch();
        List<FieldVector> vectors = new ArrayList<>(reader.getVectorSchemaRoot().getFieldVectors());
        visitor.batch(new Batch(schema, vectors, count, Selection.all(count), kinds, null));
      }
    }
  }
}
