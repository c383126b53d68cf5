package io.weir.runtime.operator.aggregate;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.vector.BytesAppender;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.ValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * A list of strings as one, with something before, between and behind them.
 *
 * @param isNullIfEmpty whether no strings at all give NULL
 * @param hasKeys whether the strings are JSON members, whose keys are there and differ
 */
record JoinResult(
    ListAccumulator list,
    String before,
    String between,
    String behind,
    boolean isNullIfEmpty,
    boolean hasKeys)
    implements ResultWriter {
  @Override
  public void write(long[] groups, int count, BytesCells bytes, FieldVector out, int from) {
    BytesAppender appender = new BytesAppender((BaseVariableWidthVector) out, from);
    byte[] first = before.getBytes(StandardCharsets.UTF_8);
    byte[] separator = between.getBytes(StandardCharsets.UTF_8);
    byte[] last = behind.getBytes(StandardCharsets.UTF_8);
    ListEntries entries = new ListEntries(list);
    try (Scratch scratch = new Scratch()) {
      for (int i = 0; i < count; i++) {
        if (isNullIfEmpty && entries.areNone(groups[i], bytes)) {
          appender.appendNull();
          continue;
        }
        // An entry takes four bytes and more, so there are at most a quarter as many separators.
        long length = entries.length(groups[i], bytes);
        long most = first.length + last.length + length + length / 4 * separator.length;
        long text = scratch.reserve(most, 0);
        entries.open(groups[i], bytes);
        long at = joined(entries, separator, text + put(first, text));
        at += put(last, at);
        if (at - text > GroupTooLarge.MAX_BYTES) {
          throw GroupTooLarge.error(list.name(), at - text);
        }
        appender.append(text, (int) (at - text));
      }
    }
    appender.finish();
  }

  private long joined(ListEntries entries, byte[] separator, long to) {
    Set<String> keys = hasKeys ? new HashSet<>() : Set.of();
    long at = to;
    boolean isFirst = true;
    while (entries.next()) {
      for (long entry = entries.start();
          entry < entries.end();
          entry = ValueCodec.endOfEntry(entry)) {
        int length = Memory.getInt(entry);
        if (hasKeys) {
          check(entry, length, keys);
        }
        if (length <= 0 && (hasKeys || !before.isEmpty())) {
          continue;
        }
        if (!isFirst) {
          at += put(separator, at);
        }
        isFirst = false;
        Memory.copy(entry + Integer.BYTES, at, length);
        at += length;
      }
    }
    return at;
  }

  private static int put(byte[] bytes, long address) {
    Memory.copyFromArray(bytes, 0, address, bytes.length);
    return bytes.length;
  }

  private static void check(long entry, int length, Set<String> keys) {
    if (length < 0) {
      throw WeirException.permanent(
          "a key of JSON_OBJECTAGG is NULL", "leave such rows out: FILTER (WHERE key IS NOT NULL)");
    }
    if (length == 0) {
      return;
    }
    byte[] member = new byte[length];
    Memory.copyToArray(entry + Integer.BYTES, member, 0, length);
    int end = 1;
    while (member[end] != '"') {
      end += member[end] == '\\' ? 2 : 1;
    }
    String key = new String(member, 1, end - 1, StandardCharsets.UTF_8);
    if (!keys.add(key)) {
      throw WeirException.permanent(
          "the key \"" + key + "\" comes twice in one group of JSON_OBJECTAGG",
          "group by more columns, or make the keys of a group differ");
    }
  }
}
