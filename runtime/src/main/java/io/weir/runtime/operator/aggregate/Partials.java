package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.BytesAppender;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.List;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;

/**
 * How the cells of a group travel from the first phase of an aggregate to the second: a column for
 * each cell.
 */
public final class Partials {
  private Partials() {}

  /** One column for each cell. */
  public static List<Field> fields(AggregateLayout layout) {
    return layout.cells().stream().map(cell -> new Field(cell.name(), type(cell))).toList();
  }

  /** The grouping columns, then {@code between}, then the cells. */
  public static Schema schema(AggregateLayout layout, List<Field> between) {
    List<Field> fields = new java.util.ArrayList<>(layout.aggregation().keySchema().fields());
    fields.addAll(between);
    fields.addAll(fields(layout));
    return new Schema(fields);
  }

  private static LogicalType type(Cell cell) {
    return switch (cell.kind()) {
      case LONG -> LogicalType.bigint().withNullable(false);
      case WIDE -> LogicalType.decimal(LogicalType.MAX_DECIMAL_PRECISION, 0).withNullable(false);
      case BYTES -> LogicalType.bytes();
      case SCRATCH -> throw new IllegalArgumentException("scratch cells do not travel");
    };
  }

  /** Writes cell {@code index} of rows to {@code out}. */
  static void write(
      Cell cell, int index, int offset, long[] rows, int count, BytesCells bytes, FieldVector out) {
    if (cell.kind() == Cell.Kind.BYTES) {
      BytesAppender appender = new BytesAppender((BaseVariableWidthVector) out, 0);
      for (int i = 0; i < count; i++) {
        int length = bytes.length(rows[i], index);
        if (length < 0) {
          appender.appendNull();
        } else {
          appender.append(bytes.address(rows[i], index), length);
        }
      }
      appender.finish();
      return;
    }
    out.setInitialCapacity(count);
    out.allocateNew();
    out.setValueCount(count);
    Column to = Column.forWriting(out);
    for (int i = 0; i < count; i++) {
      to.setValid(i);
      long at = rows[i] + offset;
      if (cell.kind() == Cell.Kind.WIDE) {
        to.putDecimal(i, Memory.getLong(at), Memory.getLong(at + 8));
      } else {
        to.putLong(i, Memory.getLong(at));
      }
    }
  }
}
