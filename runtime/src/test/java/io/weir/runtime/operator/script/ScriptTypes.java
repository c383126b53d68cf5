package io.weir.runtime.operator.script;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads column declarations such as {@code k BIGINT NOT NULL, price DECIMAL(10, 2)}. */
final class ScriptTypes {
  private static final Pattern COLUMN =
      Pattern.compile(
          "(\\w+)\\s+(\\w+)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?(\\s+NOT NULL)?");

  private ScriptTypes() {}

  static Schema schema(String declarations) {
    List<Field> fields = new ArrayList<>();
    for (String declaration : split(declarations)) {
      Matcher matcher = COLUMN.matcher(declaration);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a column: " + declaration);
      }
      int first = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
      int second = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
      LogicalType type = type(matcher.group(2), first, second);
      fields.add(new Field(matcher.group(1), type.withNullable(matcher.group(5) == null)));
    }
    return new Schema(fields);
  }

  private static LogicalType type(String name, int first, int second) {
    return switch (name) {
      case "STRING" -> LogicalType.string();
      case "BYTES" -> LogicalType.bytes();
      case "DECIMAL" -> LogicalType.decimal(first, second);
      case "INTERVAL" -> LogicalType.of(TypeKind.INTERVAL_DAY_TIME);
      default -> LogicalType.of(TypeKind.valueOf(name), first);
    };
  }

  /** Splits at commas outside parentheses. */
  static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(list.substring(start, i).strip());
        start = i + 1;
      }
    }
    String last = list.substring(start).strip();
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }

  /** The position of a column. */
  static int column(Schema schema, String name) {
    return schema
        .indexOf(name)
        .orElseThrow(() -> new IllegalArgumentException("no column " + name + " in " + schema));
  }

  /** The positions of a list of columns. */
  static List<Integer> columns(Schema schema, String list) {
    return split(list).stream().map(name -> column(schema, name)).toList();
  }
}
