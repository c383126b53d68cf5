package io.weir.query;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Values;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table outside of the engine that outlives its crashes: changes are staged in the checkpoint and
 * applied, once, when it is committed. Either by key, or row by row; a row that leaves must have
 * been there.
 */
final class ChangeTable {
  private final Schema schema;
  private final Optional<List<Integer>> key;
  private final Map<List<String>, List<String>> byKey = new HashMap<>();
  private final Map<List<String>, Integer> counts = new HashMap<>();
  private String incarnation;
  private long epoch;
  private boolean isReachable = true;

  /**
   * @param key the columns by which changes replace rows; empty if they name the row that goes
   */
  ChangeTable(Schema schema, Optional<List<Integer>> key) {
    this.schema = schema;
    this.key = key;
  }

  /** The process that writes it has died: what it still says is not heard. */
  void setReachable(boolean isReachable) {
    this.isReachable = isReachable;
  }

  Schema schema() {
    return schema;
  }

  /** Its rows as lines, sorted. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    byKey.values().forEach(row -> lines.add(String.join(" | ", row)));
    counts.forEach(
        (row, count) -> {
          for (int i = 0; i < count; i++) {
            lines.add(String.join(" | ", row));
          }
        });
    lines.sort(null);
    return lines;
  }

  private void commit(String from, long checkpointId, List<byte[]> staged) throws IOException {
    if (!isReachable) {
      throw new IOException("a dead process commits");
    }
    if (incarnation != null && !incarnation.equals(from)) {
      throw new AssertionError("incarnation " + from + " commits, the first was " + incarnation);
    }
    incarnation = from;
    if (checkpointId <= epoch) {
      return;
    }
    epoch = checkpointId;
    Map<List<String>, Integer> deltas = new HashMap<>();
    for (byte[] changes : staged) {
      apply(changes, deltas);
    }
    deltas.forEach(this::add);
  }

  private void apply(byte[] changes, Map<List<String>, Integer> deltas) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(changes))) {
      while (in.available() > 0) {
        boolean isAdding = RowKind.isAdding(in.readByte());
        List<String> row = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
          row.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        if (key.isEmpty()) {
          deltas.merge(row, isAdding ? 1 : -1, Integer::sum);
        } else if (isAdding) {
          byKey.put(keyOf(row), row);
        } else if (byKey.remove(keyOf(row)) == null) {
          throw new AssertionError("row " + row + " is deleted, and there is none with its key");
        }
      }
    }
  }

  private List<String> keyOf(List<String> row) {
    return key.orElseThrow().stream().map(row::get).toList();
  }

  private void add(List<String> row, int delta) {
    int count = counts.merge(row, delta, Integer::sum);
    if (count < 0) {
      throw new AssertionError("row " + row + " left before it came");
    }
    if (count == 0) {
      counts.remove(row);
    }
  }

  /** The way into it. */
  Sink sink() {
    return new TableSink();
  }

  private final class TableSink implements Sink {
    @Override
    public String describe() {
      return "table of the test";
    }

    @Override
    public CommitMode commitMode() {
      return CommitMode.TRANSACTIONAL;
    }

    @Override
    public void prepare() {}

    @Override
    public SinkWriter createWriter(WriterContext context) {
      return new StagingWriter();
    }

    @Override
    public Committer createCommitter(String incarnation) {
      return new Committer() {
        @Override
        public void commit(long checkpointId, List<byte[]> committables) throws IOException {
          ChangeTable.this.commit(incarnation, checkpointId, committables);
        }

        @Override
        public void cleanUp(long checkpointId) {}

        @Override
        public void close() {}
      };
    }
  }

  private final class StagingWriter implements SinkWriter {
    private ByteArrayOutputStream staged = new ByteArrayOutputStream();

    @Override
    public void write(Batch batch) throws IOException {
      try (batch) {
        DataOutputStream out = new DataOutputStream(staged);
        for (int i = 0; i < batch.size(); i++) {
          int row = batch.selection().row(i);
          out.writeByte(batch.rowKinds() == null ? RowKind.INSERT : batch.rowKinds()[row]);
          for (int column = 0; column < schema.size(); column++) {
            Field field = schema.fields().get(column);
            Object value = Values.read(field.type(), batch.vector(column), row);
            byte[] cell = CellText.ofWeir(field.type(), value).getBytes(StandardCharsets.UTF_8);
            out.writeInt(cell.length);
            out.write(cell);
          }
        }
      }
    }

    @Override
    public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
      byte[] bytes = staged.toByteArray();
      staged = new ByteArrayOutputStream();
      return () ->
          new OperatorSnapshot.Content(new byte[0], bytes.length == 0 ? List.of() : List.of(bytes));
    }

    @Override
    public void close() {}
  }
}
