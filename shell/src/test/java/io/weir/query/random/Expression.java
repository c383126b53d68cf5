package io.weir.query.random;

/**
 * An expression in both dialects.
 *
 * @param weir for Weir
 * @param duck for DuckDB
 */
record Expression(Kind kind, String weir, String duck) {
  /** The same text in both. */
  static Expression same(Kind kind, String text) {
    return new Expression(kind, text, text);
  }

  /** {@code format} around operands, the same in both. */
  static Expression of(Kind kind, String format, Expression... operands) {
    return of(kind, format, format, operands);
  }

  /** A format of each dialect around operands. */
  static Expression of(Kind kind, String weir, String duck, Expression... operands) {
    Object[] weirs = new Object[operands.length];
    Object[] ducks = new Object[operands.length];
    for (int i = 0; i < operands.length; i++) {
      weirs[i] = operands[i].weir;
      ducks[i] = operands[i].duck;
    }
    return new Expression(kind, String.format(weir, weirs), String.format(duck, ducks));
  }
}
