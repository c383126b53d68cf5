package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.Options;
import io.weir.parser.statement.PartitionValue;
import io.weir.parser.statement.QueryText;
import io.weir.parser.statement.StatementSet;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Builds INSERT statements and sets of them. */
final class InsertBuilder {
  private final Parts parts;

  InsertBuilder(Parts parts) {
    this.parts = parts;
  }

  StatementSet set(List<StatementParser.InsertContext> inserts, Span span) {
    return new StatementSet(inserts.stream().map(this::insert).toList(), span);
  }

  Insert insert(StatementParser.InsertContext tree) {
    Optional<Span> onConflict = OnConflict.of(tree.query(), parts);
    QueryText query = parts.query(tree.query());
    return new Insert(
        parts.qualifiedName(tree.tableName().qualifiedName()),
        tree.OVERWRITE() != null,
        tree.hint() == null ? Options.NONE : hintOptions(tree.hint().HINT().getSymbol()),
        tree.partitionSpec() == null
            ? List.of()
            : tree.partitionSpec().partitionValue().stream().map(this::partitionValue).toList(),
        parts.identifiers(tree.columnNames()),
        onConflict.isEmpty() ? query : OnConflict.without(tree.query(), query),
        onConflict,
        parts.span(tree));
  }

  private PartitionValue partitionValue(StatementParser.PartitionValueContext tree) {
    StatementParser.LiteralContext literal = tree.literal();
    String value =
        literal.stringLiteral() != null
            ? parts.string(literal.stringLiteral()).value()
            : parts.text(literal);
    return new PartitionValue(parts.identifier(tree.columnName()), value, parts.span(tree));
  }

  /** The inside of a hint is parsed on its own, where it stands in the script. */
  private Options hintOptions(Token hint) {
    SourceText source = parts.source();
    int start = hint.getStartIndex() + "/*+".length();
    int end = hint.getStopIndex() + 1 - "*/".length();
    StatementSplitter.Tokens tokens =
        new StatementSplitter(source.text(), start, end, "the end of the hint").next();
    if (tokens.isEmpty()) {
      return Options.NONE;
    }
    StatementParser.SingleHintContext tree =
        TokenParser.parse(
            source, tokens, StatementParser.RULE_singleHint, StatementParser::singleHint);
    Options options = Options.NONE;
    for (StatementParser.HintItemContext item : tree.hintItem()) {
      boolean isOptions =
          parts.identifier(item.identifier()).name().equalsIgnoreCase("OPTIONS")
              && item.hintOptions() != null;
      if (!isOptions) {
        throw new ParseException(
            "the target of an INSERT takes no hint \"" + parts.text(item.identifier()) + "\"",
            parts.span(item.identifier()),
            "the hint is written /*+ OPTIONS('key' = 'value') */");
      }
      options = parts.options(item.hintOptions().optionList());
    }
    return options;
  }
}
