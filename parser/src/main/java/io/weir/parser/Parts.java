package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import io.weir.parser.statement.ExpressionText;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.Options;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.QueryText;
import io.weir.parser.statement.StringLiteral;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Turns the small parts of parse trees into values: spans, names, strings, options, bodies. */
final class Parts {
  private final SourceText source;

  Parts(SourceText source) {
    this.source = source;
  }

  Span span(Token token) {
    return source.span(token.getStartIndex(), token.getStopIndex() + 1);
  }

  Span span(ParserRuleContext tree) {
    return source.span(start(tree), end(tree));
  }

  Identifier identifier(ParserRuleContext name) {
    String text = text(name);
    String plain =
        name.getStart().getType() == StatementLexer.QUOTED_NAME
            ? text.substring(1, text.length() - 1).replace("``", "`")
            : text;
    return new Identifier(plain, span(name));
  }

  List<Identifier> identifiers(StatementParser.ColumnNamesContext names) {
    List<Identifier> identifiers = new ArrayList<>();
    if (names != null) {
      names.columnName().forEach(name -> identifiers.add(identifier(name)));
    }
    return identifiers;
  }

  QualifiedName qualifiedName(StatementParser.QualifiedNameContext name) {
    List<Identifier> parts = new ArrayList<>();
    parts.add(identifier(name.identifier()));
    name.nextPart().forEach(part -> parts.add(identifier(part.identifier())));
    return new QualifiedName(parts, span(name));
  }

  /** A name of one part where others may have more. */
  QualifiedName single(StatementParser.IdentifierContext name) {
    Identifier identifier = identifier(name);
    return new QualifiedName(List.of(identifier), identifier.span());
  }

  StringLiteral string(StatementParser.StringLiteralContext literal) {
    Token token = literal.getStart();
    Span span = span(literal);
    if (token.getType() == StatementLexer.STRING) {
      return new StringLiteral(unquote(token.getText()), span);
    }
    char escape = '\\';
    if (literal.UESCAPE() != null) {
      Token character = literal.STRING().getSymbol();
      escape = UnicodeEscapes.escapeCharacter(unquote(character.getText()), span(character));
    }
    String body = unquote(token.getText().substring(2));
    return new StringLiteral(UnicodeEscapes.decode(body, escape, span), span);
  }

  private static String unquote(String quoted) {
    return quoted.substring(1, quoted.length() - 1).replace("''", "'");
  }

  Optional<String> comment(StatementParser.CommentContext comment) {
    return Optional.ofNullable(comment).map(tree -> string(tree.stringLiteral()).value());
  }

  Options options(StatementParser.WithOptionsContext with) {
    return with == null ? Options.NONE : options(with.optionList());
  }

  Options options(StatementParser.OptionListContext list) {
    List<Options.Entry> entries = new ArrayList<>();
    Map<String, Span> first = new HashMap<>();
    for (StatementParser.OptionContext option : list.option()) {
      StringLiteral key = string(option.optionKey().stringLiteral());
      StringLiteral value = string(option.optionValue().stringLiteral());
      Span earlier = first.putIfAbsent(key.value(), key.span());
      if (earlier != null) {
        throw new ParseException(
            "option \"" + key.value() + "\" is given twice",
            key.span(),
            "it stands at " + earlier + " already; keep one of the two");
      }
      entries.add(new Options.Entry(key, value));
    }
    return new Options(entries);
  }

  QueryText query(StatementParser.QueryContext tree) {
    return new QueryText(source, start(tree), end(tree));
  }

  ExpressionText expression(StatementParser.ExpressionContext tree) {
    return new ExpressionText(source, start(tree), end(tree));
  }

  /** The script's text from the first token of a tree to its last. */
  String text(ParserRuleContext tree) {
    return source.text().substring(start(tree), end(tree));
  }

  /** The text of a tree for an error: its first forty characters. */
  String shortText(ParserRuleContext tree) {
    String text = text(tree);
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  /** Another parser's view of the same script, for the inside of a single token. */
  SourceText source() {
    return source;
  }

  private static int start(ParserRuleContext tree) {
    return tree.getStart().getStartIndex();
  }

  private static int end(ParserRuleContext tree) {
    return tree.getStop().getStopIndex() + 1;
  }
}
