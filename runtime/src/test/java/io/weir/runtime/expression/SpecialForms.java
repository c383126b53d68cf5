package io.weir.runtime.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the calls that are written with keywords between their arguments. */
final class SpecialForms {
  /** The functions that may be written so. */
  static final Set<String> NAMES =
      Set.of(
          "SUBSTRING",
          "POSITION",
          "TRIM",
          "OVERLAY",
          "EXTRACT",
          "FLOOR",
          "CEIL",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
          "JSON_EXISTS",
          "JSON_VALUE",
          "JSON_QUERY",
          "JSON_OBJECT",
          "JSON_ARRAY");

  private final Notation notation;
  private final String name;
  private final SourcePosition position;
  private final List<Expression> arguments = new ArrayList<>();

  SpecialForms(Notation notation, String name, SourcePosition position) {
    this.notation = notation;
    this.name = name;
    this.position = position;
  }

  /** The call; its opening parenthesis has been read. */
  Expression parse() {
    switch (name) {
      case "TRIM" -> trim();
      case "EXTRACT" -> keyword("FROM");
      case "TIMESTAMPADD", "TIMESTAMPDIFF" -> keyword(",");
      case "POSITION" -> operands("IN", "FROM");
      case "OVERLAY" -> operands("PLACING", "FROM", "FOR");
      case "SUBSTRING" -> operands("FROM", "FOR");
      case "JSON_EXISTS" -> jsonExists();
      case "JSON_VALUE" -> jsonValue();
      case "JSON_QUERY" -> jsonQuery();
      case "JSON_OBJECT" -> jsonConstructor("NULL", true);
      case "JSON_ARRAY" -> jsonConstructor("ABSENT", false);
      default -> roundedTo();
    }
    notation.expect(")");
    return notation.call(name, position, arguments.toArray(Expression[]::new));
  }

  /** Operands with keywords between them, or commas. */
  private void operands(String... keywords) {
    arguments.add(notation.sum());
    for (String keyword : keywords) {
      if (notation.accept(keyword) || notation.accept(",")) {
        arguments.add(notation.sum());
      }
    }
  }

  private void keyword(String separator) {
    arguments.add(Literal.of(notation.word()));
    notation.expect(separator);
    do {
      arguments.add(notation.or());
    } while (notation.accept(","));
  }

  private void trim() {
    boolean hasSide = false;
    for (String side : List.of("BOTH", "LEADING", "TRAILING")) {
      if (notation.accept(side)) {
        arguments.add(Literal.of(side));
        hasSide = true;
      }
    }
    arguments.add(notation.accept("FROM") ? Literal.of(" ") : notation.sum());
    if (arguments.size() == (hasSide ? 2 : 1) && notation.accept("FROM")) {
      if (!hasSide) {
        arguments.add(0, Literal.of("BOTH"));
      }
      arguments.add(notation.sum());
    }
  }

  private void roundedTo() {
    arguments.add(notation.or());
    if (notation.accept("TO")) {
      arguments.add(Literal.of(notation.word()));
    }
  }

  private void documentAndPath() {
    arguments.add(notation.or());
    notation.expect(",");
    arguments.add(notation.or());
  }

  private void jsonExists() {
    documentAndPath();
    for (String behaviour : List.of("TRUE", "FALSE", "UNKNOWN", "ERROR")) {
      if (notation.accept(behaviour, "ON", "ERROR")) {
        arguments.add(Literal.of(behaviour));
      }
    }
  }

  private void jsonValue() {
    documentAndPath();
    arguments.add(Literal.of(notation.accept("RETURNING") ? notation.word() : "STRING"));
    for (String event : List.of("EMPTY", "ERROR")) {
      String behaviour = "NULL";
      Expression value = Literal.of("");
      if (notation.accept("ERROR", "ON", event)) {
        behaviour = "ERROR";
      } else if (!notation.accept("NULL", "ON", event) && notation.peekWord(0, "DEFAULT")) {
        if (event.equals("ERROR") || notation.peekWord(3, "EMPTY")) {
          notation.expect("DEFAULT");
          behaviour = "DEFAULT";
          value = notation.sum();
          notation.expect("ON");
          notation.expect(event);
        }
      }
      arguments.add(Literal.of(behaviour));
      arguments.add(value);
    }
  }

  private void jsonQuery() {
    documentAndPath();
    boolean isArray = notation.accept("RETURNING", "ARRAY", "<", "STRING", ">");
    String wrapper = "WITHOUT";
    if (notation.accept("WITHOUT")) {
      notation.expect("WRAPPER");
    } else if (notation.accept("WITH")) {
      wrapper = notation.accept("CONDITIONAL") ? "CONDITIONAL" : "UNCONDITIONAL";
      notation.accept("UNCONDITIONAL");
      notation.accept("ARRAY");
      notation.expect("WRAPPER");
    }
    arguments.add(Literal.of(wrapper));
    for (String event : List.of("EMPTY", "ERROR")) {
      String behaviour = "NULL";
      if (notation.accept("EMPTY", "ARRAY", "ON", event)) {
        behaviour = "EMPTY ARRAY";
      } else if (notation.accept("EMPTY", "OBJECT", "ON", event)) {
        behaviour = "EMPTY OBJECT";
      } else if (notation.accept("ERROR", "ON", event)) {
        behaviour = "ERROR";
      }
      arguments.add(Literal.of(behaviour));
    }
    if (isArray) {
      arguments.add(Literal.of("ARRAY<STRING>"));
    }
  }

  private void jsonConstructor(String onNull, boolean hasKeys) {
    StringBuilder raw = new StringBuilder();
    int count = 0;
    boolean isFirst = true;
    while (isFirst && !notation.peekWord(0, ")") || notation.accept(",")) {
      isFirst = false;
      if (hasKeys) {
        notation.accept("KEY");
        arguments.add(notation.sum());
        notation.expect("VALUE");
      }
      boolean isJson =
          List.of("JSON", "JSON_OBJECT", "JSON_ARRAY").stream()
              .anyMatch(function -> notation.peekWord(0, function));
      arguments.add(notation.sum());
      if (isJson) {
        raw.append(' ').append(count);
      }
      count++;
    }
    String behaviour = onNull;
    for (String given : List.of("NULL", "ABSENT")) {
      behaviour = notation.accept(given, "ON", "NULL") ? given : behaviour;
    }
    arguments.add(0, Literal.of(behaviour + raw));
  }

  /** {@code (a, b) OVERLAPS (c, d)}, of which {@code (a,} has been read. */
  static Expression overlaps(Notation notation, Expression first, SourcePosition position) {
    Expression second = notation.or();
    notation.expect(")");
    notation.expect("OVERLAPS");
    notation.expect("(");
    Expression third = notation.or();
    notation.expect(",");
    Expression fourth = notation.or();
    notation.expect(")");
    return notation.call("OVERLAPS", position, first, second, third, fourth);
  }

  /** What follows {@code IS JSON}. */
  static String jsonKind(Notation notation) {
    for (String kind : List.of("OBJECT", "ARRAY", "SCALAR")) {
      if (notation.accept(kind)) {
        return " " + kind;
      }
    }
    return "";
  }
}
