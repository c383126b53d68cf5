package io.weir.shell.render;

import io.weir.runtime.connector.format.WriteFormat.Encoding;
import io.weir.runtime.connector.format.csv.CsvWriteFormat;
import io.weir.runtime.connector.format.json.JsonWriteFormat;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Schema;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Makes the printer for a query: rows as they come where they are only inserted, final rows where
 * they change.
 */
public final class ResultPrinters {
  private static final int BUFFER_BYTES = 1 << 16;

  private ResultPrinters() {}

  /**
   * A printer.
   *
   * @param format how rows are written
   * @param properties of the query's stream
   * @param zone in which instants are shown
   * @param out where rows go; flushed after each batch
   */
  public static ResultPrinter create(
      ResultFormat format, StreamProperties properties, ZoneId zone, OutputStream out) {
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    TimestampStyle style = TimestampStyle.cast(zone);
    Schema schema = properties.schema();
    if (format == ResultFormat.CHANGELOG) {
      return new CellPrinter(buffered, schema, style, true, CellStyle.table());
    }
    boolean isInsertOnly = properties.changelog() == ChangelogKind.INSERT_ONLY;
    Optional<CellStyle> cells = format.cellStyle();
    if (cells.isPresent()) {
      return isInsertOnly
          ? new CellPrinter(buffered, schema, style, false, cells.get())
          : finalRows(RowLines.cells(buffered, schema, style, cells.get()), properties, style);
    }
    Encoding encoding =
        format == ResultFormat.CSV
            ? CsvWriteFormat.encoding(schema, style)
            : JsonWriteFormat.encoding(schema, style);
    return isInsertOnly
        ? new EncodedPrinter(buffered, encoding)
        : finalRows(RowLines.encoded(buffered, encoding), properties, style);
  }

  /** A printer of a table on a terminal, which shows a table that changes while it does. */
  public static ResultPrinter live(
      StreamProperties properties, ZoneId zone, OutputStream out, LiveScreen screen, Clock clock) {
    if (properties.changelog() == ChangelogKind.INSERT_ONLY) {
      return create(ResultFormat.TABLE, properties, zone, out);
    }
    Schema schema = properties.schema();
    boolean[] areNumbers = new boolean[schema.size()];
    for (int i = 0; i < areNumbers.length; i++) {
      areNumbers[i] = schema.type(i).kind().isNumeric();
    }
    TimestampStyle style = TimestampStyle.cast(zone);
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    RowLines lines = RowLines.cells(buffered, schema, style, CellStyle.table());
    return new LiveTablePrinter(
        finalRows(lines, properties, style), schema.names(), areNumbers, screen, clock);
  }

  private static FinalRowsPrinter finalRows(
      RowLines lines, StreamProperties properties, TimestampStyle style) {
    boolean isUpsert = properties.changelog() == ChangelogKind.UPSERT;
    return new FinalRowsPrinter(
        lines, properties.schema(), style, isUpsert, properties.upsertKey());
  }
}
