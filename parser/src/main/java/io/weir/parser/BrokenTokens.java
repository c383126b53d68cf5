package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.WordLexer;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Explains the tokens that fit nowhere: what is never closed, and characters without meaning. */
final class BrokenTokens {
  private static final String CURLY_QUOTES = "‘’“”„‚«»";

  private BrokenTokens() {}

  /** The error of a broken token; empty if the token is sound. */
  static Optional<ParseException> explain(SourceText source, Token token) {
    int start = token.getStartIndex();
    Span first = source.span(start, Math.min(start + 1, token.getStopIndex() + 1));
    Span whole = source.span(start, token.getStopIndex() + 1);
    switch (token.getType()) {
      case StatementLexer.UNTERMINATED_STRING:
        return error(
            "the string that starts here is never closed",
            first,
            "a quote inside a string is written twice: 'it''s'");
      case StatementLexer.UNTERMINATED_NAME:
        return error(
            "the name in backticks that starts here is never closed",
            first,
            "a backtick inside a name is written twice: `a``b`");
      case StatementLexer.UNTERMINATED_COMMENT:
        boolean hint = token.getText().startsWith("/*+");
        return error(
            "the " + (hint ? "hint" : "comment") + " that starts here is never closed",
            source.span(start, start + (hint ? 3 : 2)),
            hint
                ? "a hint ends with \"*/\""
                : "a comment that starts with \"/*\" ends with \"*/\"");
      case StatementLexer.EMPTY_NAME:
        return error("a name in backticks is empty", whole, "write a name between the backticks");
      case StatementLexer.DOUBLE_QUOTED:
        return error(
            "double quotes enclose neither strings nor names", whole, insteadOf(token.getText()));
      case StatementLexer.SLASHES:
        return error(
            "\"//\" does not start a comment",
            whole,
            "comments start with \"--\", or stand between \"/*\" and \"*/\"");
      case StatementLexer.FOREIGN:
        return Optional.of(foreign(source, token));
      default:
        return Optional.empty();
    }
  }

  private static Optional<ParseException> error(String problem, Span span, String hint) {
    return Optional.of(new ParseException(problem, span, hint));
  }

  private static String insteadOf(String text) {
    boolean closed = text.length() > 1 && text.endsWith("\"");
    String content = closed ? text.substring(1, text.length() - 1) : "";
    String shown = content.isBlank() || content.length() > 40 ? "text" : content;
    return "a string is written '"
        + shown.replace("'", "''")
        + "', a name `"
        + shown.replace("`", "``")
        + "`";
  }

  private static ParseException foreign(SourceText source, Token token) {
    int index = Math.max(0, WordLexer.findForeign(token.getText()));
    int codePoint = token.getText().codePointAt(index);
    int start = token.getStartIndex() + index;
    String character = Character.toString(codePoint);
    String name = Character.getName(codePoint);
    String shown = Character.isISOControl(codePoint) ? "" : "\"" + character + "\" ";
    return new ParseException(
        "unexpected character %sU+%04X%s"
            .formatted(shown, codePoint, name == null ? "" : " (" + name + ")"),
        source.span(start, start + character.length()),
        CURLY_QUOTES.contains(character)
            ? "strings stand in straight quotes: 'text'"
            : "outside strings, comments and backticks only letters, digits and SQL's signs may"
                + " stand");
  }
}
