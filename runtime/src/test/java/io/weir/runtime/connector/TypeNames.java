package io.weir.runtime.connector;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** Reads types as data files write them: {@code ROW<a INT, b ARRAY<DECIMAL(10, 2)>>}. */
public final class TypeNames {
  private final String text;
  private int at;

  private TypeNames(String text) {
    this.text = text;
  }

  /** The type of that name. */
  public static LogicalType type(String name) {
    TypeNames names = new TypeNames(name);
    LogicalType type = names.type();
    names.skipBlanks();
    if (names.at < name.length()) {
      throw new IllegalArgumentException(name + " at " + names.at);
    }
    return type;
  }

  /** Columns such as {@code id BIGINT, name STRING}. */
  public static Schema schema(String columns) {
    return new Schema(type("ROW<" + columns + ">").fields());
  }

  private LogicalType type() {
    String word = word();
    return switch (word) {
      case "STRING" -> LogicalType.string();
      case "BYTES" -> LogicalType.bytes();
      case "ARRAY" -> LogicalType.array(inAngles().get(0).type());
      case "MULTISET" -> LogicalType.multiset(inAngles().get(0).type());
      case "MAP" -> {
        List<Field> types = inAngles();
        yield LogicalType.map(types.get(0).type(), types.get(1).type());
      }
      case "ROW" -> LogicalType.row(inAngles());
      default -> {
        List<Integer> numbers = inParentheses();
        int precision = numbers.isEmpty() ? 0 : numbers.get(0);
        int scale = numbers.size() < 2 ? 0 : numbers.get(1);
        yield new LogicalType(TypeKind.valueOf(word), true, precision, scale, List.of());
      }
    };
  }

  private List<Field> inAngles() {
    List<Field> fields = new ArrayList<>();
    expect('<');
    do {
      int start = at;
      String name = word();
      skipBlanks();
      if (text.charAt(at) == '<' || text.charAt(at) == '(' || isEnd()) {
        at = start;
        name = "";
      }
      fields.add(new Field(name, type()));
    } while (accept(','));
    expect('>');
    return fields;
  }

  private boolean isEnd() {
    return text.charAt(at) == ',' || text.charAt(at) == '>';
  }

  private List<Integer> inParentheses() {
    List<Integer> numbers = new ArrayList<>();
    if (accept('(')) {
      do {
        numbers.add(Integer.valueOf(word()));
      } while (accept(','));
      expect(')');
    }
    return numbers;
  }

  private String word() {
    skipBlanks();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean accept(char c) {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw new IllegalArgumentException("expected " + c + " at " + at + " of " + text);
    }
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }
}
