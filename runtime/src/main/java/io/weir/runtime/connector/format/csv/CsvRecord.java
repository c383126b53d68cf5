package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.ValueBuilder;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Writes records to the rows of a batch, one after the other. Used by one thread at a time. */
final class CsvRecord implements AutoCloseable {
  /** The record may go on behind the data that is there. */
  static final long INCOMPLETE = -1;

  private final CsvDialect dialect;
  private final Layout layout;
  private final BatchBuilder rows;
  private final CsvScanner scanner;
  private final CsvValues values;
  private BadValue fault;
  private boolean isBroken;

  /** Whether the first field behind the last column, if it is there, is blank. */
  private boolean isExtraBlank;

  CsvRecord(CsvDialect dialect, Layout layout, BatchBuilder rows, BufferAllocator allocator) {
    this.dialect = dialect;
    this.layout = layout;
    this.rows = rows;
    this.scanner = new CsvScanner(dialect, allocator);
    this.values = new CsvValues(dialect);
  }

  /**
   * Which field of a record is which column.
   *
   * @param columnOfField for each field of a record the column that it is, or {@link #NOT_NEEDED}
   * @param fieldOfColumn for each column the field that it is
   */
  record Layout(int[] columnOfField, int[] fieldOfColumn) {
    static final int NOT_NEEDED = -1;

    /** Columns in the order in which the table has them. */
    static Layout byPosition(int fields, List<Integer> needed) {
      int[] columnOfField = new int[fields];
      int[] fieldOfColumn = new int[needed.size()];
      Arrays.fill(columnOfField, NOT_NEEDED);
      for (int i = 0; i < fieldOfColumn.length; i++) {
        fieldOfColumn[i] = needed.get(i);
        columnOfField[fieldOfColumn[i]] = i;
      }
      return new Layout(columnOfField, fieldOfColumn);
    }

    int fields() {
      return columnOfField.length;
    }
  }

  /** What is wrong with the record that was written last; null if it became a row. */
  BadValue fault() {
    return fault;
  }

  /**
   * Writes the record at {@code start} to a row.
   *
   * @param limit where the data ends; a newline lies there
   * @param isLast whether no data follows
   * @return the address after the record, which is more than {@code limit} if the data ends with
   *     it; or {@link #INCOMPLETE}
   */
  long write(long start, long limit, boolean isLast, int row) {
    fault = null;
    isBroken = false;
    long p = start;
    int field = 0;
    do {
      try {
        p = scanner.next(p, limit);
      } catch (BadValue e) {
        breakOff(e);
        p = ByteWindow.newline(p) + 1;
        break;
      }
      if (p > limit) {
        break;
      }
      writeField(field++, row);
    } while (!scanner.isLast());
    if (p > limit && !isLast) {
      return INCOMPLETE;
    }
    if (p > limit && !isBroken) {
      if (scanner.isOpen()) {
        breakOff(new BadValue("a quoted field has no closing quote"));
      } else {
        writeField(field++, row);
      }
    }
    if (!isBroken && field != layout.fields()) {
      wrongCount(field, row);
    }
    return p;
  }

  private void breakOff(BadValue cause) {
    fault = fault == null ? cause : fault;
    isBroken = true;
  }

  private void writeField(int field, int row) {
    if (field == layout.fields()) {
      isExtraBlank = scanner.isBlank();
    }
    int column = field < layout.fields() ? layout.columnOfField[field] : Layout.NOT_NEEDED;
    if (column == Layout.NOT_NEEDED) {
      return;
    }
    ValueBuilder target = rows.column(column);
    try {
      values.write(target, row, scanner.start(), scanner.end(), scanner.isQuoted());
    } catch (BadValue e) {
      if (dialect.ignoreErrors() && target.type().nullable()) {
        target.setNull(row);
      } else if (fault == null) {
        fault = e.within(rows.schema().name(column));
      }
    }
  }

  /**
   * A record of more fields is wrong, unless they are to be passed over; one of fewer has NULLs if
   * errors are ignored.
   */
  private void wrongCount(int fields, int row) {
    CsvDialect.Tolerance tolerance = dialect.tolerance();
    boolean isTrailing = fields == layout.fields() + 1 && isExtraBlank;
    boolean mayHaveMore =
        tolerance.ignoresExtra() || tolerance.allowsTrailingDelimiter() && isTrailing;
    if (fault != null || fields > layout.fields() && mayHaveMore) {
      return;
    }
    BadValue wrong =
        new BadValue(
            "expected " + layout.fields() + " fields, found " + fields,
            fields < layout.fields()
                ? null
                : "is '"
                    + CsvReadFormat.DELIMITER
                    + "' right, and are fields that hold it quoted?");
    boolean isPadded = tolerance.ignoresErrors() && !tolerance.failsOnMissing();
    if (!isPadded || fields > layout.fields()) {
      fault = wrong;
      return;
    }
    for (int column = 0; column < layout.fieldOfColumn.length; column++) {
      if (layout.fieldOfColumn[column] >= fields) {
        if (!rows.column(column).type().nullable()) {
          fault = wrong;
          return;
        }
        rows.column(column).setNull(row);
      }
    }
  }

  @Override
  public void close() {
    scanner.close();
  }
}
