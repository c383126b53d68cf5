package io.weir.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The SQL types of a function or of one of its methods; those of a method win. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface FunctionHint {
  /** The types of the parameters, all of them or none. */
  DataTypeHint[] input() default {};

  /** The type of the value, or of the rows of a table function; at most one. */
  DataTypeHint[] output() default {};

  /** The type of accumulators; at most one. */
  DataTypeHint[] accumulator() default {};
}
