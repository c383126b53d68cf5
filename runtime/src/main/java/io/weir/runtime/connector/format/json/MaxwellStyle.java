package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.json.MessageDetail.Form;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.stream.RowKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maxwell: {@code {"data": …, "old": …, "type": "update"}}, where {@code old} has the columns that
 * were different.
 */
final class MaxwellStyle implements ChangeStyle {
  private static final int DATA = 0;
  private static final int OLD = 1;
  private static final int TYPE = 2;
  private static final byte[] INSERT = ascii("insert");
  private static final byte[] UPDATE = ascii("update");
  private static final byte[] DELETE = ascii("delete");

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String name() {
    return "maxwell-json";
  }

  @Override
  public Reading reading(Options options) {
    return new Messages();
  }

  @Override
  public Map<String, MessageDetail> details() {
    Map<String, MessageDetail> details = new LinkedHashMap<>();
    details.put("database", MessageDetail.text("database"));
    details.put("table", MessageDetail.text("table"));
    details.put("primary-key-columns", MessageDetail.names("primary_key_columns"));
    details.put("ingestion-timestamp", MessageDetail.time(Form.SECONDS, 3, "ts"));
    return details;
  }

  @Override
  public Frame frame(boolean isAdded, boolean omitsNulls) {
    return Frame.of("{\"data\":", isAdded ? ",\"type\":\"insert\"}" : ",\"type\":\"delete\"}");
  }

  private static final class Messages implements Reading {
    @Override
    public List<String> members() {
      return List.of("data", "old", "type");
    }

    @Override
    public void write(JsonMembers message, ChangeRows rows) throws IOException {
      if (message.isText(TYPE, INSERT)) {
        add(RowKind.INSERT, message, rows);
      } else if (message.isText(TYPE, UPDATE)) {
        require(message, DATA, "data");
        require(message, OLD, "old");
        rows.add(
            RowKind.UPDATE_BEFORE,
            message.start(DATA),
            message.end(DATA),
            message.start(OLD),
            message.end(OLD));
        add(RowKind.UPDATE_AFTER, message, rows);
      } else if (message.isText(TYPE, DELETE)) {
        add(RowKind.DELETE, message, rows);
      } else {
        String found = message.has(TYPE) ? "'" + message.text(TYPE) + "'" : "missing";
        throw new BadValue("\"type\" is " + found + ", expected 'insert', 'update' or 'delete'");
      }
    }

    private static void add(byte kind, JsonMembers message, ChangeRows rows) throws IOException {
      require(message, DATA, "data");
      rows.add(kind, message.start(DATA), message.end(DATA));
    }

    private static void require(JsonMembers message, int member, String name) {
      if (!message.has(member)) {
        throw new BadValue("the message has no \"" + name + "\"");
      }
    }
  }
}
