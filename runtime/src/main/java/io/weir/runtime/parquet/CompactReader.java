package io.weir.runtime.parquet;

import java.nio.charset.StandardCharsets;

/**
 * Reads Thrift's compact protocol (thrift-compact-protocol.md) from an array. Every read is
 * bounds-checked and fails with a {@link ParquetException}, so that a damaged file cannot lead
 * further.
 */
final class CompactReader {
  static final int STOP = 0;
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int BYTE = 3;
  static final int I16 = 4;
  static final int I32 = 5;
  static final int I64 = 6;
  static final int DOUBLE = 7;
  static final int BINARY = 8;
  static final int LIST = 9;
  static final int SET = 10;
  static final int MAP = 11;
  static final int STRUCT = 12;

  private static final int MAX_DEPTH = 32;

  private final byte[] bytes;
  private final int end;
  private int position;
  private int fieldType;
  private int depth;

  CompactReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** Where the next byte is read. */
  int position() {
    return position;
  }

  /** The type of the field that {@link #nextField} found. */
  int fieldType() {
    return fieldType;
  }

  /** Moves to the next field of a struct: its id, or -1 at the end of the struct. */
  int nextField(int previousId) throws ParquetException {
    int header = readByte();
    fieldType = header & 0x0F;
    if (fieldType == STOP) {
      return -1;
    }
    int delta = header >>> 4;
    return delta == 0 ? (int) readZigZag() : previousId + delta;
  }

  /** The value of a BOOLEAN field, which lies in its type. */
  boolean fieldIsTrue() {
    return fieldType == TRUE;
  }

  int readI32() throws ParquetException {
    return (int) readZigZag();
  }

  long readI64() throws ParquetException {
    return readZigZag();
  }

  String readString() throws ParquetException {
    int length = readLength();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** The number of elements of a list; {@link #fieldType} is then the type of its elements. */
  int readListSize() throws ParquetException {
    int header = readByte();
    fieldType = header & 0x0F;
    int size = header >>> 4;
    if (size == 15) {
      size = (int) readVarint();
    }
    if (size < 0 || size > end - position) {
      throw damaged();
    }
    return size;
  }

  /** Passes over the value of a field of this type. */
  void skip(int type) throws ParquetException {
    if (++depth > MAX_DEPTH) {
      throw damaged();
    }
    switch (type) {
      case TRUE, FALSE -> {}
      case BYTE -> readByte();
      case I16, I32, I64 -> readVarint();
      case DOUBLE -> advance(8);
      case BINARY -> advance(readLength());
      case LIST, SET -> skipList();
      case MAP -> skipMap();
      case STRUCT -> skipStruct();
      default -> throw damaged();
    }
    depth--;
  }

  private void skipStruct() throws ParquetException {
    for (int id = nextField(0); id >= 0; id = nextField(id)) {
      skip(fieldType);
    }
  }

  private void skipList() throws ParquetException {
    int size = readListSize();
    int type = fieldType;
    for (int i = 0; i < size; i++) {
      skipElement(type);
    }
  }

  private void skipMap() throws ParquetException {
    int size = (int) readVarint();
    if (size == 0) {
      return;
    }
    if (size < 0 || size > end - position) {
      throw damaged();
    }
    int types = readByte();
    for (int i = 0; i < size; i++) {
      skipElement(types >>> 4);
      skipElement(types & 0x0F);
    }
  }

  private void skipElement(int type) throws ParquetException {
    if (type == TRUE || type == FALSE) {
      advance(1);
    } else {
      skip(type);
    }
  }

  private int readByte() throws ParquetException {
    if (position >= end) {
      throw damaged();
    }
    return bytes[position++] & 0xFF;
  }

  private void advance(int length) throws ParquetException {
    if (length < 0 || length > end - position) {
      throw damaged();
    }
    position += length;
  }

  private int readLength() throws ParquetException {
    long length = readVarint();
    if (length < 0 || length > end - position) {
      throw damaged();
    }
    return (int) length;
  }

  private long readZigZag() throws ParquetException {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long readVarint() throws ParquetException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = readByte();
      value |= (long) (b & 0x7F) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw damaged();
  }

  private ParquetException damaged() {
    return new ParquetException("its metadata is damaged at byte " + position + " of the block");
  }
}
