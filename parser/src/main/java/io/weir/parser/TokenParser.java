package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.SourceText;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * Runs the generated parser over the tokens of one statement. The first attempt predicts without
 * context (SLL), which is faster and suffices for every statement that is right; only a failure is
 * looked at again with full context, so that the error is certain.
 */
final class TokenParser {
  private TokenParser() {}

  /**
   * The parse tree of one statement, type or hint.
   *
   * @param rule index of the grammar's rule, for the report of errors
   * @param parse the method of that rule
   * @throws ParseException if the tokens do not follow the grammar
   */
  static <T extends ParserRuleContext> T parse(
      SourceText source,
      StatementSplitter.Tokens statement,
      int rule,
      Function<StatementParser, T> parse) {
    List<Token> tokens = statement.tokens();
    if (statement.tooDeep() >= 0) {
      throw tooDeep(source, tokens.get(statement.tooDeep()));
    }
    try {
      return run(tokens, parse, PredictionMode.SLL);
    } catch (ParseCancellationException perhaps) {
      try {
        return run(tokens, parse, PredictionMode.LL);
      } catch (ParseCancellationException certain) {
        throw new SyntaxErrorReport(source, tokens, Failure.find(rule, tokens)).exception();
      }
    }
  }

  private static <T extends ParserRuleContext> T run(
      List<Token> tokens, Function<StatementParser, T> parse, PredictionMode mode) {
    StatementParser parser =
        new StatementParser(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.removeErrorListeners();
    parser.getInterpreter().setPredictionMode(mode);
    parser.setErrorHandler(new BailErrorStrategy());
    return parse.apply(parser);
  }

  private static ParseException tooDeep(SourceText source, Token token) {
    return new ParseException(
        "brackets are nested more than " + StatementSplitter.MAX_DEPTH + " levels deep",
        source.span(token.getStartIndex(), token.getStopIndex() + 1),
        "split the statement, for example with views");
  }
}
