package io.weir.shell.render;

import io.weir.runtime.connector.format.WriteFormat.Encoding;
import io.weir.runtime.connector.format.csv.CsvWriteFormat;
import io.weir.runtime.connector.format.json.JsonWriteFormat;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

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

  /**
   * A printer of a table on a terminal, which shows a table that changes while it does.
   *
   * @param columns how many cells a line may have
   */
  public static ResultPrinter live(
      StreamProperties properties,
      ZoneId zone,
      OutputStream out,
      LiveScreen screen,
      IntSupplier columns,
      Clock clock) {
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    TimestampStyle style = TimestampStyle.cast(zone);
    Schema schema = properties.schema();
    boolean[] areTexts = flags(schema, 0, ResultPrinters::isText);
    CellStyle fitted = new FittedTable(columns, areTexts);
    if (properties.changelog() == ChangelogKind.INSERT_ONLY) {
      return new CellPrinter(buffered, schema, style, false, fitted);
    }
    boolean[] areNumbers = flags(schema, 0, TypeKind::isNumeric);
    RowLines lines = RowLines.cells(buffered, schema, style, fitted);
    return new LiveTablePrinter(
        finalRows(lines, properties, style).keepPlaces(),
        schema.names(),
        areNumbers,
        areTexts,
        columns,
        screen,
        clock);
  }

  /**
   * A printer of changes on a terminal.
   *
   * @param columns how many cells a line may have
   */
  public static ResultPrinter changes(
      StreamProperties properties, ZoneId zone, OutputStream out, IntSupplier columns) {
    Schema schema = properties.schema();
    CellStyle fitted = new FittedTable(columns, flags(schema, 1, ResultPrinters::isText));
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    return new CellPrinter(buffered, schema, TimestampStyle.cast(zone), true, fitted);
  }

  /** Whether values still mean something without their ends. */
  private static boolean isText(TypeKind kind) {
    return kind.isVariableWidth() || kind.isNested();
  }

  /** Of which columns something holds, behind {@code before} others of which it does not. */
  private static boolean[] flags(Schema schema, int before, Predicate<TypeKind> holds) {
    boolean[] flags = new boolean[before + schema.size()];
    for (int i = 0; i < schema.size(); i++) {
      flags[before + i] = holds.test(schema.type(i).kind());
    }
    return flags;
  }

  private static FinalRowsPrinter finalRows(
      RowLines lines, StreamProperties properties, TimestampStyle style) {
    boolean isUpsert = properties.changelog() == ChangelogKind.UPSERT;
    return new FinalRowsPrinter(
        lines, properties.schema(), style, isUpsert, properties.upsertKey());
  }
}
