package io.weir.runtime.connector.kafka;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the column that holds the headers of messages, a map of names to bytes. */
final class HeaderColumn {
  private Column maps;
  private Column names;
  private Column values;

  void bind(Column maps) {
    this.maps = maps;
    Column entries = maps.child(0);
    names = entries.child(0);
    values = entries.child(1);
  }

  /** The headers of a row; none if the map is NULL. */
  List<Message.Header> at(int row) {
    if (maps.isNull(row)) {
      return List.of();
    }
    List<Message.Header> headers = new ArrayList<>();
    int end = maps.getEnd(row);
    for (int i = maps.getStart(row); i < end; i++) {
      if (names.isNull(i)) {
        throw WeirException.permanent(
            "a header has the name NULL", "leave such entries out of the column of headers");
      }
      String name = new String(bytes(names, i), StandardCharsets.UTF_8);
      headers.add(new Message.Header(name, values.isNull(i) ? null : bytes(values, i)));
    }
    return headers;
  }

  private static byte[] bytes(Column column, int row) {
    byte[] bytes = new byte[column.getLength(row)];
    Memory.copyToArray(column.getAddress(row), bytes, 0, bytes.length);
    return bytes;
  }
}
