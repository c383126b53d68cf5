package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.WordLexer;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import io.weir.parser.source.Suggestions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Turns a token that does not fit into an error that says why and what to do. */
final class SyntaxErrorReport {
  private final SourceText source;
  private final List<Token> tokens;
  private final SyntaxErrorStrategy.Stop stop;
  private final Token offending;

  SyntaxErrorReport(SourceText source, List<Token> tokens, SyntaxErrorStrategy.Stop stop) {
    this.source = source;
    this.tokens = tokens;
    this.stop = stop;
    this.offending = tokens.get(stop.offendingIndex());
  }

  /** The error: a broken token, an unbalanced bracket, or else an unexpected token. */
  ParseException exception() {
    Optional<ParseException> broken = BrokenTokens.explain(source, offending);
    if (broken.isPresent()) {
      return broken.get();
    }
    return unbalanced().orElseGet(this::unexpected);
  }

  private ParseException unexpected() {
    Expectations expected =
        Expectations.at(stop.atn(), stop.places().get(0), tokens, stop.offendingIndex());
    boolean reserved = expected.anyOf(RuleLabels.NAMES) && isReserved(offending);
    String found = (reserved ? "the reserved word " : "") + TokenWords.found(offending);
    Optional<String> hint =
        Suggestions.hint(wordOf(offending), expected.keywords())
            .filter(suggestion -> !suggestion.contains("\"" + upper(offending) + "\""))
            .or(() -> reserved ? Optional.of(backticks()) : quoting(expected))
            .or(this::earlierSuggestion);
    return new ParseException(
        "expected " + expected.inWords() + ", found " + found, spanOf(offending), hint);
  }

  private String backticks() {
    return "in backticks it is a name: `" + offending.getText() + "`";
  }

  private Optional<String> quoting(Expectations expected) {
    boolean looksLikeName = expected.anyOf(RuleLabels.NAMES);
    switch (offending.getType()) {
      case StatementLexer.STRING:
        String text = offending.getText();
        return looksLikeName && text.length() > 2
            ? Optional.of(
                "a name stands in backticks or without quotes: `"
                    + text.substring(1, text.length() - 1).replace("`", "``")
                    + "`")
            : Optional.empty();
      case StatementLexer.WORD:
      case StatementLexer.RESERVED:
      case StatementLexer.INTEGER:
      case StatementLexer.NUMBER:
      case StatementLexer.QUOTED_NAME:
        return expected.anyOf(RuleLabels.STRINGS)
            ? Optional.of("write it in single quotes: '" + unquoted() + "'")
            : Optional.empty();
      default:
        boolean keywordForString =
            WordLexer.isKeyword(offending.getType()) && expected.anyOf(RuleLabels.STRINGS);
        return keywordForString
            ? Optional.of("write it in single quotes: '" + unquoted() + "'")
            : Optional.empty();
    }
  }

  private String unquoted() {
    String text = offending.getText();
    return text.startsWith("`") ? text.substring(1, text.length() - 1) : text;
  }

  /** A word before the offending one may be a misspelt keyword that was taken for a name. */
  private Optional<String> earlierSuggestion() {
    if (stop.places().size() < 2) {
      return Optional.empty();
    }
    SyntaxErrorStrategy.Place earlier = stop.places().get(1);
    Token token = tokens.get(earlier.tokenIndex());
    if (token.getType() != StatementLexer.WORD) {
      return Optional.empty();
    }
    Expectations expected = Expectations.at(stop.atn(), earlier, tokens, earlier.tokenIndex());
    return Suggestions.nearest(token.getText(), expected.keywords())
        .map(
            word ->
                "did you mean \""
                    + word
                    + "\" instead of \""
                    + token.getText()
                    + "\" at "
                    + spanOf(token)
                    + "?");
  }

  private static boolean isReserved(Token token) {
    return token.getType() == StatementLexer.RESERVED || WordLexer.isKeyword(token.getType());
  }

  private static String upper(Token token) {
    return token.getText().toUpperCase(java.util.Locale.ROOT);
  }

  private static String wordOf(Token token) {
    boolean word = token.getType() == StatementLexer.WORD || isReserved(token);
    return word ? token.getText() : "";
  }

  /** A bracket or CASE that the offending token shows to be open, or that it closes wrongly. */
  private Optional<ParseException> unbalanced() {
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : tokens.subList(0, stop.offendingIndex())) {
      if (isOpening(token.getType())) {
        open.push(token);
      } else if (isClosing(token.getType()) && !open.isEmpty()) {
        open.pop();
      }
    }
    int type = offending.getType();
    boolean atEnd = type == Token.EOF || type == StatementLexer.SEMICOLON;
    if (atEnd && !open.isEmpty()) {
      return Optional.of(neverClosed(open.peek()));
    }
    if (isClosing(type)) {
      return open.isEmpty()
          ? Optional.of(closesNothing())
          : Optional.of(open.peek()).filter(this::isMismatch).map(this::mismatch);
    }
    return Optional.empty();
  }

  private ParseException neverClosed(Token opening) {
    String what =
        opening.getType() == StatementLexer.CASE
            ? "this CASE has no END"
            : "this \"" + opening.getText() + "\" is never closed";
    Span end = spanOf(offending);
    return new ParseException(what, spanOf(opening), "the statement ends at " + end);
  }

  private ParseException closesNothing() {
    return offending.getType() == StatementLexer.END
        ? new ParseException(
            "END closes no CASE", spanOf(offending), "in backticks it is a name: `end`")
        : new ParseException("\"" + offending.getText() + "\" closes nothing", spanOf(offending));
  }

  private boolean isMismatch(Token opening) {
    return closerOf(opening.getType()) != offending.getType();
  }

  private ParseException mismatch(Token opening) {
    String found = "\"" + offending.getText() + "\"";
    String what =
        opening.getType() == StatementLexer.CASE
            ? "the CASE at " + spanOf(opening) + " has no END before this " + found
            : found + " does not close the \"" + opening.getText() + "\" at " + spanOf(opening);
    return new ParseException(what, spanOf(offending));
  }

  private static boolean isOpening(int type) {
    return closerOf(type) != Token.INVALID_TYPE;
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

  private Span spanOf(Token token) {
    return source.span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
