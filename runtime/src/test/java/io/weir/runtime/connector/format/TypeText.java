package io.weir.runtime.connector.format;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads types and schemas as they are written in SQL, for test files. */
public final class TypeText {
  private static final Pattern TOKEN = Pattern.compile("\\s*(`[^`]*`|[\\w.-]+|[<>(),])");

  private final List<String> tokens = new ArrayList<>();
  private int next;

  private TypeText(String text) {
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.lookingAt()) {
      tokens.add(matcher.group(1));
      matcher.region(matcher.end(), text.length());
    }
  }

  /** Columns such as {@code a INT, b ARRAY<STRING> NOT NULL}. */
  public static Schema schema(String text) {
    return new Schema(new TypeText(text).fields());
  }

  private List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    do {
      String name = take().replace("`", "");
      fields.add(new Field(name, type()));
    } while (accept(","));
    return fields;
  }

  private LogicalType type() {
    String name = take();
    LogicalType type =
        switch (name) {
          case "STRING" -> LogicalType.string();
          case "BYTES" -> LogicalType.bytes();
          case "ARRAY" -> LogicalType.array(inner().get(0));
          case "MULTISET" -> LogicalType.multiset(inner().get(0));
          case "MAP" -> {
            List<LogicalType> types = inner();
            yield LogicalType.map(types.get(0), types.get(1));
          }
          case "ROW" -> {
            expect("<");
            List<Field> fields = fields();
            expect(">");
            yield LogicalType.row(fields);
          }
          default -> {
            List<Integer> numbers = numbers();
            TypeKind kind = TypeKind.valueOf(name);
            int precision = numbers.isEmpty() ? 0 : numbers.get(0);
            int scale = numbers.size() < 2 ? 0 : numbers.get(1);
            yield new LogicalType(kind, true, precision, scale, List.of());
          }
        };
    if (accept("NOT")) {
      expect("NULL");
      return type.withNullable(false);
    }
    return type;
  }

  private List<LogicalType> inner() {
    List<LogicalType> types = new ArrayList<>();
    expect("<");
    do {
      types.add(type());
    } while (accept(","));
    expect(">");
    return types;
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    if (accept("(")) {
      do {
        numbers.add(Integer.valueOf(take()));
      } while (accept(","));
      expect(")");
    }
    return numbers;
  }

  private String take() {
    return tokens.get(next++);
  }

  private boolean accept(String token) {
    if (next < tokens.size() && tokens.get(next).equals(token)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw new IllegalArgumentException("expected " + token + " at token " + next + ": " + tokens);
    }
  }
}
