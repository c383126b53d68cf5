/**
 * Reads the flat columns of Apache Parquet files straight into Arrow vectors, without Hadoop and
 * without a native library to load, from any row on. The format:
 * parquet.apache.org/docs/file-format, parquet.thrift and Encodings.md. Nested columns are not its
 * business.
 *
 * <p>{@code ParquetFile} reads the footer; {@code ParquetReader} decodes the wanted columns row
 * group by row group; below it a {@code ColumnChunkReader} walks the pages of one column, a {@code
 * LevelDecoder} tells which values are there, and a {@code ValueDecoder} for the page's encoding
 * writes them into the vector.
 */
package io.weir.runtime.parquet;
