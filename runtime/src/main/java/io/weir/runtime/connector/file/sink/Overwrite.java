package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.file.PartitionText;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * That a job replaces what a table or its partitions hold, at once and when it has come to its end.
 *
 * @param directory what is replaced even if there are no rows for it, relative to the table's
 *     directory: the empty path for a table without partitions, a partition where the statement
 *     names one; empty if only partitions are replaced that get rows
 */
record Overwrite(Optional<String> directory) {
  /**
   * What a statement replaces.
   *
   * @param columns the partition columns
   * @param given the values of those that it names
   * @param defaultName the directory's value for the empty string
   */
  static Overwrite of(Schema columns, Map<String, String> given, String defaultName) {
    List<String> levels = new ArrayList<>();
    for (Field column : columns.fields()) {
      Optional<String> value =
          Optional.ofNullable(given.get(column.name())).flatMap(text -> text(column.type(), text));
      if (value.isEmpty()) {
        return new Overwrite(Optional.empty());
      }
      String named = value.get().isEmpty() ? defaultName : value.get();
      levels.add(PartitionText.escape(column.name()) + "=" + PartitionText.escape(named));
    }
    return new Overwrite(Optional.of(String.join("/", levels)));
  }

  /** A value as directories have it; empty if it is none, so that there can be no rows. */
  private static Optional<String> text(LogicalType type, String value) {
    try {
      return switch (type.kind()) {
        case CHAR, VARCHAR -> Optional.of(value);
        case TINYINT, SMALLINT, INT, BIGINT ->
            Optional.of(new BigInteger(value.strip()).toString());
        case BOOLEAN -> Optional.of(value.strip().toLowerCase(Locale.ROOT));
        case DATE -> Optional.of(LocalDate.parse(value.strip()).toString());
        default -> Optional.empty();
      };
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
