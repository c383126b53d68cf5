package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.SourceText;
import io.weir.parser.statement.Statement;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Parses the statements of a script when they are asked for. */
final class StatementIterator implements Iterator<Statement> {
  private final SourceText source;
  private final StatementSplitter splitter;
  private StatementSplitter.Tokens upcoming;

  StatementIterator(SourceText source) {
    this.source = source;
    this.splitter = new StatementSplitter(source.text());
    this.upcoming = splitter.next();
  }

  @Override
  public boolean hasNext() {
    return !upcoming.isEmpty();
  }

  @Override
  public Statement next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the script has no more statements");
    }
    StatementSplitter.Tokens tokens = upcoming;
    upcoming = splitter.next();
    StatementParser.SingleStatementContext tree =
        TokenParser.parse(
            source, tokens, StatementParser.RULE_singleStatement, StatementParser::singleStatement);
    return new StatementBuilder(source).build(tree.statement());
  }
}
