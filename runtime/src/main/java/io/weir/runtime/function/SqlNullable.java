package io.weir.runtime.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a {@link SqlFunction} method that is called with null where the argument is NULL,
 * instead of the result being NULL. For {@link Slice}, {@link java.math.BigDecimal} and the boxed
 * types {@link Boolean}, {@link Integer}, {@link Long} and {@link Double}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface SqlNullable {}
