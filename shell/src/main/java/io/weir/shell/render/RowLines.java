package io.weir.shell.render;

import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat.Encoding;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Rows in the form in which they will be written, so that they can be held back. */
interface RowLines {
  /** Takes the batch whose rows are wanted from now on. */
  void bind(Batch batch);

  /** A row's form; only {@link #write} knows what it is. */
  Object line(int row);

  /** Writes rows, as the only ones of the result. */
  void write(List<Object> lines) throws IOException;

  /** Whether ends of values were left out. */
  default boolean hasCut() {
    return false;
  }

  /** Rows of a text format. */
  static RowLines encoded(OutputStream out, Encoding encoding) {
    RowEncoder encoder = encoding.createEncoder();
    Utf8Buffer buffer = new Utf8Buffer(256);
    return new RowLines() {
      @Override
      public void bind(Batch batch) {
        encoder.bind(List.of(Column.of(batch.vectors())));
      }

      @Override
      public Object line(int row) {
        buffer.clear();
        encoder.encode(row, buffer);
        return buffer.toByteArray();
      }

      @Override
      public void write(List<Object> lines) throws IOException {
        out.write(encoding.header());
        for (Object line : lines) {
          out.write((byte[]) line);
        }
        out.flush();
      }
    };
  }

  /** Rows of text. */
  static RowLines cells(
      OutputStream out, Schema schema, TimestampStyle style, CellStyle cellStyle) {
    CellText cells = new CellText(schema, style);
    return new RowLines() {
      @Override
      public void bind(Batch batch) {
        cells.bind(batch);
      }

      @Override
      public Object line(int row) {
        return cells.row(row);
      }

      @Override
      public void write(List<Object> lines) throws IOException {
        List<String[]> rows = new ArrayList<>(lines.size());
        lines.forEach(line -> rows.add((String[]) line));
        CellPrinter printer = new CellPrinter(out, schema, style, false, cellStyle);
        printer.print(rows);
        printer.end();
      }

      @Override
      public boolean hasCut() {
        return cellStyle.hasCut();
      }
    };
  }
}
