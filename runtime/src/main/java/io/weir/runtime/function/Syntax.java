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
  PATTERN,
  /** {@code NAME(KEYWORD FROM a)}; the keyword is the first argument, a string literal. */
  KEYWORD_FROM,
  /** {@code NAME(KEYWORD, a, b)}; the keyword is the first argument, a string literal. */
  KEYWORD_FIRST,
  /** {@code NAME(a TO KEYWORD)}, or {@code NAME(a)}; the keyword is a string literal. */
  TO_KEYWORD,
  /** {@code NAME(KEYWORD a FROM b)}, the keyword being a string literal, or {@code NAME(a)}. */
  KEYWORD_OF_FROM,
  /** {@code (a, b) NAME (c, d)}. */
  PAIRS;

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
      case KEYWORD_FROM -> name + "(" + keyword(arguments, 0) + " FROM " + arguments.get(1) + ")";
      case KEYWORD_FIRST ->
          name
              + "("
              + keyword(arguments, 0)
              + ", "
              + String.join(", ", arguments.subList(1, arguments.size()))
              + ")";
      case TO_KEYWORD ->
          arguments.size() == 1
              ? name + "(" + arguments.get(0) + ")"
              : name + "(" + arguments.get(0) + " TO " + keyword(arguments, 1) + ")";
      case KEYWORD_OF_FROM ->
          arguments.size() == 1
              ? name + "(" + arguments.get(0) + ")"
              : name
                  + "("
                  + keyword(arguments, 0)
                  + " "
                  + arguments.get(1)
                  + " FROM "
                  + arguments.get(2)
                  + ")";
      case PAIRS ->
          "(("
              + arguments.get(0)
              + ", "
              + arguments.get(1)
              + ") "
              + name
              + " ("
              + arguments.get(2)
              + ", "
              + arguments.get(3)
              + "))";
    };
  }

  /** The keyword that a string literal stands for. */
  private static String keyword(List<String> arguments, int index) {
    return arguments.get(index).replace("'", "");
  }
}
