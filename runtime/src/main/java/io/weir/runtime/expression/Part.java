package io.weir.runtime.expression;

import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/**
 * Values for some of the rows of a result.
 *
 * @param rows the rows
 * @param value has a value for each of them
 */
record Part(Selection rows, Value value) {
  /**
   * One value from several parts; where parts overlap, the later one counts. Releases the parts'
   * values.
   */
  static Value merge(List<Part> parts, LogicalType type, Frame frame) {
    if (parts.size() == 1) {
      return parts.get(0).value();
    }
    FieldVector merged =
        type.kind().isNested() || type.kind().isVariableWidth()
            ? gather(parts, type, frame)
            : scatter(parts, type, frame);
    for (Part part : parts) {
      frame.release(part.value());
    }
    return frame.own(merged);
  }

  private static FieldVector gather(List<Part> parts, LogicalType type, Frame frame) {
    FieldVector[] sources = new FieldVector[parts.size()];
    int[] sourceOf = new int[frame.rowCount()];
    int[] slots = new int[frame.rowCount()];
    Arrays.fill(slots, Gather.NULL_SLOT);
    for (int p = 0; p < sources.length; p++) {
      Part part = parts.get(p);
      sources[p] = part.value.vector();
      int mask = part.value.operand().mask();
      for (int i = 0; i < part.rows.count(); i++) {
        int row = part.rows.row(i);
        sourceOf[row] = p;
        slots[row] = row & mask;
      }
    }
    return Gather.copy(type, sources, sourceOf, slots, frame.rowCount(), frame.allocator());
  }

  private static FieldVector scatter(List<Part> parts, LogicalType type, Frame frame) {
    try (Result result = new Result(type, frame.rowCount(), frame.allocator())) {
      for (Part part : parts) {
        if (result.column() != null) {
          scatter(part, type, result.column());
        }
      }
      return result.finish();
    }
  }

  private static void scatter(Part part, LogicalType type, Column to) {
    Operand operand = part.value.operand();
    Column from = operand.column();
    int mask = operand.mask();
    Selection rows = part.rows;
    if (from.hasNulls()) {
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        if (from.isNull(row & mask)) {
          to.setNull(row);
        } else {
          to.setValid(row);
        }
      }
      if (from.dataAddress() == 0) {
        return;
      }
    } else {
      for (int i = 0; i < rows.count(); i++) {
        to.setValid(rows.row(i));
      }
    }
    switch (type.kind()) {
      case BOOLEAN -> {
        for (int i = 0; i < rows.count(); i++) {
          int row = rows.row(i);
          to.putBoolean(row, from.getBoolean(row & mask));
        }
      }
      case TINYINT -> {
        for (int i = 0; i < rows.count(); i++) {
          int row = rows.row(i);
          to.putByte(row, from.getByte(row & mask));
        }
      }
      case SMALLINT -> {
        for (int i = 0; i < rows.count(); i++) {
          int row = rows.row(i);
          to.putShort(row, from.getShort(row & mask));
        }
      }
      case INT, FLOAT, DATE, TIME, INTERVAL_YEAR_MONTH -> {
        for (int i = 0; i < rows.count(); i++) {
          int row = rows.row(i);
          to.putInt(row, from.getInt(row & mask));
        }
      }
      case DECIMAL -> {
        for (int i = 0; i < rows.count(); i++) {
          int row = rows.row(i);
          to.putDecimal(row, from.getDecimalLow(row & mask), from.getDecimalHigh(row & mask));
        }
      }
      default -> {
        for (int i = 0; i < rows.count(); i++) {
          int row = rows.row(i);
          to.putLong(row, from.getLong(row & mask));
        }
      }
    }
  }
}
