package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.format.text.TextParser;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Where the members of an object lie that are looked for by name. Used by one thread at a time. */
final class JsonMembers {
  private final byte[][] names;
  private final long[] starts;
  private final long[] ends;
  private final JsonScanner scanner = new JsonScanner();
  private boolean passesUnusualNames;

  JsonMembers(List<String> names) {
    this.names = new byte[names.size()][];
    for (int i = 0; i < this.names.length; i++) {
      this.names[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
    }
    starts = new long[this.names.length];
    ends = new long[this.names.length];
  }

  /**
   * Looks for the members of the object at {@code p}; of two that have one name the last counts.
   *
   * @param passesUnusualNames whether a name with escapes is certain to be none that is looked for
   * @return the address behind the object, or {@link JsonScanner#NONE} if it is none, or unusual
   *     enough to be left to Jackson
   */
  long find(long p, boolean passesUnusualNames) {
    this.passesUnusualNames = passesUnusualNames;
    Arrays.fill(starts, JsonScanner.NONE);
    p = JsonScanner.skipBlanks(p);
    if (Memory.getByte(p) != '{') {
      return JsonScanner.NONE;
    }
    p = JsonScanner.skipBlanks(p + 1);
    if (Memory.getByte(p) == '}') {
      return p + 1;
    }
    while (true) {
      p = member(p);
      if (p == JsonScanner.NONE) {
        return JsonScanner.NONE;
      }
      p = JsonScanner.skipBlanks(p);
      byte next = Memory.getByte(p);
      if (next == '}') {
        return p + 1;
      }
      if (next != ',') {
        return JsonScanner.NONE;
      }
      p = JsonScanner.skipBlanks(p + 1);
    }
  }

  /** Passes a member; the address behind its value. */
  private long member(long p) {
    if (Memory.getByte(p) != '"') {
      return JsonScanner.NONE;
    }
    int index = -1;
    long nameEnd = scanner.plainStringEnd(p + 1);
    if (nameEnd == JsonScanner.NONE) {
      nameEnd = passesUnusualNames ? JsonScanner.valueEnd(p) : JsonScanner.NONE;
    } else {
      index = indexOf(p + 1, nameEnd);
      nameEnd++;
    }
    if (nameEnd == JsonScanner.NONE) {
      return JsonScanner.NONE;
    }
    p = JsonScanner.skipBlanks(nameEnd);
    if (Memory.getByte(p) != ':') {
      return JsonScanner.NONE;
    }
    long start = JsonScanner.skipBlanks(p + 1);
    long end = JsonScanner.valueEnd(start);
    if (index >= 0) {
      starts[index] = start;
      ends[index] = end;
    }
    return end;
  }

  private int indexOf(long start, long end) {
    for (int i = 0; i < names.length; i++) {
      if (isSame(names[i], start, end)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSame(byte[] text, long start, long end) {
    if (end - start != text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (Memory.getByte(start + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the object has the member, and it is not null. */
  boolean has(int index) {
    return starts[index] != JsonScanner.NONE && !JsonScanner.isNull(starts[index]);
  }

  /** Where a member's value begins. */
  long start(int index) {
    return starts[index];
  }

  /** Where a member's value ends. */
  long end(int index) {
    return ends[index];
  }

  /** Whether a member is a string of these characters, none of which JSON escapes. */
  boolean isText(int index, byte[] text) {
    return starts[index] != JsonScanner.NONE
        && Memory.getByte(starts[index]) == '"'
        && isSame(text, starts[index] + 1, ends[index] - 1);
  }

  /** A member as it is written, a string without its quotes. */
  String text(int index) {
    boolean isString = Memory.getByte(starts[index]) == '"';
    byte[] bytes =
        isString
            ? TextParser.bytes(starts[index] + 1, ends[index] - 1)
            : TextParser.bytes(starts[index], ends[index]);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
