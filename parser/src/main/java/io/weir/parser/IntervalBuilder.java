package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.statement.IntervalText;
import io.weir.parser.statement.IntervalText.Unit;
import java.util.OptionalInt;

/** Turns the parse tree of an INTERVAL type into its fields, and checks that they go together. */
final class IntervalBuilder {
  private final Parts parts;

  IntervalBuilder(Parts parts) {
    this.parts = parts;
  }

  IntervalText build(StatementParser.IntervalTypeContext tree) {
    StatementParser.IntervalStartContext start = tree.intervalStart();
    Unit from = Unit.valueOf(start.intervalUnit().getText().toUpperCase(java.util.Locale.ROOT));
    int mostDigits = from == Unit.YEAR ? 4 : from == Unit.DAY ? 6 : 2;
    OptionalInt precision =
        TypeBuilder.argument(parts, start.typeLength(), 0, "precision of " + from, 1, mostDigits);
    if (tree.intervalEnd() == null) {
      OptionalInt fraction = fraction(start.typeLength(), 1, from);
      return new IntervalText(from, precision, from, fraction);
    }
    requireNoSecondArgument(start.typeLength());
    StatementParser.IntervalEndContext end = tree.intervalEnd();
    Unit to = Unit.valueOf(end.intervalUnit().getText().toUpperCase(java.util.Locale.ROOT));
    boolean sameKind =
        (from.ordinal() <= Unit.MONTH.ordinal()) == (to.ordinal() <= Unit.MONTH.ordinal());
    if (!sameKind || to.ordinal() <= from.ordinal()) {
      throw new ParseException(
          "an interval cannot go from " + from + " to " + to,
          parts.span(end.intervalUnit()),
          "YEAR TO MONTH, or from DAY, HOUR or MINUTE to a smaller unit down to SECOND");
    }
    requireNoSecondArgument(end.typeLength());
    return new IntervalText(from, precision, to, fraction(end.typeLength(), 0, to));
  }

  private OptionalInt fraction(StatementParser.TypeLengthContext length, int index, Unit unit) {
    boolean written = length != null && length.INTEGER().size() > index;
    if (written && unit != Unit.SECOND) {
      throw new ParseException(
          "only SECOND has digits after the decimal point",
          parts.span(length.INTEGER(index).getSymbol()));
    }
    return TypeBuilder.argument(parts, length, index, "fractional precision of SECOND", 0, 9);
  }

  private void requireNoSecondArgument(StatementParser.TypeLengthContext length) {
    if (length != null && length.INTEGER().size() > 1) {
      throw new ParseException(
          "expected \")\", found \",\"", parts.span(length.COMMA().getSymbol()));
    }
  }
}
