package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.format.message.MessageDecoder;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.vector.Memory;
import java.io.IOException;

/** Lines and messages that are arrays: each of their objects is a row. */
final class JsonArrays {
  private JsonArrays() {}

  /** Whether the text at {@code p} can be an array. */
  static boolean isArray(long p) {
    return Memory.getByte(JsonScanner.skipBlanks(p)) == '[';
  }

  /**
   * Writes the rows of an array.
   *
   * @param room how many there may be
   * @return how many there are, or {@link MessageDecoder#NO_ROOM}
   * @throws BadValue if it is no array of objects, or if one of them does not fit
   */
  static int write(JsonLine line, long start, long end, int row, int room) throws IOException {
    JsonElements elements =
        new JsonElements(JsonScanner.skipBlanks(start), "not JSON: expected an array of objects");
    int count = 0;
    while (elements.next()) {
      if (count == room) {
        return MessageDecoder.NO_ROOM;
      }
      line.writeObject(elements.start(), elements.end(), row + count, true);
      count++;
    }
    if (JsonScanner.skipBlanks(elements.arrayEnd()) < end) {
      throw new BadValue("there is more after the array");
    }
    return count;
  }
}
