package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ByteSource;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.TextErrors;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Reads a file of delimited records. Empty lines do not count. */
final class CsvReader implements RecordReader {
  private static final int BYTE_ORDER_MARK = 0xBFBBEF;
  private static final int NOT_NEEDED = -1;

  /** How many records one call may skip, so that it ends in time. */
  private static final int MAX_SKIPPED_PER_READ = 4 * Batch.MAX_ROWS;

  private final Path file;
  private final long lengthBytes;
  private final FileColumns columns;
  private final CsvDialect dialect;
  private final CsvScanner scanner;
  private final CsvValues values;
  private final BatchBuilder rows;
  private ByteWindow window;

  /** For each field of a record the column that it is, or {@link #NOT_NEEDED}. */
  private int[] columnOfField;

  /** For each column the field that it is. */
  private int[] fieldOfColumn;

  private long records;
  private long skipped;
  private boolean isFinished;

  private CsvReader(
      Path file,
      long lengthBytes,
      FileColumns columns,
      CsvDialect dialect,
      BufferAllocator allocator) {
    this.file = file;
    this.lengthBytes = lengthBytes;
    this.columns = columns;
    this.dialect = dialect;
    this.values = new CsvValues(dialect);
    this.scanner = new CsvScanner(dialect, allocator);
    this.rows = new BatchBuilder(columns.neededSchema(), allocator);
  }

  static CsvReader open(
      Path file,
      long lengthBytes,
      SplitPosition position,
      FileColumns columns,
      CsvDialect dialect,
      BufferAllocator allocator)
      throws IOException {
    CsvReader reader = new CsvReader(file, lengthBytes, columns, dialect, allocator);
    try {
      reader.start(position, allocator);
      return reader;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private void start(SplitPosition position, BufferAllocator allocator) throws IOException {
    records = position.records();
    if (position.offset() == 0 || dialect.hasHeader()) {
      openWindow(SplitPosition.START, allocator);
      skipByteOrderMark();
    }
    if (dialect.hasHeader()) {
      readHeader();
    } else {
      matchByPosition();
    }
    if (position.offset() != 0) {
      openWindow(position, allocator);
    }
  }

  private void openWindow(SplitPosition position, BufferAllocator allocator) throws IOException {
    if (window != null) {
      window.close();
      window = null;
    }
    window = new ByteWindow(ByteSource.open(file, lengthBytes, position), allocator);
    window.fill();
  }

  private void skipByteOrderMark() {
    long start = window.position();
    if (window.limit() - start >= 3 && (Memory.getInt(start) & 0xFFFFFF) == BYTE_ORDER_MARK) {
      window.consume(start + 3);
    }
  }

  private void matchByPosition() {
    columnOfField = new int[columns.schema().size()];
    fieldOfColumn = new int[columns.needed().size()];
    Arrays.fill(columnOfField, NOT_NEEDED);
    for (int i = 0; i < fieldOfColumn.length; i++) {
      fieldOfColumn[i] = columns.needed().get(i);
      columnOfField[fieldOfColumn[i]] = i;
    }
  }

  private void readHeader() throws IOException {
    List<String> names = readNames();
    Schema needed = columns.neededSchema();
    columnOfField = new int[names.size()];
    fieldOfColumn = new int[needed.size()];
    Arrays.fill(columnOfField, NOT_NEEDED);
    for (int i = 0; i < needed.size(); i++) {
      int field = names.indexOf(needed.name(i));
      if (field < 0) {
        String near = Suggestions.didYouMean(needed.name(i), names);
        throw WeirException.permanent(
            "file '" + file + "' has no column \"" + needed.name(i) + "\" in its first line",
            near != null ? near : "its columns: " + String.join(", ", names));
      }
      columnOfField[field] = i;
      fieldOfColumn[i] = field;
    }
  }

  /** The fields of the first record. */
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
        throw malformed(e);
      }
      if (p <= window.limit() || window.isLast()) {
        consume(p);
        return names;
      }
      window.fill();
    }
    throw WeirException.permanent(
        "file '"
            + file
            + "' is empty, but '"
            + CsvReadFormat.HEADER
            + "' expects a first line of column names",
        null);
  }

  @Override
  public Batch read(int maxRows) throws IOException {
    rows.begin(maxRows);
    int count = 0;
    long skippedBefore = skipped;
    while (count < maxRows && skipped - skippedBefore < MAX_SKIPPED_PER_READ && nextRecord()) {
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

  /** Goes to the start of a record, past empty lines and comments; false at the end. */
  private boolean nextRecord() throws IOException {
    while (true) {
      long p = window.position();
      if (p >= window.limit()) {
        if (!window.fill()) {
          return false;
        }
        continue;
      }
      byte c = Memory.getByte(p);
      boolean isComment = dialect.hasComments() && c == '#';
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
  }

  /** Reads the record at the window's position, if it is all there; whether it became a row. */
  private boolean readRecord(int row) throws IOException {
    long p = window.position();
    int field = 0;
    BadValue fault = null;
    boolean isBroken = false;
    do {
      try {
        p = scanner.next(p, window.limit());
      } catch (BadValue e) {
        fault = fault == null ? e : fault;
        isBroken = true;
        p = window.lineEnd(p) + 1;
        break;
      }
      if (p > window.limit()) {
        break;
      }
      fault = writeField(field++, row, fault);
    } while (!scanner.isLast());
    if (p > window.limit() && !window.isLast()) {
      // The record may go on. It is read again from its start, which is then elsewhere.
      window.fill();
      return false;
    }
    if (p > window.limit() && !isBroken) {
      if (scanner.isOpen()) {
        fault = new BadValue("a quoted field has no closing quote");
        isBroken = true;
      } else {
        fault = writeField(field++, row, fault);
      }
    }
    if (!isBroken && field != columnOfField.length) {
      fault = wrongCount(field, row, fault);
    }
    if (fault != null) {
      skip(fault);
    }
    consume(p);
    return fault == null;
  }

  private BadValue writeField(int field, int row, BadValue before) {
    int column = field < columnOfField.length ? columnOfField[field] : NOT_NEEDED;
    if (column == NOT_NEEDED) {
      return before;
    }
    ValueBuilder target = rows.column(column);
    try {
      values.write(target, row, scanner.start(), scanner.end(), scanner.isQuoted());
    } catch (BadValue e) {
      if (dialect.ignoreErrors() && target.type().nullable()) {
        target.setNull(row);
      } else if (before == null) {
        return e.within(rows.schema().name(column));
      }
    }
    return before;
  }

  /** A record of more fields is wrong; one of fewer has NULLs if errors are ignored. */
  private BadValue wrongCount(int fields, int row, BadValue before) {
    BadValue fault =
        new BadValue(
            "expected " + columnOfField.length + " fields, found " + fields,
            fields < columnOfField.length
                ? null
                : "is '"
                    + CsvReadFormat.DELIMITER
                    + "' right, and are fields that hold it quoted?");
    if (before != null) {
      return before;
    }
    if (!dialect.ignoreErrors() || fields > columnOfField.length) {
      return fault;
    }
    for (int column = 0; column < fieldOfColumn.length; column++) {
      if (fieldOfColumn[column] >= fields) {
        if (!rows.column(column).type().nullable()) {
          return fault;
        }
        rows.column(column).setNull(row);
      }
    }
    return null;
  }

  private void skip(BadValue fault) throws IOException {
    if (!dialect.ignoreErrors()) {
      throw malformed(fault);
    }
    skipped++;
    records++;
  }

  private WeirException malformed(BadValue fault) throws IOException {
    return TextErrors.malformed(
        file,
        lengthBytes,
        window.offsetOf(window.position()),
        0,
        "column",
        fault,
        CsvReadFormat.IGNORE_ERRORS);
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
    return skipped;
  }

  @Override
  public double progress() {
    return window.progress();
  }

  @Override
  public void close() throws IOException {
    rows.close();
    scanner.close();
    if (window != null) {
      window.close();
    }
  }
}
