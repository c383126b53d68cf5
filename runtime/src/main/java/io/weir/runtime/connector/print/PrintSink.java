package io.weir.runtime.connector.print;

import io.weir.runtime.connector.CommitsNothing;
import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.vector.Column;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * Prints changes as Flink's {@code print} does.
 *
 * @param identifier what lines start with; may be empty
 * @param stream where lines go; each batch's at once, on an I/O thread
 */
record PrintSink(String identifier, PrintStream stream) implements Sink {
  @Override
  public String describe() {
    return identifier.isEmpty() ? "print" : "print '" + identifier + "'";
  }

  @Override
  public CommitMode commitMode() {
    return CommitMode.EPHEMERAL;
  }

  @Override
  public void prepare() {}

  @Override
  public SinkWriter createWriter(WriterContext context) {
    return new Writer(prefix(context), new PrintQueue(stream, context.requests()));
  }

  /** The identifier and, where there are several writers, which one it is, from 1. */
  private String prefix(WriterContext context) {
    String subtask = context.parallelism() > 1 ? String.valueOf(context.subtask() + 1) : "";
    String separator = identifier.isEmpty() || subtask.isEmpty() ? "" : ":";
    String prefix = identifier + separator + subtask;
    return prefix.isEmpty() ? "" : prefix + "> ";
  }

  @Override
  public Committer createCommitter(String incarnation) {
    return CommitsNothing.INSTANCE;
  }

  private static final class Writer implements SinkWriter {
    private final String prefix;
    private final PrintQueue queue;
    private final Utf8Buffer lines = new Utf8Buffer(1 << 12);

    Writer(String prefix, PrintQueue queue) {
      this.prefix = prefix;
      this.queue = queue;
    }

    @Override
    public void write(Batch batch) {
      try (batch) {
        PrintedRow row = new PrintedRow(batch.schema().fields());
        Column[] columns = Column.of(batch.vectors());
        row.bind(i -> columns[i]);
        Selection selection = batch.selection();
        lines.clear();
        for (int i = 0; i < selection.count(); i++) {
          int at = selection.row(i);
          byte kind = batch.rowKinds() == null ? RowKind.INSERT : batch.rowKinds()[at];
          lines.append(prefix);
          lines.appendAscii(RowKind.symbol(kind));
          row.append(at, lines);
          lines.append('\n');
        }
      }
      queue.add(Arrays.copyOf(lines.bytes(), lines.length()));
    }

    @Override
    public boolean isFull() {
      return !queue.isEmpty();
    }

    @Override
    public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
      return () -> {
        queue.writeAll();
        return OperatorSnapshot.Content.EMPTY;
      };
    }

    @Override
    public void close() {}
  }
}
