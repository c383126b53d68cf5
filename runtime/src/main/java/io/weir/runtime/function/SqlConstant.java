package io.weir.runtime.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a {@link SqlFunction} method whose argument is examined when the query is planned
 * if it is a literal there, so that a mistake in it is reported before anything runs.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface SqlConstant {
  /** What the literal must be. */
  ConstantCheck value();
}
