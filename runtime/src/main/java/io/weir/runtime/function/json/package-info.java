/**
 * The JSON functions of SQL over strings: predicates ({@code IS JSON}), paths ({@code JSON_EXISTS},
 * {@code JSON_VALUE}, {@code JSON_QUERY}), and values written as JSON ({@code JSON_STRING}, {@code
 * JSON_OBJECT}, {@code JSON_ARRAY}). Documents are read and written with Jackson. What SQL writes
 * with keywords arrives here as literal arguments; {@link
 * io.weir.runtime.function.json.JsonFunctions} says which.
 */
package io.weir.runtime.function.json;
