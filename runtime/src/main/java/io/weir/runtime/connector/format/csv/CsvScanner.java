package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ByteWindow;
import io.weir.runtime.connector.format.text.TextParser;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Splits records into fields, in memory (RFC 4180, with the dialect's characters). After {@link
 * #next} a field's text lies between {@link #start} and {@link #end}, in the window or, where
 * something had to be taken out of it, in a buffer of its own, until the next call. Used by one
 * thread at a time.
 */
final class CsvScanner implements AutoCloseable {
  private static final int SLACK_BYTES = 16;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = ONES * '\n';

  private final CsvDialect dialect;
  private final BufferAllocator allocator;
  private final long delimiters;
  private final long escapes;
  private ArrowBuf plain;
  private long start;
  private long end;
  private boolean isQuoted;
  private boolean isLast;
  private boolean isOpen;

  CsvScanner(CsvDialect dialect, BufferAllocator allocator) {
    this.dialect = dialect;
    this.allocator = allocator;
    this.delimiters = ONES * dialect.delimiter();
    // Where there is no escape character, look for a delimiter twice.
    this.escapes =
        ONES * (dialect.escape() == CsvDialect.NONE ? dialect.delimiter() : dialect.escape());
    this.plain = allocator.buffer(256);
  }

  /** The address of the field's text. */
  long start() {
    return start;
  }

  /** The address after the field's text. */
  long end() {
    return end;
  }

  /** Whether the field was in quotes. */
  boolean isQuoted() {
    return isQuoted;
  }

  /** Whether the field is the last of its record. */
  boolean isLast() {
    return isLast;
  }

  /** Whether the data ended before the field's closing quote. */
  boolean isOpen() {
    return isOpen;
  }

  /**
   * Scans the field that begins at {@code p}.
   *
   * @param limit where the data ends; a newline lies there
   * @return the address after the delimiter or newline that ends the field; more than {@code limit}
   *     if the data ended first, which may then hold a part of the field only
   * @throws BadValue if the field is not well formed
   */
  long next(long p, long limit) {
    isOpen = false;
    if (dialect.trimsBlanks()) {
      p = skipBlanks(p);
    }
    isQuoted = dialect.quote() != CsvDialect.NONE && Memory.getByte(p) == dialect.quote();
    return isQuoted ? quoted(p + 1, limit) : unquoted(p, limit);
  }

  private long unquoted(long from, long limit) {
    start = from;
    long p = find(from);
    while (Memory.getByte(p) != dialect.delimiter() && Memory.getByte(p) != '\n') {
      // An escape character. What comes after it counts as it is.
      p = find(Math.min(p + 2, limit));
    }
    isLast = Memory.getByte(p) == '\n';
    end = isLast && p > from && Memory.getByte(p - 1) == '\r' ? p - 1 : p;
    if (dialect.escape() != CsvDialect.NONE) {
      unescape(start, end, dialect.escape(), CsvDialect.NONE);
    }
    if (dialect.trimsBlanks()) {
      end = TextParser.skipBlanksBack(start, end);
    }
    return p + 1;
  }

  /** Blanks before a field; neither what ends it nor what ends the record is one. */
  private long skipBlanks(long p) {
    byte c = Memory.getByte(p);
    while (c >= 0 && c <= ' ' && c != '\n' && c != '\r' && c != dialect.delimiter()) {
      c = Memory.getByte(++p);
    }
    return p;
  }

  /** Whether the field's text has blanks only. */
  boolean isBlank() {
    return TextParser.skipBlanks(start, end) == end;
  }

  /** The first delimiter, newline or escape character. */
  private long find(long p) {
    while (true) {
      long word = Memory.getLong(p);
      long found = zeros(word ^ delimiters) | zeros(word ^ NEWLINES) | zeros(word ^ escapes);
      if (found != 0) {
        return p + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      p += Long.BYTES;
    }
  }

  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGHS;
  }

  private long quoted(long from, long limit) {
    byte quote = dialect.quote();
    byte escape = dialect.escape();
    boolean isPlain = true;
    long p = from;
    while (true) {
      if (p >= limit) {
        isOpen = true;
        isLast = true;
        return limit + 1;
      }
      byte c = Memory.getByte(p);
      if (c == escape && escape != CsvDialect.NONE && escape != quote) {
        isPlain = false;
        p += 2;
      } else if (c != quote) {
        p++;
      } else if (Memory.getByte(p + 1) == quote && p + 1 < limit) {
        isPlain = false;
        p += 2;
      } else {
        break;
      }
    }
    start = from;
    end = p;
    if (!isPlain) {
      unescape(from, p, escape, quote);
    }
    return afterQuote(p + 1);
  }

  /** Blanks may follow the closing quote, then the field must end. */
  private long afterQuote(long p) {
    byte c = Memory.getByte(p);
    while ((c == ' ' || c == '\t' || c == '\r') && c != dialect.delimiter()) {
      c = Memory.getByte(++p);
    }
    isLast = c == '\n';
    if (!isLast && c != dialect.delimiter()) {
      throw new BadValue(
          "text follows a closing quote",
          "quotes within a quoted field are doubled; '"
              + CsvReadFormat.ESCAPE
              + "' names another way");
    }
    return p + 1;
  }

  /** Copies the text without the characters that only protect the next one. */
  private void unescape(long from, long to, byte escape, byte quote) {
    long length = to - from;
    if (plain.capacity() < length + SLACK_BYTES) {
      plain.close();
      plain = allocator.buffer(Math.min(2 * length, ByteWindow.MAX_RECORD_BYTES) + SLACK_BYTES);
    }
    long out = plain.memoryAddress();
    for (long p = from; p < to; p++) {
      byte c = Memory.getByte(p);
      boolean protects = c != CsvDialect.NONE && (c == escape || c == quote);
      if (protects && p + 1 < to) {
        c = Memory.getByte(++p);
      }
      Memory.putByte(out++, c);
    }
    start = plain.memoryAddress();
    end = out;
  }

  @Override
  public void close() {
    plain.close();
  }
}
