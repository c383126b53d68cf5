package io.weir.parser.statement;

import java.util.OptionalInt;

/**
 * The fields of an INTERVAL type, such as {@code DAY(3) TO SECOND(6)}.
 *
 * @param from the leading field
 * @param precision digits of the leading field, if written
 * @param to the last field; the leading one if there is no other
 * @param fraction digits after the second, if written
 */
public record IntervalText(Unit from, OptionalInt precision, Unit to, OptionalInt fraction) {

  /** Fields from largest to smallest. */
  public enum Unit {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND
  }

  /** Whether the interval counts months; the others count fractions of a second. */
  public boolean countsMonths() {
    return from == Unit.YEAR || from == Unit.MONTH;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(from.name());
    if (from == Unit.SECOND && fraction.isPresent()) {
      return text + "(" + precision.orElse(2) + ", " + fraction.getAsInt() + ")";
    }
    precision.ifPresent(digits -> text.append('(').append(digits).append(')'));
    if (to != from) {
      text.append(" TO ").append(to);
      fraction.ifPresent(digits -> text.append('(').append(digits).append(')'));
    }
    return text.toString();
  }
}
