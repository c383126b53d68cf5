package io.weir.runtime.function;

import java.util.List;

/** How a call is written in SQL. */
public enum Syntax {
  /** {@code NAME(a, b)}. */
  FUNCTION,
  /** {@code NAME}, without parentheses. */
  CONSTANT,
  /** {@code a NAME b}. */
  BINARY,
  /** {@code NAME a}. */
  PREFIX,
  /** {@code -a}; the name tells it from subtraction. */
  NEGATION,
  /** {@code a NAME}. */
  POSTFIX,
  /** {@code a[b]}. */
  ELEMENT,
  /** {@code NAME[a, b]}. */
  BRACKETS,
  /** {@code a NAME b ESCAPE c}, the last part being optional. */
  PATTERN;

  /** The call as SQL, given its arguments as SQL. */
  public String print(String name, List<String> arguments) {
    return switch (this) {
      case FUNCTION -> name + "(" + String.join(", ", arguments) + ")";
      case CONSTANT -> name;
      case BINARY -> "(" + arguments.get(0) + " " + name + " " + arguments.get(1) + ")";
      case PREFIX -> "(" + name + " " + arguments.get(0) + ")";
      case NEGATION -> "-" + arguments.get(0);
      case POSTFIX -> "(" + arguments.get(0) + " " + name + ")";
      case ELEMENT -> arguments.get(0) + "[" + arguments.get(1) + "]";
      case BRACKETS -> name + "[" + String.join(", ", arguments) + "]";
      case PATTERN ->
          "("
              + arguments.get(0)
              + " "
              + name
              + " "
              + arguments.get(1)
              + (arguments.size() > 2 ? " ESCAPE " + arguments.get(2) : "")
              + ")";
    };
  }
}
