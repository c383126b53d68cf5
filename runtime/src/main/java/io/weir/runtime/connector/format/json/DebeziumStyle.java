package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.json.MessageDetail.Form;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Debezium: {@code {"before": …, "after": …, "op": "u"}}, perhaps as the payload of a schema. */
final class DebeziumStyle implements ChangeStyle {
  private static final String SCHEMA_INCLUDE = "debezium-json.schema-include";
  private static final int BEFORE = 0;
  private static final int AFTER = 1;
  private static final int OP = 2;

  @Override
  public String name() {
    return "debezium-json";
  }

  @Override
  public List<Option> ownOptions() {
    return List.of(
        Option.optional(
            SCHEMA_INCLUDE,
            Option.Kind.BOOLEAN,
            "false",
            "Whether messages come with their schema, as {\"schema\": …, \"payload\": …}; only"
                + " for reading."));
  }

  @Override
  public Reading reading(Options options) {
    return new Messages(options.flag(SCHEMA_INCLUDE));
  }

  @Override
  public void checkWriting(Options options) {
    if (options.flag(SCHEMA_INCLUDE)) {
      throw new OptionException(
          SCHEMA_INCLUDE,
          "messages are written without their schema, and '" + SCHEMA_INCLUDE + "' is 'true'",
          "declare a table without the option for writing");
    }
  }

  @Override
  public Map<String, MessageDetail> details() {
    LogicalType text = LogicalType.string();
    Map<String, MessageDetail> details = new LinkedHashMap<>();
    details.put("schema", new MessageDetail(text, List.of("schema"), true, Form.VALUE));
    details.put("ingestion-timestamp", MessageDetail.time(Form.MILLIS, 3, "ts_ms"));
    details.put("source.timestamp", MessageDetail.time(Form.MILLIS, 3, "source", "ts_ms"));
    details.put("source.database", MessageDetail.text("source", "db"));
    details.put("source.schema", MessageDetail.text("source", "schema"));
    details.put("source.table", MessageDetail.text("source", "table"));
    details.put("source.properties", MessageDetail.value(LogicalType.map(text, text), "source"));
    return details;
  }

  @Override
  public Frame frame(boolean isAdded, boolean omitsNulls) {
    if (isAdded) {
      return Frame.of(omitsNulls ? "{\"after\":" : "{\"before\":null,\"after\":", ",\"op\":\"c\"}");
    }
    return Frame.of(
        "{\"before\":", omitsNulls ? ",\"op\":\"d\"}" : ",\"after\":null,\"op\":\"d\"}");
  }

  private record Messages(boolean isWrapped) implements Reading {
    @Override
    public List<String> members() {
      return List.of("before", "after", "op");
    }

    @Override
    public List<String> envelope() {
      return isWrapped ? List.of("payload") : List.of();
    }

    @Override
    public void write(JsonMembers message, ChangeRows rows) throws IOException {
      switch (operation(message)) {
        case 'c', 'r' -> {
          require(message, AFTER, "an insert");
          rows.add(RowKind.INSERT, message.start(AFTER), message.end(AFTER));
        }
        case 'u' -> {
          require(message, BEFORE, "an update");
          require(message, AFTER, "an update");
          rows.add(RowKind.UPDATE_BEFORE, message.start(BEFORE), message.end(BEFORE));
          rows.add(RowKind.UPDATE_AFTER, message.start(AFTER), message.end(AFTER));
        }
        case 'd' -> {
          require(message, BEFORE, "a delete");
          rows.add(RowKind.DELETE, message.start(BEFORE), message.end(BEFORE));
        }
        default ->
            throw new BadValue(
                "\"op\" is '" + message.text(OP) + "', expected 'c', 'r', 'u' or 'd'",
                "have Debezium leave out what is no change of a row");
      }
    }

    private byte operation(JsonMembers message) {
      if (!message.has(OP)) {
        throw new BadValue(
            "the message has no \"op\"",
            isWrapped ? null : "if messages come with a schema, set '" + SCHEMA_INCLUDE + "'");
      }
      boolean isLetter =
          message.end(OP) - message.start(OP) == 3 && Memory.getByte(message.start(OP)) == '"';
      return isLetter ? Memory.getByte(message.start(OP) + 1) : 0;
    }

    private static void require(JsonMembers message, int member, String operation) {
      if (!message.has(member)) {
        throw new BadValue(
            "the message is of " + operation + " and has no \"" + name(member) + "\"",
            member == BEFORE
                ? "have the database log old rows whole: in PostgreSQL, ALTER TABLE … REPLICA"
                    + " IDENTITY FULL"
                : null);
      }
    }

    private static String name(int member) {
      return member == BEFORE ? "before" : "after";
    }
  }
}
