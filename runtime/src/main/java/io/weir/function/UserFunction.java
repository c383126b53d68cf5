package io.weir.function;

/**
 * What all functions of users have in common. A class has a public constructor without parameters.
 * One instance serves one call in a query and one parallel instance of the operator that evaluates
 * it, and is called by one thread at a time.
 *
 * <p>An instance made while a statement is planned is only asked what it is, and never opened.
 */
public abstract class UserFunction {
  /** Called once before the first row. */
  public void open(FunctionContext context) throws Exception {}

  /** Called once after the last row. */
  public void close() throws Exception {}

  /**
   * Whether equal arguments always give equal results. Where not, a call is evaluated once for each
   * row where it is written, and never over rows that can be retracted unless its result is kept.
   */
  public boolean isDeterministic() {
    return true;
  }
}
