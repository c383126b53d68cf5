package io.weir.runtime.function.cast;

import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.function.SliceOutput;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;

/** Bytes to BINARY or VARBINARY: cut to the length, and for BINARY filled up with zeros. */
final class BytesCast {
  static final CastRule RULE =
      CastRule.total(
          (from, to, isTry, context) -> (rows, inputs, result) -> run(to, rows, inputs[0], result));

  private BytesCast() {}

  private static void run(LogicalType to, Selection rows, Operand input, Result result) {
    Column column = input.column();
    SliceOutput out = result.slices();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      append(out, column.getAddress(slot), column.getLength(slot), to);
      out.end(row);
    }
  }

  static void append(SliceOutput out, long address, int length, LogicalType to) {
    out.append(address, Math.min(length, to.precision()));
    if (to.kind() == TypeKind.BINARY && length < to.precision()) {
      out.fill((byte) 0, to.precision() - length);
    }
  }
}
