package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.vector.Column;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * SIMILAR TO: translates the pattern to one of Java when it changes. As in Flink, a dot stands for
 * any character.
 */
final class SimilarKernel implements Kernel {
  private static final String[][] CLASSES = {
    {"[:ALPHA:]", "\\p{Alpha}"},
    {"[:UPPER:]", "\\p{Upper}"},
    {"[:LOWER:]", "\\p{Lower}"},
    {"[:DIGIT:]", "\\d"},
    {"[:SPACE:]", " "},
    {"[:WHITESPACE:]", "\\s"},
    {"[:ALNUM:]", "\\p{Alnum}"},
  };

  private final Slice slice = new Slice();
  private String patternText;
  private String escapeText;
  private Matcher matcher;

  /** A kernel that has compiled nothing yet. */
  SimilarKernel(EvaluationContext context) {}

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    Column column = result.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (i == 0 || !inputs[1].isConstant() || inputs.length > 2 && !inputs[2].isConstant()) {
        compile(text(inputs[1], row), inputs.length > 2 ? text(inputs[2], row) : null);
      }
      column.putBoolean(row, matcher.reset(text(inputs[0], row)).matches());
    }
  }

  private String text(Operand operand, int row) {
    int slot = operand.slot(row);
    Column column = operand.column();
    return slice.set(column.getAddress(slot), column.getLength(slot)).toString();
  }

  private void compile(String pattern, String escape) {
    if (pattern.equals(patternText) && Objects.equals(escape, escapeText)) {
      return;
    }
    if (escape != null && escape.codePointCount(0, escape.length()) != 1) {
      throw new EvaluationException("ESCAPE takes one character, not '" + escape + "'");
    }
    try {
      matcher =
          Pattern.compile(
                  translate(pattern, escape == null ? -1 : escape.codePointAt(0)), Pattern.DOTALL)
              .matcher("");
    } catch (PatternSyntaxException e) {
      throw new EvaluationException(
          "'" + pattern + "' is no SQL regular expression: " + e.getDescription());
    }
    patternText = pattern;
    escapeText = escape;
  }

  private static String translate(String pattern, int escape) {
    StringBuilder regex = new StringBuilder();
    int[] characters = pattern.codePoints().toArray();
    int depth = 0;
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c == escape) {
        i++;
        if (i == characters.length) {
          throw new EvaluationException("the pattern '" + pattern + "' ends in its ESCAPE");
        }
        regex.append(Pattern.quote(Character.toString(characters[i])));
      } else if (c == '[') {
        int named = depth > 0 ? namedClass(characters, i, regex) : 0;
        if (named > 0) {
          i += named - 1;
        } else {
          depth++;
          regex.append('[');
        }
      } else if (c == ']' && depth > 0) {
        depth--;
        regex.append(']');
      } else if (depth > 0) {
        regex.append(c == '\\' || c == '&' ? "\\" : "").appendCodePoint(c);
      } else {
        appendOutside(regex, c);
      }
    }
    return regex.toString();
  }

  private static void appendOutside(StringBuilder regex, int c) {
    switch (c) {
      case '%' -> regex.append(".*");
      case '_' -> regex.append('.');
      case '|', '*', '+', '?', '(', ')', '{', '}' -> regex.appendCodePoint(c);
      case '^', '$', '\\' -> regex.append('\\').appendCodePoint(c);
      default -> regex.appendCodePoint(c);
    }
  }

  /** Appends a class such as {@code [:DIGIT:]} that begins at {@code at}; its length, or 0. */
  private static int namedClass(int[] characters, int at, StringBuilder regex) {
    String rest = new String(characters, at, characters.length - at);
    for (String[] named : CLASSES) {
      if (rest.regionMatches(true, 0, named[0], 0, named[0].length())) {
        regex.append(named[1]);
        return named[0].length();
      }
    }
    return 0;
  }
}
