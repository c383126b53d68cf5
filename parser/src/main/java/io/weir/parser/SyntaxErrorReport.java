package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.StatementParser;
import io.weir.parser.grammar.WordLexer;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import io.weir.parser.source.Suggestions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Turns a token that does not fit into an error that says why and what to do. */
final class SyntaxErrorReport {
  private static final Set<Integer> STATEMENT_STARTS =
      Set.of(
          StatementParser.SELECT,
          StatementParser.INSERT,
          StatementParser.CREATE,
          StatementParser.DROP,
          StatementParser.ALTER,
          StatementParser.EXECUTE,
          StatementParser.EXPLAIN,
          StatementParser.SET,
          StatementParser.RESET,
          StatementParser.SHOW,
          StatementParser.DESCRIBE,
          StatementParser.USE);

  private final SourceText source;
  private final List<Token> tokens;
  private final Failure failure;
  private final Token offending;

  SyntaxErrorReport(SourceText source, List<Token> tokens, Failure failure) {
    this.source = source;
    this.tokens = tokens;
    this.failure = failure;
    this.offending = tokens.get(failure.index());
  }

  /** The error: a broken token, an unbalanced bracket, or else an unexpected token. */
  ParseException exception() {
    OpenBrackets brackets = new OpenBrackets(source, tokens, failure.index());
    return BrokenTokens.explain(source, offending)
        .or(() -> brackets.explain(failure.expected()))
        .or(() -> optionsInsideBrackets(brackets))
        .orElseGet(() -> unexpected(offending, failure.expected()));
  }

  /** {@code (a INT WITH (…}: the WITH is the surprise, not the bracket after it. */
  private Optional<ParseException> optionsInsideBrackets(OpenBrackets brackets) {
    boolean options =
        !brackets.isEmpty()
            && offending.getType() == StatementLexer.LPAREN
            && tokens.get(failure.index() - 1).getType() == StatementLexer.WITH;
    return options
        ? Optional.of(unexpected(tokens.get(failure.index() - 1), failure.before()))
        : Optional.empty();
  }

  private ParseException unexpected(Token token, Expectations expected) {
    boolean reserved = expected.anyOf(RuleLabels.NAMES) && isReserved(token);
    String found = (reserved ? "the reserved word " : "") + TokenWords.found(token);
    return new ParseException(
        "expected " + expected.inWords() + ", found " + found,
        spanOf(token),
        hint(token, expected, reserved));
  }

  private Optional<String> hint(Token token, Expectations expected, boolean reserved) {
    return misspelling(token, expected)
        .or(() -> reserved ? Optional.of(inBackticks(token.getText())) : quoting(token, expected))
        .or(this::earlierMisspelling)
        .or(() -> missingSemicolon(token, expected))
        .or(() -> optionsBehindLike(token));
  }

  private static Optional<String> misspelling(Token token, Expectations expected) {
    boolean word = token.getType() == StatementLexer.WORD || isReserved(token);
    String upper = token.getText().toUpperCase(Locale.ROOT);
    return word && !expected.keywords().contains(upper)
        ? Suggestions.hint(token.getText(), expected.keywords())
        : Optional.empty();
  }

  private static String inBackticks(String name) {
    return "in backticks it is a name: `" + name.replace("`", "``") + "`";
  }

  private Optional<String> quoting(Token token, Expectations expected) {
    boolean name = expected.anyOf(RuleLabels.NAMES);
    boolean string = expected.anyOf(RuleLabels.STRINGS);
    switch (token.getType()) {
      case StatementLexer.STRING:
        String text = token.getText();
        return name && text.length() > 2
            ? Optional.of(inBackticks(text.substring(1, text.length() - 1).replace("''", "'")))
            : Optional.empty();
      case StatementLexer.INTEGER:
        String run = run();
        return name && run.length() > token.getText().length()
            ? Optional.of(inBackticks(run))
            : string ? inQuotes() : Optional.empty();
      case StatementLexer.WORD:
      case StatementLexer.RESERVED:
      case StatementLexer.NUMBER:
      case StatementLexer.QUOTED_NAME:
      case StatementLexer.SYMBOL:
        return string ? inQuotes() : Optional.empty();
      default:
        return string && WordLexer.isKeyword(token.getType()) ? inQuotes() : Optional.empty();
    }
  }

  private Optional<String> inQuotes() {
    String text = run();
    boolean backticks = offending.getType() == StatementLexer.QUOTED_NAME;
    String plain = backticks ? offending.getText().replace("`", "") : text;
    return Optional.of("write it in single quotes: '" + plain + "'");
  }

  /** The offending token with those that follow it without a gap, such as a path. */
  private String run() {
    int last = failure.index();
    while (last + 1 < tokens.size() && continues(tokens.get(last), tokens.get(last + 1))) {
      last++;
    }
    return source.text().substring(offending.getStartIndex(), tokens.get(last).getStopIndex() + 1);
  }

  private static boolean continues(Token token, Token next) {
    switch (next.getType()) {
      case Token.EOF:
      case StatementLexer.SEMICOLON:
      case StatementLexer.COMMA:
      case StatementLexer.EQUAL:
      case StatementLexer.LPAREN:
      case StatementLexer.RPAREN:
      case StatementLexer.STRING:
        return false;
      default:
        return next.getStartIndex() == token.getStopIndex() + 1;
    }
  }

  /** The word before the offending token may be a misspelt keyword that was taken for a name. */
  private Optional<String> earlierMisspelling() {
    if (failure.index() == 0) {
      return Optional.empty();
    }
    Token earlier = tokens.get(failure.index() - 1);
    if (earlier.getType() != StatementLexer.WORD) {
      return Optional.empty();
    }
    return Suggestions.nearest(earlier.getText(), failure.before().keywords())
        .map(
            word ->
                "did you mean \"%s\" instead of \"%s\" at %s?"
                    .formatted(word, earlier.getText(), spanOf(earlier)));
  }

  private static Optional<String> missingSemicolon(Token token, Expectations expected) {
    return expected.canEnd() && STATEMENT_STARTS.contains(token.getType())
        ? Optional.of("statements are separated by \";\"")
        : Optional.empty();
  }

  private Optional<String> optionsBehindLike(Token token) {
    int at = failure.index() - 1;
    while (at > 0 && isPartOfName(tokens.get(at))) {
      at--;
    }
    return token.getType() == StatementLexer.WITH && tokens.get(at).getType() == StatementLexer.LIKE
        ? Optional.of("WITH (…) stands before LIKE")
        : Optional.empty();
  }

  private static boolean isPartOfName(Token token) {
    return token.getType() != StatementLexer.LIKE
        && token.getType() != StatementLexer.LPAREN
        && token.getType() != StatementLexer.RPAREN;
  }

  private static boolean isReserved(Token token) {
    return token.getType() == StatementLexer.RESERVED || WordLexer.isKeyword(token.getType());
  }

  private Span spanOf(Token token) {
    return source.span(token.getStartIndex(), token.getStopIndex() + 1);
  }
}
