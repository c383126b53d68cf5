package io.weir.shell.render;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the rows of a query are written. */
public enum ResultFormat {
  /** Aligned columns for people. */
  TABLE,
  /** A header line, then a line a row (RFC 4180). */
  CSV,
  /** A JSON object a line. */
  JSON,
  /** A table for a document in Markdown. */
  MARKDOWN,
  /** A line for each value. */
  LINE,
  /** Every change, with a first column {@code op}. */
  CHANGELOG;

  /** The format called {@code name}, in any case. */
  public static Optional<ResultFormat> of(String name) {
    return Arrays.stream(values()).filter(f -> f.toString().equalsIgnoreCase(name)).findFirst();
  }

  /** All names, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(ResultFormat::toString).collect(Collectors.joining(", "));
  }

  /** How its rows of text are written; empty where a text format writes them. */
  Optional<CellStyle> cellStyle() {
    return switch (this) {
      case TABLE, CHANGELOG -> Optional.of(CellStyle.table());
      case MARKDOWN -> Optional.of(CellStyle.markdown());
      case LINE -> Optional.of(CellStyle.lines());
      case CSV, JSON -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
