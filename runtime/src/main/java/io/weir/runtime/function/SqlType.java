package io.weir.runtime.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The SQL type of a parameter of a {@link SqlFunction} method, such as {@code DATE} or {@code
 * TIMESTAMP(6)}, where its Java type does not say it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface SqlType {
  /** The type as written in SQL. */
  String value();
}
