package io.weir.shell.render;

import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat.Encoding;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.vector.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes rows in a text format, each batch at once. */
final class EncodedPrinter implements ResultPrinter {
  private static final int FIRST_BUFFER_BYTES = 1 << 14;

  private final OutputStream out;
  private final Encoding encoding;
  private final RowEncoder encoder;
  private final Utf8Buffer buffer = new Utf8Buffer(FIRST_BUFFER_BYTES);
  private boolean isHeaderWritten;
  private long rows;

  EncodedPrinter(OutputStream out, Encoding encoding) {
    this.out = out;
    this.encoding = encoding;
    this.encoder = encoding.createEncoder();
  }

  @Override
  public void print(Batch batch) throws IOException {
    writeHeader();
    encoder.bind(List.of(Column.of(batch.vectors())));
    Selection selection = batch.selection();
    for (int i = 0; i < selection.count(); i++) {
      encoder.encode(selection.row(i), buffer);
    }
    rows += selection.count();
    flush();
  }

  @Override
  public void end() throws IOException {
    writeHeader();
    flush();
  }

  @Override
  public long rows() {
    return rows;
  }

  private void writeHeader() {
    if (!isHeaderWritten) {
      isHeaderWritten = true;
      buffer.append(encoding.header());
    }
  }

  private void flush() throws IOException {
    out.write(buffer.bytes(), 0, buffer.length());
    out.flush();
    buffer.clear();
  }
}
