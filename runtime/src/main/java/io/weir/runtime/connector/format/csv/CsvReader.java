package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.Faults;
import io.weir.runtime.connector.format.text.TextInput;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/** Reads a text of delimited records. Empty lines do not count. */
final class CsvReader implements RecordReader {
  private static final int BYTE_ORDER_MARK = 0xBFBBEF;

  private final TextInput input;
  private final Table table;
  private final BufferAllocator allocator;
  private final Faults faults;
  private final CsvScanner scanner;
  private final BatchBuilder rows;
  private ByteWindow window;

  /** Null until the first line has come, if it holds the names of columns. */
  private CsvRecord record;

  private long records;
  private boolean isFinished;

  private CsvReader(
      TextInput input,
      SplitPosition position,
      Table table,
      Optional<BadRecords> kept,
      BufferAllocator allocator) {
    this.input = input;
    this.table = table;
    this.records = position.records();
    this.allocator = allocator;
    this.faults = new Faults(input, table.faults(), kept);
    this.scanner = new CsvScanner(table.dialect, allocator);
    this.rows = new BatchBuilder(table.columns.neededSchema(), allocator);
  }

  /** What is read, and how it is written. */
  record Table(FileColumns columns, CsvDialect dialect) {
    Faults.Rules faults() {
      return new Faults.Rules(
          dialect.ignoreErrors(), "column", Optional.of(CsvReadFormat.IGNORE_ERRORS));
    }
  }

  static CsvReader open(
      TextInput input,
      SplitPosition position,
      Table table,
      Optional<BadRecords> kept,
      BufferAllocator allocator)
      throws IOException {
    CsvReader reader = new CsvReader(input, position, table, kept, allocator);
    try {
      reader.start(position);
      return reader;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private void start(SplitPosition position) throws IOException {
    boolean hasHeader = table.dialect.hasHeader();
    if (position.offset() == 0 || hasHeader) {
      openWindow(SplitPosition.START);
      skipByteOrderMark();
    }
    if (!hasHeader) {
      begin(CsvRecord.Layout.byPosition(table.columns.schema().size(), table.columns.needed()));
    } else if (position.offset() != 0) {
      readHeader();
    }
    if (position.offset() != 0) {
      openWindow(position);
    }
  }

  private void openWindow(SplitPosition position) throws IOException {
    if (window != null) {
      window.close();
      window = null;
    }
    window = new ByteWindow(input.open(position), allocator);
    window.fill();
  }

  private void skipByteOrderMark() {
    long start = window.position();
    if (window.limit() - start >= 3 && (Memory.getInt(start) & 0xFFFFFF) == BYTE_ORDER_MARK) {
      window.consume(start + 3);
    }
  }

  private void begin(CsvRecord.Layout layout) {
    record = new CsvRecord(table.dialect, layout, rows, allocator);
  }

  /** Reads the first line, if it is there. */
  private void readHeader() throws IOException {
    List<String> names = readNames();
    if (names.isEmpty()) {
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
            input.describe() + " has no column \"" + needed.name(i) + "\" in its first line",
            near != null ? near : "its columns: " + String.join(", ", names));
      }
      columnOfField[field] = i;
      fieldOfColumn[i] = field;
    }
    begin(new CsvRecord.Layout(columnOfField, fieldOfColumn));
  }

  /** The fields of the first record; none if it is not there yet. */
  private List<String> readNames() throws IOException {
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
            input.describe() + ", the line of column names: " + e.getMessage(), e.hint());
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
    if (window.isStarved()) {
      return List.of();
    }
    throw WeirException.permanent(
        input.describe()
            + " is empty, but '"
            + CsvReadFormat.HEADER
            + "' expects a first line of column names",
        null);
  }

  @Override
  public Batch read(int maxRows) throws IOException {
    faults.begin();
    window.lookAgain();
    if (record == null) {
      readHeader();
    }
    rows.begin(maxRows);
    int count = 0;
    while (record != null && count < maxRows && !faults.areMany() && nextRecord()) {
      if (readRecord(count)) {
        count++;
        records++;
      }
    }
    isFinished = window.isLast() && window.position() >= window.limit();
    if (count == 0) {
      rows.close();
      return null;
    }
    return rows.finish(count);
  }

  /**
   * Goes to the start of a record, past empty lines and comments; false at the end, and where
   * nothing more is there now.
   */
  private boolean nextRecord() throws IOException {
    while (!window.isStarved()) {
      long p = window.position();
      if (p >= window.limit()) {
        if (!window.fill()) {
          return false;
        }
        continue;
      }
      byte c = Memory.getByte(p);
      boolean isComment = table.dialect.hasComments() && c == '#';
      if (c != '\n' && c != '\r' && !isComment) {
        return true;
      }
      long lineEnd = isComment ? window.lineEnd(p) : c == '\r' ? p + 1 : p;
      if (lineEnd == window.limit() && !window.isLast()) {
        window.fill();
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
    long start = window.position();
    long next = record.write(start, window.limit(), window.isLast(), row);
    if (next == CsvRecord.INCOMPLETE) {
      // The record is read again from its start, which is then elsewhere.
      window.fill();
      return false;
    }
    BadValue fault = record.fault();
    if (fault != null) {
      boolean hasReturn = next - 2 >= start && Memory.getByte(next - 2) == '\r';
      faults.add(window, start, hasReturn ? next - 2 : next - 1, 0, fault);
      records++;
    }
    consume(next);
    return fault == null;
  }

  private void consume(long next) {
    window.consume(Math.min(next, window.limit()));
  }

  @Override
  public SplitPosition position() {
    return new SplitPosition(window.offsetOf(window.position()), records);
  }

  @Override
  public boolean isFinished() {
    return isFinished;
  }

  @Override
  public long skippedRecords() {
    return faults.skipped();
  }

  @Override
  public double progress() {
    return window.progress();
  }

  @Override
  public void close() throws IOException {
    rows.close();
    scanner.close();
    if (record != null) {
      record.close();
    }
    if (window != null) {
      window.close();
    }
  }
}
