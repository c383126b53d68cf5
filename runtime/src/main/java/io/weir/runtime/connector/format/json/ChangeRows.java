package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.text.BatchBuilder;
import java.io.IOException;

/** Writes the rows that one message stands for. Used by one thread at a time. */
final class ChangeRows {
  private final BatchBuilder rows;
  private final JsonLine line;
  private int first;
  private int room;
  private int count;

  ChangeRows(BatchBuilder rows, JsonLine line) {
    this.rows = rows;
    this.line = line;
  }

  /** Starts a message. */
  void begin(int row, int room) {
    first = row;
    this.room = room;
    count = 0;
  }

  /** Writes the object between {@code start} and {@code end} as a row of a kind. */
  void add(byte kind, long start, long end) throws IOException {
    if (isRoomLeft()) {
      int row = first + count++;
      rows.setKind(row, kind);
      line.writeObject(start, end, row, true);
    }
  }

  /**
   * As {@link #add(byte, long, long)}; then the members of another object take the places of those
   * of the same name.
   */
  void add(byte kind, long start, long end, long otherStart, long otherEnd) throws IOException {
    if (isRoomLeft()) {
      int row = first + count++;
      rows.setKind(row, kind);
      line.writeObject(start, end, row, true);
      line.writeObject(otherStart, otherEnd, row, false);
    }
  }

  private boolean isRoomLeft() {
    if (count == room) {
      count = MessageDecoder.NO_ROOM;
    }
    return count >= 0;
  }

  /** How many rows the message has, or {@link MessageDecoder#NO_ROOM}. */
  int count() {
    return count;
  }
}
