/**
 * SQL values as text: the one place where numbers, dates, times and timestamps become UTF-8 bytes,
 * for CAST to STRING, text formats and printed results alike. Writes into a reusable buffer,
 * without a {@code String} per value.
 */
package io.weir.runtime.text;
