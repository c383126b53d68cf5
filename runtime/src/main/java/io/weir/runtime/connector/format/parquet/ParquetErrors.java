package io.weir.runtime.connector.format.parquet;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.type.Field;
import java.io.IOException;
import java.nio.file.Path;

/** The faults of Parquet files. */
final class ParquetErrors {
  private ParquetErrors() {}

  static WeirException damaged(Path file, IOException e) {
    return WeirException.permanent(
        "file '" + file + "' cannot be read as Parquet: " + e.getMessage(),
        "is it damaged, or still being written?",
        e);
  }

  static WeirException mismatch(Path file, Field field, String found) {
    return WeirException.permanent(
        "file '"
            + file
            + "': column \""
            + field.name()
            + "\" is "
            + found
            + ", which cannot be read as "
            + field.type().withNullable(true),
        "declare the column with the type that it has in the file, and CAST it in the query");
  }

  static WeirException value(Path file, Field field, long row, String what) {
    return WeirException.permanent(
        "file '" + file + "', row " + (row + 1) + ", column \"" + field.name() + "\": " + what,
        null);
  }
}
