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
          "TIMESTAMPDIFF");

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
