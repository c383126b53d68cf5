package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.SourceText;
import io.weir.parser.statement.TypeText;

/** Parses a single type, such as {@code ROW<a INT NOT NULL, b ARRAY<STRING>>}. */
public final class TypeParser {
  private TypeParser() {}

  /**
   * The type that a text spells.
   *
   * @throws ParseException if it spells none, or one that is not supported
   */
  public static TypeText parse(String text) {
    SourceText source = SourceText.of(text);
    StatementSplitter.Tokens tokens =
        new StatementSplitter(text, 0, text.length(), "the end of the type").next();
    StatementParser.SingleTypeContext tree =
        TokenParser.parse(
            source, tokens, StatementParser.RULE_singleType, StatementParser::singleType);
    return new TypeBuilder(new Parts(source)).build(tree.dataType());
  }
}
