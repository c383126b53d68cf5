package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.WordLexer;
import org.antlr.v4.runtime.Token;

/** Tokens as errors call them. */
final class TokenWords {
  private static final int MAX_SHOWN = 40;

  private TokenWords() {}

  /** A kind of token that was expected. */
  static String expected(int type) {
    if (type == Token.EOF) {
      return "the end";
    }
    if (WordLexer.isKeyword(type)) {
      return StatementLexer.VOCABULARY.getSymbolicName(type);
    }
    switch (type) {
      case StatementLexer.SEMICOLON:
        return "\";\"";
      case StatementLexer.COMMA:
        return "\",\"";
      case StatementLexer.DOT:
        return "\".\"";
      case StatementLexer.EQUAL:
        return "\"=\"";
      case StatementLexer.LESS:
        return "\"<\"";
      case StatementLexer.GREATER:
        return "\">\"";
      case StatementLexer.LPAREN:
        return "\"(\"";
      case StatementLexer.RPAREN:
        return "\")\"";
      case StatementLexer.LBRACKET:
        return "\"[\"";
      case StatementLexer.RBRACKET:
        return "\"]\"";
      case StatementLexer.MINUS:
        return "\"-\"";
      case StatementLexer.INTEGER:
        return "a whole number";
      case StatementLexer.NUMBER:
        return "a number";
      case StatementLexer.STRING:
      case StatementLexer.UNICODE_STRING:
        return "a string in single quotes";
      default:
        return "a name";
    }
  }

  /** A token that was found. */
  static String found(Token token) {
    switch (token.getType()) {
      case Token.EOF:
        return token.getText();
      case StatementLexer.STRING:
      case StatementLexer.UNICODE_STRING:
        return "the string " + shown(token);
      case StatementLexer.INTEGER:
      case StatementLexer.NUMBER:
        return "the number " + shown(token);
      case StatementLexer.QUOTED_NAME:
        return "the name " + shown(token);
      case StatementLexer.HINT:
        return "a hint";
      default:
        return "\"" + shown(token) + "\"";
    }
  }

  private static String shown(Token token) {
    String text = token.getText().replaceAll("\\s+", " ");
    if (text.codePointCount(0, text.length()) <= MAX_SHOWN) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "…";
  }
}
