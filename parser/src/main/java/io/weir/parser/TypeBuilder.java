package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.grammar.StatementParserBaseVisitor;
import io.weir.parser.source.Span;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.IntervalText;
import io.weir.parser.statement.TypeName;
import io.weir.parser.statement.TypeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.antlr.v4.runtime.ParserRuleContext;

/** Turns the parse tree of a type into a {@link TypeText}, with synonyms reduced to one name. */
final class TypeBuilder {
  private final Parts parts;

  TypeBuilder(Parts parts) {
    this.parts = parts;
  }

  TypeText build(StatementParser.DataTypeContext tree) {
    TypeText type = tree.plainType().accept(new PlainTypes());
    int next = 1;
    if (next < tree.getChildCount()
        && tree.getChild(next) instanceof StatementParser.NullabilityContext nullability) {
      type = withNullability(type, tree, nullability);
      next++;
    }
    for (; next < tree.getChildCount(); next++) {
      ParserRuleContext child = (ParserRuleContext) tree.getChild(next);
      if (child instanceof StatementParser.NullabilityContext nullability) {
        type = withNullability(type, tree, nullability);
      } else {
        type = collectionOf(type, (StatementParser.CollectionSuffixContext) child);
      }
    }
    return type;
  }

  private TypeText withNullability(
      TypeText type,
      StatementParser.DataTypeContext tree,
      StatementParser.NullabilityContext nullability) {
    Span span = parts.span(tree.getStart()).to(parts.span(nullability));
    return type.withNullable(nullability.NOT() == null, span);
  }

  private TypeText collectionOf(TypeText element, StatementParser.CollectionSuffixContext suffix) {
    TypeName name = suffix.ARRAY() != null ? TypeName.ARRAY : TypeName.MULTISET;
    Span span = element.span().to(parts.span(suffix));
    return nested(name, List.of(component("element", element)), span);
  }

  private static TypeText nested(TypeName name, List<TypeText.Field> fields, Span span) {
    return new TypeText(name, List.of(), fields, Optional.empty(), true, span);
  }

  private static TypeText.Field component(String name, TypeText type) {
    return new TypeText.Field(new Identifier(name, type.span()), type, Optional.empty());
  }

  private final class PlainTypes extends StatementParserBaseVisitor<TypeText> {
    @Override
    public TypeText visitArrayType(StatementParser.ArrayTypeContext tree) {
      TypeText element = build(tree.dataType());
      return nested(TypeName.ARRAY, List.of(component("element", element)), parts.span(tree));
    }

    @Override
    public TypeText visitMultisetType(StatementParser.MultisetTypeContext tree) {
      TypeText element = build(tree.dataType());
      return nested(TypeName.MULTISET, List.of(component("element", element)), parts.span(tree));
    }

    @Override
    public TypeText visitMapType(StatementParser.MapTypeContext tree) {
      TypeText key = build(tree.dataType(0));
      TypeText value = build(tree.dataType(1));
      List<TypeText.Field> fields = List.of(component("key", key), component("value", value));
      return nested(TypeName.MAP, fields, parts.span(tree));
    }

    @Override
    public TypeText visitRowType(StatementParser.RowTypeContext tree) {
      List<TypeText.Field> fields = new ArrayList<>();
      if (tree.rowFields() != null) {
        for (StatementParser.RowFieldContext field : tree.rowFields().rowField()) {
          Optional<String> comment =
              Optional.ofNullable(field.stringLiteral()).map(text -> parts.string(text).value());
          Identifier name = parts.identifier(field.fieldName());
          fields.add(new TypeText.Field(name, build(field.dataType()), comment));
        }
      }
      return nested(TypeName.ROW, fields, parts.span(tree));
    }

    @Override
    public TypeText visitUnsupportedType(StatementParser.UnsupportedTypeContext tree) {
      throw new ParseException(
          tree.getStart().getText() + " types are not supported",
          parts.span(tree.getStart()),
          "use ROW<…> for structured values, BYTES for serialized ones");
    }

    @Override
    public TypeText visitIntervalType(StatementParser.IntervalTypeContext tree) {
      IntervalText interval = new IntervalBuilder(parts).build(tree);
      return new TypeText(
          TypeName.INTERVAL, List.of(), List.of(), Optional.of(interval), true, parts.span(tree));
    }

    @Override
    public TypeText visitNamedType(StatementParser.NamedTypeContext tree) {
      return new NamedTypeBuilder(parts).build(tree);
    }
  }

  /** The number written as an argument of a type. */
  static OptionalInt argument(Parts parts, StatementParser.TypeLengthContext length, int index) {
    if (length == null || length.INTEGER().size() <= index) {
      return OptionalInt.empty();
    }
    var token = length.INTEGER(index).getSymbol();
    try {
      return OptionalInt.of(Integer.parseInt(token.getText()));
    } catch (NumberFormatException tooLarge) {
      throw new ParseException(
          token.getText() + " is larger than any length or precision",
          parts.span(token),
          "the largest is " + Integer.MAX_VALUE);
    }
  }

  /** An argument that must lie between two values. */
  static OptionalInt argument(
      Parts parts,
      StatementParser.TypeLengthContext length,
      int index,
      String what,
      int least,
      int most) {
    OptionalInt value = argument(parts, length, index);
    if (value.isPresent() && (value.getAsInt() < least || value.getAsInt() > most)) {
      String range =
          most == Integer.MAX_VALUE ? least + " or more" : "from " + least + " to " + most;
      throw new ParseException(
          "the " + what + " must be " + range + ", found " + value.getAsInt(),
          parts.span(length.INTEGER(index).getSymbol()));
    }
    return value;
  }
}
