package io.weir.function;

/**
 * A function from the values of a row to one value: one or more public methods {@code eval}, none
 * of them {@code void}. The types of parameters and of the value follow from those of the methods,
 * or are told by {@link DataTypeHint}. A variable number of arguments is a method with {@code ...}.
 *
 * <p>A parameter of a primitive type is never NULL: a call with NULL there gives NULL without
 * calling the method.
 *
 * <pre>{@code
 * public class Reversed extends ScalarFunction {
 *   public String eval(String text) {
 *     return text == null ? null : new StringBuilder(text).reverse().toString();
 *   }
 * }
 * }</pre>
 */
public abstract class ScalarFunction extends UserFunction {}
