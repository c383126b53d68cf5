package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.source.SourceText;
import io.weir.parser.statement.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Parses scripts: statements separated by semicolons. The last one may lack its semicolon; empty
 * statements are skipped.
 */
public final class ScriptParser {
  private ScriptParser() {}

  /**
   * All statements of a script.
   *
   * @throws ParseException for the first mistake
   */
  public static List<Statement> parseAll(SourceText source) {
    List<Statement> statements = new ArrayList<>();
    statements(source).forEachRemaining(statements::add);
    return statements;
  }

  /** {@link #parseAll(SourceText)} for a script without variables. */
  public static List<Statement> parseAll(String text) {
    return parseAll(SourceText.of(text));
  }

  /**
   * The statements of a script one by one, each parsed when it is asked for. {@code next} throws
   * {@link ParseException} for a statement with a mistake; called again, it goes on with the
   * statement after that one.
   */
  public static Iterator<Statement> statements(SourceText source) {
    return new StatementIterator(source);
  }

  /**
   * Whether a text can be run as it is, or whether more lines must follow: every string, comment
   * and name in backticks is closed, and the last statement has its semicolon (a statement set the
   * one after END). A text without any statement is complete, and so is a lone word that only an
   * interactive shell knows: QUIT, EXIT, HELP or CLEAR.
   */
  public static boolean isComplete(String text) {
    StatementSplitter splitter = new StatementSplitter(text);
    while (true) {
      StatementSplitter.Tokens statement = splitter.next();
      if (statement.isEmpty()) {
        return true;
      }
      if (!statement.terminated()) {
        return isShellWord(statement.tokens());
      }
    }
  }

  private static boolean isShellWord(List<Token> tokens) {
    if (tokens.size() != 2) {
      return false;
    }
    switch (tokens.get(0).getType()) {
      case StatementLexer.QUIT:
      case StatementLexer.EXIT:
      case StatementLexer.HELP:
      case StatementLexer.CLEAR:
        return true;
      default:
        return false;
    }
  }
}
