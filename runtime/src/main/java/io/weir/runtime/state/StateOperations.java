package io.weir.runtime.state;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What was done to the tables of a store, in order, and the file that holds it.
 *
 * <p>A file is the line {@code weir-state-operations 1}, operations, and the CRC-32C of all before
 * it, big-endian. An operation is a byte ('p' put, 'd' delete, 'r' delete range, 't' table follows,
 * 'x' drop table) and its operands, each a length of 4 bytes, big-endian, and the bytes.
 */
final class StateOperations {
  private static final byte[] MAGIC =
      "weir-state-operations 1\n".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = Arrays.copyOf(MAGIC, 4096);
  private int size = MAGIC.length;

  /** Something that operations can be done to again. Arrays given to it are its own. */
  interface Target {
    /** What follows is done to this table. */
    void table(String name);

    void put(byte[] key, byte[] value);

    void delete(byte[] key);

    void deleteRange(byte[] from, byte[] to);

    void dropTable(String name);
  }

  boolean isEmpty() {
    return size == MAGIC.length;
  }

  /** The length of the file without its checksum. */
  int size() {
    return size;
  }

  void table(String name) {
    add('t', name.getBytes(StandardCharsets.UTF_8));
  }

  void put(byte[] key, byte[] value) {
    add('p', key);
    append(value);
  }

  void delete(byte[] key) {
    add('d', key);
  }

  void deleteRange(byte[] from, byte[] to) {
    add('r', from);
    append(to);
  }

  void dropTable(String name) {
    add('x', name.getBytes(StandardCharsets.UTF_8));
  }

  private void add(char operation, byte[] operand) {
    makeRoom(1);
    bytes[size++] = (byte) operation;
    append(operand);
  }

  private void append(byte[] operand) {
    makeRoom(Integer.BYTES + operand.length);
    ByteBuffer.wrap(bytes).putInt(size, operand.length);
    System.arraycopy(operand, 0, bytes, size + Integer.BYTES, operand.length);
    size += Integer.BYTES + operand.length;
  }

  private void makeRoom(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  /** The content of the file. */
  byte[] file() {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, size);
    return ByteBuffer.allocate(size + Integer.BYTES)
        .put(bytes, 0, size)
        .putInt((int) checksum.getValue())
        .array();
  }

  /**
   * Does what a file says.
   *
   * @throws IOException saying what is wrong with the content, after anything may have been done
   */
  static void replay(byte[] content, Target target) throws IOException {
    int end = content.length - Integer.BYTES;
    if (end < MAGIC.length || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IOException("it is not a state file of this version");
    }
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, end);
    if (ByteBuffer.wrap(content).getInt(end) != (int) checksum.getValue()) {
      throw new IOException("its checksum is not that of its content");
    }
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(content, MAGIC.length, end - MAGIC.length));
    while (in.available() > 0) {
      switch (in.readByte()) {
        case 't' -> target.table(new String(read(in), StandardCharsets.UTF_8));
        case 'x' -> target.dropTable(new String(read(in), StandardCharsets.UTF_8));
        case 'p' -> target.put(read(in), read(in));
        case 'd' -> target.delete(read(in));
        case 'r' -> target.deleteRange(read(in), read(in));
        default -> throw new IOException("it holds an unknown operation");
      }
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    byte[] operand = new byte[in.readInt()];
    in.readFully(operand);
    return operand;
  }
}
