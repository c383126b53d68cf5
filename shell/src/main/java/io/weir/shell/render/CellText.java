package io.weir.shell.render;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.text.ValueText;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.util.List;

/** The values of rows as text for people. */
final class CellText {
  private final List<ValueText> columns;
  private final Utf8Buffer buffer = new Utf8Buffer(256);

  CellText(Schema schema, TimestampStyle style) {
    columns =
        schema.fields().stream().map(Field::type).map(type -> ValueText.of(type, style)).toList();
  }

  /** Takes the batch whose rows are wanted from now on. */
  void bind(Batch batch) {
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).bind(Column.of(batch.vector(i)));
    }
  }

  /** The cells of a row, with line breaks and other control characters made visible. */
  String[] row(int row) {
    String[] cells = new String[columns.size()];
    for (int i = 0; i < cells.length; i++) {
      buffer.clear();
      columns.get(i).append(row, buffer);
      cells[i] = visible(buffer.toString());
    }
    return cells;
  }

  private static String visible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return escape(text);
      }
    }
    return text;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (Character.isISOControl(c)) {
            escaped.append(String.format("\\u%04x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
