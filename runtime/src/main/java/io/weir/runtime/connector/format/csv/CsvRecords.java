package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.csv.CsvDialect.FirstRecord;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.Faults;
import io.weir.runtime.connector.format.text.TextInput;
import io.weir.runtime.connector.format.text.TextReader;
import io.weir.runtime.connector.format.text.TextReading;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** A text of delimited records. Empty lines do not count. */
final class CsvRecords implements TextReader.Records {
  private static final String NAMES_HINT =
      "if the first line has the names of the columns, set '" + CsvReadFormat.HEADER + "' = 'true'";

  private final TextReading reading;
  private final Table table;
  private final BufferAllocator allocator;
  private final CsvScanner scanner;

  /** Null until the first line has come, if it is no row. */
  private CsvRecord record;

  /** Whether the next record is the first of the text. */
  private boolean isFirst;

  private CsvRecords(TextReading reading, Table table, BufferAllocator allocator) {
    this.reading = reading;
    this.table = table;
    this.allocator = allocator;
    this.scanner = new CsvScanner(table.dialect, allocator);
  }

  /** What is read, and how it is written. */
  record Table(FileColumns columns, CsvDialect dialect) {
    Faults.Rules faults() {
      return new Faults.Rules(
          dialect.ignoreErrors(), "column", Optional.of(CsvReadFormat.IGNORE_ERRORS));
    }
  }

  static TextReader open(
      TextInput input,
      SplitPosition position,
      Table table,
      Optional<BadRecords> kept,
      BufferAllocator allocator)
      throws IOException {
    boolean hasHeader = table.dialect.hasHeader();
    TextReading reading =
        TextReading.open(
            input,
            hasHeader ? new SplitPosition(0, position.records()) : position,
            table.faults(),
            kept,
            table.columns.neededSchema(),
            allocator);
    CsvRecords records = new CsvRecords(reading, table, allocator);
    TextReader reader = new TextReader(reading, records);
    try {
      records.start(position);
      return reader;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private void start(SplitPosition position) throws IOException {
    boolean hasHeader = table.dialect.hasHeader();
    if (position.offset() == 0 || hasHeader) {
      reading.skipByteOrderMark();
    }
    boolean isInside = position.offset() != 0;
    isFirst = !isInside;
    FirstRecord first = table.dialect.firstRecord();
    if (first == FirstRecord.ROW || first == FirstRecord.IGNORED && isInside) {
      begin(layoutByPosition());
    } else if (isInside) {
      readHeader();
      reading.reopen(position);
    }
  }

  private CsvRecord.Layout layoutByPosition() {
    return CsvRecord.Layout.byPosition(table.columns.schema().size(), table.columns.needed());
  }

  private void begin(CsvRecord.Layout layout) {
    record = new CsvRecord(table.dialect, layout, reading.rows(), allocator);
  }

  /** Reads the first line, if it is there. */
  private void readHeader() throws IOException {
    List<String> names = readNames();
    if (names.isEmpty()) {
      return;
    }
    if (!table.dialect.hasHeader()) {
      begin(layoutByPosition());
      return;
    }
    Schema needed = table.columns.neededSchema();
    int[] columnOfField = new int[names.size()];
    int[] fieldOfColumn = new int[needed.size()];
    Arrays.fill(columnOfField, CsvRecord.Layout.NOT_NEEDED);
    for (int i = 0; i < needed.size(); i++) {
      int field = names.indexOf(needed.name(i));
      if (field < 0) {
        String near = Suggestions.didYouMean(needed.name(i), names);
        throw WeirException.permanent(
            reading.describe() + " has no column \"" + needed.name(i) + "\" in its first line",
            near != null ? near : "its columns: " + String.join(", ", names));
      }
      columnOfField[field] = i;
      fieldOfColumn[i] = field;
    }
    begin(new CsvRecord.Layout(columnOfField, fieldOfColumn));
  }

  /** The fields of the first record; none if it is not there yet. */
  private List<String> readNames() throws IOException {
    ByteWindow window = reading.window();
    List<String> names = new ArrayList<>();
    while (nextRecord()) {
      names.clear();
      long p = window.position();
      try {
        do {
          p = scanner.next(p, window.limit());
          names.add(CsvValues.text(scanner.start(), scanner.end()));
        } while (!scanner.isLast());
      } catch (BadValue e) {
        throw WeirException.permanent(
            reading.describe() + ", the first line: " + e.getMessage(), e.hint());
      }
      if (p <= window.limit() || window.isLast()) {
        consume(p);
        return names;
      }
      window.fill();
      if (window.isStarved()) {
        return List.of();
      }
    }
    if (window.isStarved() || !table.dialect.hasHeader()) {
      return List.of();
    }
    throw WeirException.permanent(
        reading.describe()
            + " is empty, but '"
            + CsvReadFormat.HEADER
            + "' expects a first line of column names",
        null);
  }

  @Override
  public int write(int maxRows) throws IOException {
    if (record == null) {
      readHeader();
    }
    reading.rows().begin(maxRows);
    int count = 0;
    while (record != null && count < maxRows && reading.goesOn() && nextRecord()) {
      if (readRecord(count)) {
        count++;
        reading.count();
      }
    }
    return count;
  }

  /**
   * Goes to the start of a record, past empty lines and comments; false at the end, and where
   * nothing more is there now.
   */
  private boolean nextRecord() throws IOException {
    ByteWindow window = reading.window();
    while (!window.isStarved()) {
      long p = window.position();
      if (p >= window.limit()) {
        if (!window.fill()) {
          return false;
        }
        continue;
      }
      byte c = Memory.getByte(p);
      boolean isComment = table.dialect.isComment(p);
      if (c != '\n' && c != '\r' && !isComment) {
        return true;
      }
      long lineEnd = isComment ? window.lineEnd(p) : c == '\r' ? p + 1 : p;
      if (reading.isCutOff(lineEnd)) {
        continue;
      }
      if (Memory.getByte(lineEnd) != '\n') {
        return true;
      }
      consume(lineEnd + 1);
    }
    return false;
  }

  /** Reads the record at the window's position, if it is all there; whether it became a row. */
  private boolean readRecord(int row) throws IOException {
    ByteWindow window = reading.window();
    long start = window.position();
    long next = record.write(start, window.limit(), window.isLast(), row);
    if (next == CsvRecord.INCOMPLETE) {
      // The record is read again from its start, which is then elsewhere.
      window.fill();
      return false;
    }
    BadValue fault = isFirst ? ofFirst(record.fault()) : record.fault();
    isFirst = false;
    if (fault != null) {
      boolean hasReturn = next - 2 >= start && Memory.getByte(next - 2) == '\r';
      reading.fault(start, hasReturn ? next - 2 : next - 1, 0, fault);
    }
    consume(next);
    return fault == null;
  }

  /** A fault of the first record, which may be the names of the columns. */
  private BadValue ofFirst(BadValue fault) {
    boolean isRow = table.dialect.firstRecord() == FirstRecord.ROW;
    if (fault == null || fault.path().isEmpty() || !isRow) {
      return fault;
    }
    String message = fault.getMessage();
    String name = '"' + fault.path() + '"';
    boolean isName =
        message.regionMatches(true, message.length() - name.length(), name, 0, name.length());
    return isName ? new BadValue(message, NAMES_HINT).within(fault.path()) : fault;
  }

  private void consume(long next) {
    reading.window().consume(Math.min(next, reading.window().limit()));
  }

  @Override
  public void close() {
    scanner.close();
    if (record != null) {
      record.close();
    }
  }
}
