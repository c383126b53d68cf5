package io.weir.runtime.connector.format.text;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A window that slides over a stream of bytes in memory, read by address. It holds at least the
 * record being read, and grows up to {@link #MAX_RECORD_BYTES} for it.
 *
 * <p>A newline lies at {@link #limit()}, and {@link #SLACK_BYTES} more bytes can be loaded beyond
 * it: a scanner that stops at newlines needs no bounds check, and one that stops at the limit calls
 * {@link #fill} and starts its record again, because the addresses have changed.
 */
public final class ByteWindow implements AutoCloseable {
  /** The longest record that can be read. */
  public static final int MAX_RECORD_BYTES = 64 << 20;

  /** How many bytes beyond the limit may be loaded. */
  public static final int SLACK_BYTES = 16;

  private static final int INITIAL_BYTES = 256 << 10;
  private static final byte NEWLINE = '\n';
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = ONES * NEWLINE;

  private final ByteSource source;
  private final BufferAllocator allocator;
  private ArrowBuf buffer;
  private long capacity;
  private long base;
  private long position;
  private long limit;
  private long baseOffset;
  private boolean isLast;
  private boolean isStarved;
  private LineMark lineMark;

  /** A window over what {@code source} gives, which is closed with it. */
  public ByteWindow(ByteSource source, BufferAllocator allocator) {
    this.source = source;
    this.allocator = allocator;
    this.baseOffset = source.offset();
    this.lineMark = new LineMark(0, 0);
    allocate(INITIAL_BYTES);
    position = base;
    limit = base;
    Memory.putByte(limit, NEWLINE);
  }

  private void allocate(long bytes) {
    buffer = allocator.buffer(bytes + SLACK_BYTES);
    capacity = bytes;
    base = buffer.memoryAddress();
  }

  /** The address of the first byte not yet consumed. */
  public long position() {
    return position;
  }

  /** The address after the last byte that is there; a newline that is not data lies at it. */
  public long limit() {
    return limit;
  }

  /** Whether no bytes follow those up to the limit. */
  public boolean isLast() {
    return isLast;
  }

  /** Forgets that nothing was there: it is looked again. */
  public void lookAgain() {
    isStarved = false;
  }

  /** Whether {@link #fill} has found, since it was last looked again, that nothing is there now. */
  public boolean isStarved() {
    return isStarved;
  }

  /**
   * How many lines end before an offset.
   *
   * @param offset in the stream
   */
  public record LineMark(long offset, long newlines) {}

  /** Up to where lines have been counted. */
  LineMark lineMark() {
    return lineMark;
  }

  /** Lines have been counted up to here. */
  void mark(LineMark counted) {
    lineMark = counted;
  }

  /**
   * The number of the line at {@code address}, from 1, of a stream that cannot be read a second
   * time: lines are counted as they pass.
   */
  public long countLines(long address) {
    long newlines = lineMark.newlines();
    long p = newline(base + (lineMark.offset() - baseOffset));
    while (p < address) {
      newlines++;
      p = newline(p + 1);
    }
    lineMark = new LineMark(offsetOf(address), newlines);
    return newlines + 1;
  }

  /** The offset in the stream of the byte at {@code address}. */
  public long offsetOf(long address) {
    return baseOffset + (address - base);
  }

  /** Gives up the bytes before {@code address}. */
  public void consume(long address) {
    position = address;
  }

  /**
   * Reads more bytes after the limit, keeping those from the position on. Addresses change.
   *
   * @return false if there are none, and then {@link #isLast()} is true or {@link #isStarved()}
   * @throws WeirException if the window cannot grow further
   */
  public boolean fill() throws IOException {
    if (isLast) {
      return false;
    }
    long kept = limit - position;
    if (source.isPassing()) {
      countLines(position);
    }
    baseOffset += position - base;
    if (kept > capacity / 2) {
      grow(kept);
    } else if (kept > 0) {
      // The ranges cannot overlap: the kept bytes are at most half of the capacity, unless they lie
      // at the start already.
      if (position - base >= kept) {
        Memory.copy(position, base, kept);
      } else if (position != base) {
        grow(kept);
      }
    }
    position = base;
    limit = base + kept;
    ByteBuffer target = buffer.nioBuffer(kept, (int) (capacity - kept));
    int read = source.read(target);
    if (read < 0) {
      isLast = true;
    } else {
      limit += read;
      isStarved = read == 0;
    }
    Memory.putByte(limit, NEWLINE);
    return read > 0;
  }

  private void grow(long kept) {
    if (kept >= MAX_RECORD_BYTES) {
      throw WeirException.permanent(
          source.describe()
              + ": the record that starts at byte "
              + baseOffset
              + " is longer than "
              + (MAX_RECORD_BYTES >> 20)
              + " MB",
          "each record must end with a newline; is this the right format?");
    }
    ArrowBuf old = buffer;
    long from = position;
    allocate(Math.min(Math.max(capacity, kept * 2), MAX_RECORD_BYTES));
    Memory.copy(from, base, kept);
    old.close();
  }

  /**
   * The address of the first newline at or after {@code from}, or of the limit if there is none.
   */
  public long lineEnd(long from) {
    return newline(from);
  }

  /** The address of the first newline at or after {@code from}, behind which one lies. */
  public static long newline(long from) {
    long p = from;
    while (true) {
      long difference = Memory.getLong(p) ^ NEWLINES;
      long zeros = (difference - ONES) & ~difference & HIGHS;
      if (zeros != 0) {
        return p + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
      p += Long.BYTES;
    }
  }

  /** How much of the stream lies before the position, 0 to 1. */
  public double progress() {
    return isLast && position >= limit ? 1 : source.progress(offsetOf(position));
  }

  @Override
  public void close() throws IOException {
    buffer.close();
    source.close();
  }
}
