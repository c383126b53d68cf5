package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Cuts a script into the tokens of its statements, one statement at a time. A statement ends at a
 * semicolon, whatever is still open before it, so that a mistake in one does not spread to the
 * next. Only a statement set has semicolons inside; it ends at the semicolon after its END.
 */
final class StatementSplitter {

  /** The deepest nesting of brackets and CASE that is parsed; the parser recurses as deep. */
  static final int MAX_DEPTH = 400;

  /**
   * The tokens of one statement.
   *
   * @param tokens the statement, its semicolon if it has one, and an end-of-file token right after
   *     the last character; only the latter at the end of the script
   * @param terminated whether the statement has its semicolon
   * @param tooDeep index of the token that opens one level too many, or -1
   */
  record Tokens(List<Token> tokens, boolean terminated, int tooDeep) {
    boolean isEmpty() {
      return tokens.size() == 1;
    }
  }

  private final StatementLexer lexer;
  private final int end;
  private final String nameOfEnd;

  /** Splits a whole script. */
  StatementSplitter(String text) {
    this(text, 0, text.length(), "the end of the script");
  }

  /**
   * Splits a part of a script.
   *
   * @param start offset where the part begins
   * @param end offset after the part
   * @param nameOfEnd what an error calls the end of the part
   */
  StatementSplitter(String text, int start, int end, String nameOfEnd) {
    this.end = end;
    this.nameOfEnd = nameOfEnd;
    ScriptCharStream characters = new ScriptCharStream(text.substring(0, end));
    characters.seek(start);
    this.lexer = new StatementLexer(characters);
    this.lexer.removeErrorListeners();
  }

  /** The next statement that is more than a semicolon; empty at the end of the script. */
  Tokens next() {
    List<Token> tokens = new ArrayList<>();
    Depth depth = new Depth();
    boolean insideSet = false;
    boolean terminated = false;
    while (!terminated) {
      Token token = lexer.nextToken();
      int type = token.getType();
      if (type == Token.EOF) {
        break;
      }
      if (type == StatementLexer.SEMICOLON && tokens.isEmpty()) {
        continue;
      }
      tokens.add(token);
      depth.add(type, tokens.size() - 1);
      if (insideSet) {
        insideSet = !closesSet(tokens);
      } else if (opensSet(tokens)) {
        insideSet = true;
      } else {
        terminated = type == StatementLexer.SEMICOLON;
      }
    }
    tokens.add(endAfter(tokens));
    return new Tokens(tokens, terminated, depth.tooDeep);
  }

  private Token endAfter(List<Token> tokens) {
    int offset = tokens.isEmpty() ? end : tokens.get(tokens.size() - 1).getStopIndex() + 1;
    CommonToken token = new CommonToken(Token.EOF, nameOfEnd);
    token.setStartIndex(offset);
    token.setStopIndex(offset - 1);
    return token;
  }

  /** {@code … STATEMENT SET BEGIN}, or {@code BEGIN STATEMENT SET ;}. */
  private static boolean opensSet(List<Token> tokens) {
    int last = tokens.size() - 1;
    switch (tokens.get(last).getType()) {
      case StatementLexer.BEGIN:
        return typeAt(tokens, last - 1) == StatementLexer.SET
            && typeAt(tokens, last - 2) == StatementLexer.STATEMENT;
      case StatementLexer.SEMICOLON:
        return typeAt(tokens, last - 1) == StatementLexer.SET
            && typeAt(tokens, last - 2) == StatementLexer.STATEMENT
            && typeAt(tokens, last - 3) == StatementLexer.BEGIN;
      default:
        return false;
    }
  }

  private static boolean closesSet(List<Token> tokens) {
    int last = tokens.size() - 1;
    int before = typeAt(tokens, last - 1);
    return typeAt(tokens, last) == StatementLexer.END
        && (before == StatementLexer.SEMICOLON || before == StatementLexer.BEGIN);
  }

  private static int typeAt(List<Token> tokens, int index) {
    return index < 0 ? Token.INVALID_TYPE : tokens.get(index).getType();
  }

  /** Follows how deep brackets, CASE and nested types are open. */
  private static final class Depth {
    private int brackets;
    private int types;
    private int before = Token.INVALID_TYPE;
    int tooDeep = -1;

    void add(int type, int index) {
      switch (type) {
        case StatementLexer.LPAREN:
        case StatementLexer.LBRACKET:
        case StatementLexer.CASE:
          brackets++;
          break;
        case StatementLexer.RPAREN:
        case StatementLexer.RBRACKET:
        case StatementLexer.END:
          brackets = Math.max(0, brackets - 1);
          break;
        case StatementLexer.LESS:
          types += opensType(before) ? 1 : 0;
          break;
        case StatementLexer.GREATER:
          types = Math.max(0, types - 1);
          break;
        default:
          break;
      }
      before = type;
      if (tooDeep < 0 && brackets + types > MAX_DEPTH) {
        tooDeep = index;
      }
    }

    private static boolean opensType(int before) {
      return before == StatementLexer.ARRAY
          || before == StatementLexer.MULTISET
          || before == StatementLexer.MAP
          || before == StatementLexer.ROW
          || before == StatementLexer.STRUCTURED;
    }
  }
}
