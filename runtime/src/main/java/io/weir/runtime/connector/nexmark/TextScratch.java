package io.weir.runtime.connector.nexmark;

import io.weir.runtime.connector.generator.Draw;
import io.weir.runtime.vector.Memory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** One text being put together, off the heap. */
final class TextScratch implements AutoCloseable {
  private static final int SLACK_BYTES = 16;
  private static final long EVERY_SECOND_BYTE = 0x00FF00FF00FF00FFL;

  private final ArrowBuf buffer;
  private final long address;
  private int length;

  /** A scratch for texts of at most {@code capacity} bytes. */
  TextScratch(int capacity, BufferAllocator allocator) {
    buffer = allocator.buffer(capacity + SLACK_BYTES);
    address = buffer.memoryAddress();
  }

  void clear() {
    length = 0;
  }

  /** Where the text starts; what follows it can be read for a few bytes more. */
  long address() {
    return address;
  }

  int length() {
    return length;
  }

  void append(byte[] bytes) {
    Memory.copyFromArray(bytes, 0, address + length, bytes.length);
    length += bytes.length;
  }

  void append(char ascii) {
    Memory.putByte(address + length++, (byte) ascii);
  }

  /** Four digits of a number below 10,000. */
  void appendFourDigits(int number) {
    append((char) ('0' + number / 1000));
    append((char) ('0' + number / 100 % 10));
    append((char) ('0' + number / 10 % 10));
    append((char) ('0' + number % 10));
  }

  /** Letters from a to z, drawn for an event, eight at a time. */
  void appendLetters(Draw draw, long event, int purpose, int count) {
    for (int i = 0; i < count; i += Long.BYTES) {
      Memory.putLong(address + length + i, letters(draw.bits(event, purpose + (i << 8))));
    }
    length += count;
  }

  /** Each byte b of the random bits becomes the letter b · 26 / 256. */
  private static long letters(long bits) {
    long even = ((bits & EVERY_SECOND_BYTE) * 26 >>> 8) & EVERY_SECOND_BYTE;
    long odd = ((bits >>> 8 & EVERY_SECOND_BYTE) * 26) & ~EVERY_SECOND_BYTE;
    return (even | odd) + 0x6161616161616161L;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
