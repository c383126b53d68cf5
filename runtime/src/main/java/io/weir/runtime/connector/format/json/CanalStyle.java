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
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Canal: {@code {"data": [{…}, …], "old": [{…}, …], "type": "UPDATE"}}, where {@code old} has the
 * columns that were different, row by row.
 */
final class CanalStyle implements ChangeStyle {
  private static final String DATABASE_INCLUDE = "canal-json.database.include";
  private static final String TABLE_INCLUDE = "canal-json.table.include";
  private static final int DATA = 0;
  private static final int OLD = 1;
  private static final int TYPE = 2;
  private static final int DATABASE = 3;
  private static final int TABLE = 4;
  private static final byte[] INSERT = ascii("INSERT");
  private static final byte[] UPDATE = ascii("UPDATE");
  private static final byte[] DELETE = ascii("DELETE");
  private static final byte[] CREATE = ascii("CREATE");

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String name() {
    return "canal-json";
  }

  @Override
  public List<Option> ownOptions() {
    return List.of(
        Option.optional(
            DATABASE_INCLUDE,
            Option.Kind.TEXT,
            null,
            "A regular expression: messages of other databases are left out."),
        Option.optional(
            TABLE_INCLUDE,
            Option.Kind.TEXT,
            null,
            "A regular expression: messages of other tables are left out."));
  }

  @Override
  public Reading reading(Options options) {
    return new Messages(pattern(options, DATABASE_INCLUDE), pattern(options, TABLE_INCLUDE));
  }

  private static Optional<Pattern> pattern(Options options, String key) {
    try {
      return options.textIfPresent(key).map(Pattern::compile);
    } catch (PatternSyntaxException e) {
      throw new OptionException(
          key, "option '" + key + "' is no regular expression: " + e.getDescription(), null);
    }
  }

  @Override
  public Map<String, MessageDetail> details() {
    LogicalType types = LogicalType.map(LogicalType.string(), LogicalType.int32());
    Map<String, MessageDetail> details = new LinkedHashMap<>();
    details.put("database", MessageDetail.text("database"));
    details.put("table", MessageDetail.text("table"));
    details.put("sql-type", MessageDetail.value(types, "sqlType"));
    details.put("pk-names", MessageDetail.names("pkNames"));
    details.put("ingestion-timestamp", MessageDetail.time(Form.MILLIS, 3, "ts"));
    details.put("event-timestamp", MessageDetail.time(Form.MILLIS, 3, "es"));
    return details;
  }

  @Override
  public Frame frame(boolean isAdded, boolean omitsNulls) {
    return Frame.of("{\"data\":[", isAdded ? "],\"type\":\"INSERT\"}" : "],\"type\":\"DELETE\"}");
  }

  private record Messages(Optional<Pattern> databases, Optional<Pattern> tables)
      implements Reading {
    @Override
    public List<String> members() {
      return List.of("data", "old", "type", "database", "table");
    }

    @Override
    public void write(JsonMembers message, ChangeRows rows) throws IOException {
      if (!isIncluded(databases, message, DATABASE) || !isIncluded(tables, message, TABLE)) {
        return;
      }
      if (message.isText(TYPE, INSERT)) {
        addAll(RowKind.INSERT, message, rows);
      } else if (message.isText(TYPE, UPDATE)) {
        update(message, rows);
      } else if (message.isText(TYPE, DELETE)) {
        addAll(RowKind.DELETE, message, rows);
      } else if (!message.isText(TYPE, CREATE)) {
        String found = message.has(TYPE) ? "'" + message.text(TYPE) + "'" : "missing";
        throw new BadValue("\"type\" is " + found + ", expected 'INSERT', 'UPDATE' or 'DELETE'");
      }
    }

    private static boolean isIncluded(Optional<Pattern> pattern, JsonMembers message, int member) {
      return pattern.isEmpty()
          || (message.has(member) && pattern.get().matcher(message.text(member)).matches());
    }

    private static void addAll(byte kind, JsonMembers message, ChangeRows rows) throws IOException {
      JsonElements data = elements(message, DATA, "data");
      while (data.next()) {
        rows.add(kind, data.start(), data.end());
      }
    }

    private static void update(JsonMembers message, ChangeRows rows) throws IOException {
      JsonElements data = elements(message, DATA, "data");
      JsonElements old = elements(message, OLD, "old");
      while (data.next()) {
        if (!old.next()) {
          throw new BadValue("\"old\" has fewer rows than \"data\"");
        }
        rows.add(RowKind.UPDATE_BEFORE, data.start(), data.end(), old.start(), old.end());
        rows.add(RowKind.UPDATE_AFTER, data.start(), data.end());
      }
    }

    private static JsonElements elements(JsonMembers message, int member, String name) {
      String fault = "\"" + name + "\" is no array of rows";
      if (!message.has(member) || Memory.getByte(message.start(member)) != '[') {
        throw new BadValue(fault);
      }
      return new JsonElements(message.start(member), fault);
    }
  }
}
