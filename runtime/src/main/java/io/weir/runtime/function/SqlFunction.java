package io.weir.runtime.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a static method of a family class (see the package documentation) a SQL function. Methods
 * with the same name are overloads of one function; the first one declared with a {@link #doc}
 * documents it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SqlFunction {
  /** The name in upper case, and its synonyms. */
  String[] name();

  /** One or two sentences for users; empty for a further overload. */
  String doc() default "";

  /** An expression over literals, run as a test. */
  String example() default "";

  /** What the example gives, as a literal; empty where it differs from call to call. */
  String result() default "";

  /** The SQL type of the value, such as {@code TIMESTAMP(3)}; empty where the Java type says it. */
  String returns() default "";

  /** How a call is written, where that is not {@code NAME(a, b)}. */
  Syntax syntax() default Syntax.FUNCTION;

  /** Whether it can raise an {@link EvaluationException}. */
  boolean canFail() default false;

  /** How often a call must be evaluated. */
  Determinism determinism() default Determinism.DETERMINISTIC;
}
