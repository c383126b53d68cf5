package io.weir.runtime.connector.format.text;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A text that is being read: the window on it, the rows that are made of it, and how far that has
 * come. Used by one thread at a time.
 */
public final class TextReading implements AutoCloseable {
  private static final int BYTE_ORDER_MARK = 0xBFBBEF;

  private final TextInput input;
  private final Faults faults;
  private final BatchBuilder rows;
  private final BufferAllocator allocator;
  private ByteWindow window;
  private long records;

  private TextReading(
      TextInput input,
      Faults faults,
      BatchBuilder rows,
      SplitPosition position,
      BufferAllocator allocator)
      throws IOException {
    this.input = input;
    this.faults = faults;
    this.rows = rows;
    this.allocator = allocator;
    this.records = position.records();
    this.window = new ByteWindow(input.open(position), allocator);
  }

  /**
   * Opens a text where reading is to go on.
   *
   * @param rules what becomes of records that cannot be read
   * @param kept where they are kept, if they are
   * @param schema of the rows
   */
  public static TextReading open(
      TextInput input,
      SplitPosition position,
      Faults.Rules rules,
      Optional<BadRecords> kept,
      Schema schema,
      BufferAllocator allocator)
      throws IOException {
    BatchBuilder rows = new BatchBuilder(schema, allocator);
    return new TextReading(input, new Faults(input, rules, kept), rows, position, allocator);
  }

  /** Goes on elsewhere in the same text. */
  public void reopen(SplitPosition position) throws IOException {
    window.close();
    window = new ByteWindow(input.open(position), allocator);
  }

  /** The bytes that are there, from the first on that has not been consumed. */
  public ByteWindow window() {
    return window;
  }

  /** Takes the rows. */
  public BatchBuilder rows() {
    return rows;
  }

  /** The text in words, for messages. */
  public String describe() {
    return input.describe();
  }

  /** A call of the reader begins. */
  void begin() {
    faults.begin();
    window.lookAgain();
  }

  /** Whether this call should look for another record. */
  public boolean goesOn() {
    return !faults.areMany() && !window.isStarved();
  }

  /** Passes over the mark that some programs put in front of a text. */
  public void skipByteOrderMark() throws IOException {
    window.fill();
    long start = window.position();
    if (window.limit() - start >= 3 && (Memory.getInt(start) & 0xFFFFFF) == BYTE_ORDER_MARK) {
      window.consume(start + 3);
    }
  }

  /**
   * Whether the line that ends at {@code end} may go on behind what is there. Then more has been
   * read, and the line is at another address.
   */
  public boolean isCutOff(long end) throws IOException {
    boolean isCutOff = end == window.limit() && !window.isLast();
    if (isCutOff) {
      window.fill();
    }
    return isCutOff;
  }

  /** Goes on behind the newline at {@code end}, unless it is the one that is not data. */
  public void consumeLine(long end) {
    window.consume(Math.min(end + 1, window.limit()));
  }

  /** A record has become rows. */
  public void count() {
    records++;
  }

  /** A record cannot be read; see {@link Faults#add}. */
  public void fault(long start, long end, long column, BadValue fault) throws IOException {
    faults.add(window, start, end, column, fault);
    records++;
  }

  SplitPosition position() {
    return new SplitPosition(window.offsetOf(window.position()), records);
  }

  boolean isAtEnd() {
    return window.isLast() && window.position() >= window.limit();
  }

  long skippedRecords() {
    return faults.skipped();
  }

  @Override
  public void close() throws IOException {
    rows.close();
    window.close();
  }
}
