/**
 * Reads the flat columns of Apache Parquet files straight into Arrow vectors, without Hadoop and
 * without a native library to load, from any row on, and writes files with columns of all types.
 * The format: parquet.apache.org/docs/file-format, parquet.thrift and Encodings.md. Reading nested
 * columns is not its business.
 *
 * <p>{@code ParquetFile} reads the footer; {@code ParquetReader} decodes the wanted columns row
 * group by row group; below it a {@code ColumnChunkReader} walks the pages of one column, a {@code
 * LevelDecoder} tells which values are there, and a {@code ValueDecoder} for the page's encoding
 * writes them into the vector.
 *
 * <p>Files are written in two steps, since rows must survive a crash before a column of them is
 * worth writing: {@code RowStager} writes rows one behind the other, with values as Parquet stores
 * them, and {@code ParquetWriter} makes a file of such rows. In it a {@code Shredder} takes nested
 * values apart (after Melnik et al., "Dremel: Interactive Analysis of Web-Scale Datasets", VLDB
 * 2010) and a {@code ColumnChunkWriter} gathers what belongs to one column.
 */
package io.weir.runtime.parquet;
