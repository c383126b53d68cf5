/**
 * Parquet files as a format of tables: checks that the file's columns fit the table's, reads flat
 * columns with {@code io.weir.runtime.parquet}, and leaves nested ones to Arrow's native reader,
 * which is loaded only then.
 */
package io.weir.runtime.connector.format.parquet;
