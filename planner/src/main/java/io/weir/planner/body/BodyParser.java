package io.weir.planner.body;

import io.weir.parser.statement.BodyText;
import io.weir.planner.body.generated.BodyParserImpl;
import io.weir.planner.body.generated.BodyParserImplConstants;
import io.weir.planner.body.generated.ParseException;
import io.weir.planner.body.generated.Token;
import io.weir.planner.body.generated.TokenMgrError;
import io.weir.planner.error.Bodies;
import io.weir.planner.error.PlanningException;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.SourceStringReader;

/** Parses bodies into Calcite's trees, whose positions {@link Bodies} understands. */
public final class BodyParser {
  private static final int MAX_IDENTIFIER_LENGTH = 256;

  private final Bodies bodies;

  /** A parser that registers what it parses. */
  public BodyParser(Bodies bodies) {
    this.bodies = bodies;
  }

  /**
   * Parses a query.
   *
   * @param owner what the body belongs to, such as {@code view "v"}; empty for the statement itself
   * @throws PlanningException if it is no query
   */
  public SqlNode query(BodyText body, String owner) {
    return parse(body, owner, BodyParserImpl::parseSqlStmtEof);
  }

  /**
   * Parses a scalar expression.
   *
   * @throws PlanningException if it is no expression
   */
  public SqlNode expression(BodyText body, String owner) {
    return parse(body, owner, BodyParserImpl::parseSqlExpressionEof);
  }

  private SqlNode parse(BodyText body, String owner, Production production) {
    String text = body.text();
    BodyParserImpl parser = new BodyParserImpl(new SourceStringReader(text));
    parser.token_source = new CheckpointTokens(parser.token_source);
    parser.setTabSize(1);
    parser.setQuotedCasing(Lex.JAVA.quotedCasing);
    parser.setUnquotedCasing(Lex.JAVA.unquotedCasing);
    parser.setIdentifierMaxLength(MAX_IDENTIFIER_LENGTH);
    parser.setConformance(WeirConformance.INSTANCE);
    parser.setOriginalSql(text);
    parser.switchTo(SqlAbstractParserImpl.LexicalState.forConfig(CONFIG));
    int firstLine = bodies.add(body, owner);
    try {
      parser.startAt(firstLine, 1);
      return production.parse(parser);
    } catch (PlanningException alreadyWorded) {
      throw alreadyWorded;
    } catch (ParseException problem) {
      throw problem.currentToken == null
          ? syntaxError(parser.normalizeException(problem))
          : syntaxError(OffendingToken.of(problem), text, firstLine);
    } catch (Exception | TokenMgrError problem) {
      throw syntaxError(parser.normalizeException(problem));
    }
  }

  private static final SqlParser.Config CONFIG =
      SqlParser.config().withLex(Lex.JAVA).withConformance(WeirConformance.INSTANCE);

  /** JavaCC reports by exceptions and, for characters that start no token, by errors. */
  private PlanningException syntaxError(SqlParseException problem) {
    if (problem.getCause() instanceof PlanningException worded) {
      return worded;
    }
    SqlParserPos position = problem.getPos() == null ? SqlParserPos.ZERO : problem.getPos();
    return new PlanningException(position, SyntaxMessages.word(problem.getMessage()), null);
  }

  private PlanningException syntaxError(OffendingToken offending, String text, int firstLine) {
    boolean isEnd = offending.token().kind == BodyParserImplConstants.EOF;
    Token token = isEnd ? offending.before() : offending.token();
    SqlParserPos position = position(token);
    String found = bodies.text(position).strip();
    if (isEnd) {
      String problem = "the query ends too early, after \"" + found + "\"";
      return new PlanningException(position, problem, null);
    }
    if (SyntaxMessages.mayBeMeantAsName(found)) {
      return new PlanningException(
          position,
          "\"" + found + "\" is a reserved word",
          "as a name, write it in backticks: `" + found + "`");
    }
    String before = bodies.text(position(offending.before())).strip();
    if (before.equalsIgnoreCase("MODEL")) {
      return new PlanningException(
          position, "there are no models", "write a function in Java, and CREATE FUNCTION it");
    }
    return new PlanningException(
        position,
        "syntax error at \"" + found + "\"" + SyntaxMessages.expected(offending.expected()),
        SyntaxHints.of(lead(text, token, firstLine), before, found).orElse(null));
  }

  /** The text before a token. */
  private static String lead(String text, Token token, int firstLine) {
    int start = 0;
    for (int line = firstLine; line < token.beginLine; line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return text.substring(0, Math.min(text.length(), start + token.beginColumn - 1));
  }

  private static SqlParserPos position(Token token) {
    return new SqlParserPos(token.beginLine, token.beginColumn, token.endLine, token.endColumn);
  }

  /** One of the generated parser's entry points. */
  @FunctionalInterface
  private interface Production {
    SqlNode parse(BodyParserImpl parser) throws Exception;
  }
}
