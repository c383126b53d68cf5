package io.weir.function;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The SQL type of a parameter, of a method's value or of an accumulator's field, where it is not
 * the one that follows from the Java type:
 *
 * <ul>
 *   <li>{@code boolean}, {@code byte}, {@code short}, {@code int}, {@code long}, {@code float},
 *       {@code double} and their classes: BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE;
 *       NOT NULL for primitives
 *   <li>{@code String}: STRING; {@code byte[]}: BYTES; {@code BigDecimal}: DECIMAL(38, 18)
 *   <li>{@code LocalDate}: DATE; {@code LocalTime}: TIME; {@code LocalDateTime}: TIMESTAMP(6);
 *       {@code Instant}: TIMESTAMP_LTZ(6); {@code Duration}: INTERVAL DAY TO SECOND; {@code
 *       Period}: INTERVAL YEAR TO MONTH
 *   <li>arrays and {@code List<E>}: ARRAY; {@code Map<K, V>}: MAP
 *   <li>{@link Row}: ROW, always with a hint
 * </ul>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.FIELD})
public @interface DataTypeHint {
  /** The type as written in SQL, such as {@code DECIMAL(10, 2)}. */
  String value();
}
