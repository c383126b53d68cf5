package io.weir.parser;

import io.weir.parser.Lexeme.Kind;
import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.WordLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Cuts any text into pieces, also one that is not finished and not right. */
public final class Lexemes {
  private Lexemes() {}

  /** All pieces in order, comments too; only white space lies between them. Never fails. */
  public static List<Lexeme> of(String text) {
    StatementLexer lexer = new StatementLexer(new ScriptCharStream(text));
    lexer.removeErrorListeners();
    List<Lexeme> lexemes = new ArrayList<>();
    int end = 0;
    for (Token token = lexer.nextToken(); ; token = lexer.nextToken()) {
      boolean isEnd = token.getType() == Token.EOF;
      addComments(text, end, isEnd ? text.length() : token.getStartIndex(), lexemes);
      if (isEnd) {
        return lexemes;
      }
      end = token.getStopIndex() + 1;
      lexemes.add(lexeme(text, kind(token.getType()), token.getStartIndex(), end));
    }
  }

  /** What the lexer skips is white space and comments. */
  private static void addComments(String text, int from, int to, List<Lexeme> lexemes) {
    int at = from;
    while (at < to) {
      if (text.startsWith("--", at)) {
        int end = at;
        while (end < to && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
          end++;
        }
        lexemes.add(lexeme(text, Kind.COMMENT, at, end));
        at = end;
      } else if (text.startsWith("/*", at)) {
        int close = text.indexOf("*/", at + 2);
        int end = close < 0 ? to : close + 2;
        lexemes.add(lexeme(text, Kind.COMMENT, at, end));
        at = end;
      } else {
        at++;
      }
    }
  }

  private static Lexeme lexeme(String text, Kind kind, int start, int end) {
    return new Lexeme(kind, text.substring(start, end), start, end);
  }

  private static Kind kind(int type) {
    return switch (type) {
      case StatementLexer.WORD -> Kind.NAME;
      case StatementLexer.QUOTED_NAME -> Kind.QUOTED_NAME;
      case StatementLexer.STRING, StatementLexer.UNICODE_STRING -> Kind.STRING;
      case StatementLexer.UNTERMINATED_STRING -> Kind.OPEN_STRING;
      case StatementLexer.INTEGER, StatementLexer.NUMBER -> Kind.NUMBER;
      case StatementLexer.UNTERMINATED_COMMENT -> Kind.COMMENT;
      case StatementLexer.HINT -> Kind.HINT;
      case StatementLexer.EMPTY_NAME,
          StatementLexer.UNTERMINATED_NAME,
          StatementLexer.DOUBLE_QUOTED,
          StatementLexer.SLASHES,
          StatementLexer.FOREIGN ->
          Kind.BROKEN;
      case StatementLexer.RESERVED -> Kind.KEYWORD;
      default -> WordLexer.isKeyword(type) ? Kind.KEYWORD : Kind.SYMBOL;
    };
  }
}
