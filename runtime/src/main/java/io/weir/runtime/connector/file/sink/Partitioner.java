package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.file.PartitionText;
import io.weir.runtime.text.ScalarText;
import io.weir.runtime.text.TimestampStyle;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import java.util.List;

/**
 * Finds the directory of each row of a partitioned table. Bound to the columns of one batch at a
 * time.
 */
final class Partitioner {
  private final int[] positions;
  private final byte[][] prefixes;
  private final ScalarText[] texts;
  private final byte[] defaultName;
  private final Column[] columns;
  private final Utf8Buffer value = new Utf8Buffer(64);

  /**
   * @param fields the columns of a batch
   * @param positions of the partition columns among them, in the order of PARTITIONED BY
   * @param defaultName the directory's value for NULL and for the empty string
   */
  Partitioner(List<Field> fields, List<Integer> positions, String defaultName) {
    this.positions = positions.stream().mapToInt(Integer::intValue).toArray();
    this.defaultName =
        PartitionText.escape(defaultName).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    prefixes = new byte[this.positions.length][];
    texts = new ScalarText[this.positions.length];
    columns = new Column[this.positions.length];
    for (int i = 0; i < this.positions.length; i++) {
      Field field = fields.get(this.positions[i]);
      Utf8Buffer prefix = new Utf8Buffer(32);
      prefix.append(i == 0 ? "" : "/");
      prefix.append(PartitionText.escape(field.name()));
      prefix.append('=');
      prefixes[i] = prefix.toByteArray();
      texts[i] = ScalarText.of(field.type(), TimestampStyle.SQL);
    }
  }

  /**
   * Checks that a column can be a partition column.
   *
   * @throws OptionException if its values cannot be part of a path
   */
  static void check(Field field) {
    LogicalType type = field.type();
    switch (type.kind()) {
      case BINARY, VARBINARY, ARRAY, MAP, MULTISET, ROW, NULL ->
          throw new OptionException(
              "partition.default-name",
              "column '"
                  + field.name()
                  + "' of PARTITIONED BY is a "
                  + type
                  + ", which cannot be part of a path",
              "partition by strings, numbers, dates, times or BOOLEAN");
      default -> {}
    }
  }

  void bind(List<Column> batch) {
    for (int i = 0; i < positions.length; i++) {
      columns[i] = batch.get(positions[i]);
    }
  }

  /** Appends the path of the row's directory below the table's. */
  void append(int row, Utf8Buffer out) {
    for (int i = 0; i < positions.length; i++) {
      out.append(prefixes[i]);
      value.clear();
      if (!columns[i].isNull(row)) {
        texts[i].append(columns[i], row, value);
      }
      if (value.length() == 0) {
        out.append(defaultName);
      } else {
        PartitionText.append(out, value.bytes(), value.length());
      }
    }
  }
}
