package io.weir.runtime.connector.format.parquet;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.parquet.ParquetColumn;
import io.weir.runtime.parquet.ParquetException;
import io.weir.runtime.parquet.ParquetFile;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Reads {@code 'format' = 'parquet'}. */
public final class ParquetReadFormat implements ReadFormat {
  private static final String UTC = "parquet.utc-timezone";

  static final String COMPRESSION = "parquet.compression";
  static final String GROUP_SIZE = "parquet.block.size";

  /** Those that only writing heeds among them. */
  static final List<Option> OPTIONS =
      List.of(
          Option.optional(
              UTC,
              Option.Kind.BOOLEAN,
              "true",
              "whether timestamps of 96 bits are in UTC; only 'true' is supported"),
          Option.choice(
              COMPRESSION,
              List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"),
              "SNAPPY",
              "how pages are compressed when writing"),
          Option.optional(
              GROUP_SIZE,
              Option.Kind.MEMORY_SIZE,
              "32 mb",
              "how large a group of rows becomes when writing, in memory and before"
                  + " compression"));

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public FileDecoder createDecoder(FileColumns columns, Options options) {
    if (!options.flag(UTC)) {
      throw new OptionException(
          UTC, "option '" + UTC + "' = 'false' is not supported", "timestamps are read as UTC");
    }
    Schema schema = columns.neededSchema();
    return (file, lengthBytes, position, kept, allocator) ->
        open(file, lengthBytes, position, schema, allocator);
  }

  private static RecordReader open(
      Path file, long lengthBytes, SplitPosition position, Schema schema, BufferAllocator allocator)
      throws IOException {
    long size = Files.size(file);
    if (size != lengthBytes) {
      throw WeirException.permanent(
          "file '"
              + file
              + "' has "
              + size
              + " bytes, but had "
              + lengthBytes
              + " when the job started",
          "Parquet files must not change while they are read");
    }
    ParquetFile parquet;
    try {
      parquet = ParquetFile.open(file);
    } catch (ParquetException e) {
      throw ParquetErrors.damaged(file, e);
    }
    try {
      boolean isFlat = true;
      for (Field field : schema.fields()) {
        isFlat &= !field.type().kind().isNested();
        checkColumn(parquet, field);
      }
      return isFlat
          ? new FlatParquetReader(parquet, schema, position, allocator)
          : NestedParquetReader.open(parquet, schema, position, allocator);
    } catch (IOException | RuntimeException e) {
      parquet.close();
      throw e;
    }
  }

  /** That the file has the column; a flat one also with a type that fits. */
  private static void checkColumn(ParquetFile file, Field field) {
    List<String> names =
        file.columns().stream().map(ParquetReadFormat::topName).distinct().toList();
    if (!names.contains(field.name())) {
      String near = Suggestions.didYouMean(field.name(), names);
      throw WeirException.permanent(
          "file '" + file.path() + "' has no column \"" + field.name() + "\"",
          near != null ? near : "its columns: " + String.join(", ", names));
    }
    ParquetColumn column = file.column(field.name()).filter(ParquetColumn::isFlat).orElse(null);
    boolean fits =
        field.type().kind().isNested() ? column == null : FlatColumn.canRead(file, field);
    if (!fits) {
      throw ParquetErrors.mismatch(
          file.path(), field, column == null ? "a nested column" : column.describe());
    }
  }

  private static String topName(ParquetColumn column) {
    int dot = column.isFlat() ? -1 : column.name().indexOf('.');
    return dot < 0 ? column.name() : column.name().substring(0, dot);
  }
}
