package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * The brackets and CASEs that are open at a token, which often explain better than the grammar why
 * the token does not fit.
 */
final class OpenBrackets {
  private final SourceText source;
  private final Token offending;
  private final Deque<Token> open = new ArrayDeque<>();

  OpenBrackets(SourceText source, List<Token> tokens, int offendingIndex) {
    this.source = source;
    this.offending = tokens.get(offendingIndex);
    for (Token token : tokens.subList(0, offendingIndex)) {
      if (closerOf(token.getType()) != Token.INVALID_TYPE) {
        open.push(token);
      } else if (isClosing(token.getType()) && !open.isEmpty()) {
        open.pop();
      }
    }
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  /** The error if the offending token ends the statement too early or closes the wrong thing. */
  Optional<ParseException> explain(Expectations expected) {
    int type = offending.getType();
    if (type == Token.EOF || type == StatementLexer.SEMICOLON) {
      return Optional.ofNullable(open.peek()).map(this::neverClosed);
    }
    if (type == StatementLexer.END) {
      boolean stray = expected.isInsideBody() && (expected.canEnd() || !open.isEmpty());
      return stray ? Optional.of(strayEnd()) : Optional.empty();
    }
    if (!isClosing(type)) {
      return Optional.empty();
    }
    return open.isEmpty()
        ? Optional.of(new ParseException(found() + " closes nothing", spanOf(offending)))
        : Optional.of(open.peek()).filter(this::isMismatch).map(this::mismatch);
  }

  private ParseException neverClosed(Token opening) {
    String what =
        opening.getType() == StatementLexer.CASE
            ? "this CASE has no END"
            : "this \"" + opening.getText() + "\" is never closed";
    return new ParseException(what, spanOf(opening), "the statement ends at " + spanOf(offending));
  }

  private ParseException strayEnd() {
    return new ParseException(
        "END closes no CASE",
        spanOf(offending),
        "in backticks it is a name: `" + offending.getText() + "`");
  }

  private boolean isMismatch(Token opening) {
    return closerOf(opening.getType()) != offending.getType();
  }

  private ParseException mismatch(Token opening) {
    String what =
        opening.getType() == StatementLexer.CASE
            ? "the CASE at " + spanOf(opening) + " has no END before this " + found()
            : found() + " does not close the \"" + opening.getText() + "\" at " + spanOf(opening);
    return new ParseException(what, spanOf(offending));
  }

  private String found() {
    return "\"" + offending.getText() + "\"";
  }

  private Span spanOf(Token token) {
    return source.span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  private static boolean isClosing(int type) {
    return type == StatementLexer.RPAREN
        || type == StatementLexer.RBRACKET
        || type == StatementLexer.END;
  }

  private static int closerOf(int type) {
    switch (type) {
      case StatementLexer.LPAREN:
        return StatementLexer.RPAREN;
      case StatementLexer.LBRACKET:
        return StatementLexer.RBRACKET;
      case StatementLexer.CASE:
        return StatementLexer.END;
      default:
        return Token.INVALID_TYPE;
    }
  }
}
