package io.weir.shell.render;

import io.weir.runtime.connector.format.WriteFormat.Encoding;
import io.weir.runtime.connector.format.csv.CsvWriteFormat;
import io.weir.runtime.connector.format.json.JsonWriteFormat;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.type.Schema;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.time.ZoneId;

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
      return new TablePrinter(buffered, schema, style, true);
    }
    boolean isInsertOnly = properties.changelog() == ChangelogKind.INSERT_ONLY;
    if (format == ResultFormat.TABLE) {
      return isInsertOnly
          ? new TablePrinter(buffered, schema, style, false)
          : finalRows(RowLines.table(buffered, schema, style), properties, style);
    }
    Encoding encoding =
        format == ResultFormat.CSV
            ? CsvWriteFormat.encoding(schema, style)
            : JsonWriteFormat.encoding(schema, style);
    return isInsertOnly
        ? new EncodedPrinter(buffered, encoding)
        : finalRows(RowLines.encoded(buffered, encoding), properties, style);
  }

  private static ResultPrinter finalRows(
      RowLines lines, StreamProperties properties, TimestampStyle style) {
    boolean isUpsert = properties.changelog() == ChangelogKind.UPSERT;
    return new FinalRowsPrinter(
        lines, properties.schema(), style, isUpsert, properties.upsertKey());
  }
}
