package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.json.MessageDetail.Form;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.stream.RowKind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Oracle GoldenGate: {@code {"before": …, "after": …, "op_type": "U"}}. */
final class OggStyle implements ChangeStyle {
  private static final int BEFORE = 0;
  private static final int AFTER = 1;
  private static final int OPERATION = 2;
  private static final byte[] INSERT = {'I'};
  private static final byte[] UPDATE = {'U'};
  private static final byte[] DELETE = {'D'};

  @Override
  public String name() {
    return "ogg-json";
  }

  @Override
  public Reading reading(Options options) {
    return new Messages();
  }

  @Override
  public Map<String, MessageDetail> details() {
    Map<String, MessageDetail> details = new LinkedHashMap<>();
    details.put("table", MessageDetail.text("table"));
    details.put("primary-keys", MessageDetail.names("primary_keys"));
    details.put("ingestion-timestamp", MessageDetail.time(Form.UTC, 6, "current_ts"));
    details.put("event-timestamp", MessageDetail.time(Form.UTC, 6, "op_ts"));
    return details;
  }

  @Override
  public Frame frame(boolean isAdded, boolean omitsNulls) {
    if (isAdded) {
      String head = omitsNulls ? "{\"after\":" : "{\"before\":null,\"after\":";
      return Frame.of(head, ",\"op_type\":\"I\"}");
    }
    String tail = omitsNulls ? ",\"op_type\":\"D\"}" : ",\"after\":null,\"op_type\":\"D\"}";
    return Frame.of("{\"before\":", tail);
  }

  private static final class Messages implements Reading {
    @Override
    public List<String> members() {
      return List.of("before", "after", "op_type");
    }

    @Override
    public void write(JsonMembers message, ChangeRows rows) throws IOException {
      if (message.isText(OPERATION, INSERT)) {
        add(RowKind.INSERT, message, AFTER, rows);
      } else if (message.isText(OPERATION, UPDATE)) {
        add(RowKind.UPDATE_BEFORE, message, BEFORE, rows);
        add(RowKind.UPDATE_AFTER, message, AFTER, rows);
      } else if (message.isText(OPERATION, DELETE)) {
        add(RowKind.DELETE, message, BEFORE, rows);
      } else {
        String found = message.has(OPERATION) ? "'" + message.text(OPERATION) + "'" : "missing";
        throw new BadValue("\"op_type\" is " + found + ", expected 'I', 'U' or 'D'");
      }
    }

    private static void add(byte kind, JsonMembers message, int member, ChangeRows rows)
        throws IOException {
      if (!message.has(member)) {
        throw new BadValue(
            "the message has no \"" + (member == BEFORE ? "before" : "after") + "\"",
            member == BEFORE ? "have the trail hold all columns of old rows" : null);
      }
      rows.add(kind, message.start(member), message.end(member));
    }
  }
}
