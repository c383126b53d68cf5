package io.weir.runtime.parquet;

import java.nio.charset.StandardCharsets;

/**
 * Writes Thrift's compact protocol, in which Parquet's headers and footers are written. Fields of a
 * struct come with ascending ids.
 */
final class CompactWriter {
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int MAX_DEPTH = 16;
  private static final int SHORT_LIST = 15;

  private final ByteBuilder out;
  private final int[] lastIds = new int[MAX_DEPTH];
  private int depth;

  CompactWriter(ByteBuilder out) {
    this.out = out;
  }

  private void field(int id, int type) {
    int delta = id - lastIds[depth];
    if (delta <= 0 || delta > 15) {
      throw new AssertionError("field " + id + " after " + lastIds[depth]);
    }
    out.put(delta << 4 | type);
    lastIds[depth] = id;
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  void flag(int id, boolean value) {
    field(id, value ? TRUE : FALSE);
  }

  void int8(int id, int value) {
    field(id, BYTE);
    out.put(value);
  }

  void int32(int id, int value) {
    field(id, I32);
    out.putVarint(zigzag(value));
  }

  void int64(int id, long value) {
    field(id, I64);
    out.putVarint(zigzag(value));
  }

  void text(int id, String value) {
    field(id, BINARY);
    element(value);
  }

  /** An element of a list of strings. */
  void element(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    out.putVarint(utf8.length);
    out.put(utf8, 0, utf8.length);
  }

  /** An element of a list of integers. */
  void element(int value) {
    out.putVarint(zigzag(value));
  }

  void beginStruct(int id) {
    field(id, STRUCT);
    beginElement();
  }

  /** Begins a struct that is an element of a list, or the outermost one. */
  void beginElement() {
    depth++;
    lastIds[depth] = 0;
  }

  void endStruct() {
    out.put(0);
    depth--;
  }

  /** A struct without fields. */
  void emptyStruct(int id) {
    beginStruct(id);
    endStruct();
  }

  void beginStructs(int id, int count) {
    list(id, count, STRUCT);
  }

  void beginTexts(int id, int count) {
    list(id, count, BINARY);
  }

  void beginInts(int id, int count) {
    list(id, count, I32);
  }

  private void list(int id, int count, int type) {
    field(id, LIST);
    if (count < SHORT_LIST) {
      out.put(count << 4 | type);
    } else {
      out.put(SHORT_LIST << 4 | type);
      out.putVarint(count);
    }
  }
}
