package io.weir.runtime.function;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the types that annotations of functions name, such as {@code TIMESTAMP(3)} or {@code
 * MAP<STRING, ARRAY<INT>>}: what {@link LogicalType#toString} writes, in any case of letters, and
 * names of fields without backticks too.
 */
public final class TypeNotation {
  private final String text;
  private int position;

  private TypeNotation(String text) {
    this.text = text;
  }

  /**
   * The type that {@code text} names; nullable unless it ends in {@code NOT NULL}.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static LogicalType parse(String text) {
    TypeNotation notation = new TypeNotation(text);
    LogicalType type = notation.type();
    notation.skipBlanks();
    if (notation.position != text.length()) {
      throw notation.error();
    }
    return type;
  }

  private LogicalType type() {
    LogicalType type = bareType();
    return word("NOT NULL") ? type.withNullable(false) : type;
  }

  private LogicalType bareType() {
    if (word("INTERVAL YEAR TO MONTH")) {
      return LogicalType.of(TypeKind.INTERVAL_YEAR_MONTH);
    }
    if (word("INTERVAL DAY TO SECOND(3)")) {
      return LogicalType.of(TypeKind.INTERVAL_DAY_TIME);
    }
    String name = name();
    return switch (name) {
      case "STRING" -> LogicalType.string();
      case "INTEGER" -> LogicalType.int32();
      case "BYTES" -> LogicalType.bytes();
      case "DECIMAL" -> decimal();
      case "TIMESTAMP", "TIMESTAMP_LTZ" -> sized(name, LogicalType.MAX_TIMESTAMP_PRECISION);
      case "TIME" -> sized(name, 0);
      case "CHAR", "VARCHAR", "BINARY", "VARBINARY" -> sized(name, 1);
      case "ARRAY" -> LogicalType.array(nested(1).get(0).type());
      case "MULTISET" -> LogicalType.multiset(nested(1).get(0).type());
      case "MAP" -> {
        List<Field> parts = nested(2);
        yield LogicalType.map(parts.get(0).type(), parts.get(1).type());
      }
      case "ROW" -> LogicalType.row(rowFields());
      default -> LogicalType.of(kind(name));
    };
  }

  private TypeKind kind(String name) {
    try {
      return TypeKind.valueOf(name);
    } catch (IllegalArgumentException notAType) {
      throw error();
    }
  }

  private LogicalType decimal() {
    if (!symbol("(")) {
      return LogicalType.decimal(10, 0);
    }
    int precision = number();
    int scale = symbol(",") ? number() : 0;
    expect(")");
    return LogicalType.decimal(precision, scale);
  }

  private LogicalType sized(String name, int otherwise) {
    int precision = otherwise;
    if (symbol("(")) {
      precision = number();
      expect(")");
    }
    return LogicalType.of(TypeKind.valueOf(name), precision);
  }

  private List<Field> nested(int count) {
    expect("<");
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        expect(",");
      }
      fields.add(new Field("", type()));
    }
    expect(">");
    return fields;
  }

  private List<Field> rowFields() {
    expect("<");
    List<Field> fields = new ArrayList<>();
    do {
      fields.add(new Field(fieldName(), type()));
    } while (symbol(","));
    expect(">");
    return fields;
  }

  private String fieldName() {
    if (!symbol("`")) {
      skipBlanks();
      int start = position;
      while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
        position++;
      }
      return text.substring(start, position);
    }
    int end = text.indexOf('`', position);
    if (end < 0) {
      throw error();
    }
    String name = text.substring(position, end);
    position = end + 1;
    return name;
  }

  private void skipBlanks() {
    while (position < text.length() && text.charAt(position) == ' ') {
      position++;
    }
  }

  private boolean word(String expected) {
    return symbol(expected);
  }

  private boolean symbol(String expected) {
    skipBlanks();
    if (text.regionMatches(true, position, expected, 0, expected.length())) {
      position += expected.length();
      return true;
    }
    return false;
  }

  private void expect(String expected) {
    if (!symbol(expected)) {
      throw error();
    }
  }

  private String name() {
    skipBlanks();
    int start = position;
    while (position < text.length()
        && (Character.isLetter(text.charAt(position)) || text.charAt(position) == '_')) {
      position++;
    }
    return text.substring(start, position).toUpperCase(Locale.ROOT);
  }

  private int number() {
    skipBlanks();
    int start = position;
    while (position < text.length() && Character.isDigit(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw error();
    }
    return Integer.parseInt(text.substring(start, position));
  }

  private IllegalArgumentException error() {
    return new IllegalArgumentException("no type at character " + position + " of " + text);
  }
}
