package io.weir.runtime.function.cast;

import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.function.SliceOutput;
import io.weir.runtime.function.ZoneOffsets;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Memory;
import java.util.Optional;

/**
 * Casts to CHAR, VARCHAR and STRING, cut to the target's length in characters; CHAR is filled up
 * with blanks.
 */
final class TextCasts {
  static final CastRule RULE =
      CastRule.total(
          (from, to, isTry, context) -> {
            ZoneOffsets zone = new ZoneOffsets(context.timeZone());
            boolean isBytes = from.kind().isVariableWidth();
            Utf8Buffer buffer = new Utf8Buffer(64);
            return isBytes
                ? (rows, inputs, result) -> ofBytes(to, rows, inputs[0], result)
                : (rows, inputs, result) -> write(from, to, rows, inputs[0], result, zone, buffer);
          });

  private TextCasts() {}

  /** The rule for an ARRAY, MAP, MULTISET or ROW. */
  static Optional<CastRule> ofNested(LogicalType from) {
    return Optional.of(RULE);
  }

  private static void write(
      LogicalType from,
      LogicalType to,
      Selection rows,
      Operand input,
      Result result,
      ZoneOffsets zone,
      Utf8Buffer buffer) {
    ValueText text = ValueText.of(from, input.column(), zone);
    SliceOutput out = result.slices();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      buffer.clear();
      text.append(buffer, input.slot(row));
      out.append(buffer.bytes(), 0, buffer.length());
      fit(out, to);
      out.end(row);
    }
  }

  private static void ofBytes(LogicalType to, Selection rows, Operand input, Result result) {
    Column column = input.column();
    SliceOutput out = result.slices();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      out.append(column.getAddress(slot), column.getLength(slot));
      fit(out, to);
      out.end(row);
    }
  }

  /** Cuts or fills up the text of the present row. */
  private static void fit(SliceOutput out, LogicalType to) {
    int limit = to.precision();
    if (limit == LogicalType.UNBOUNDED_LENGTH) {
      return;
    }
    int codePoints = 0;
    int length = out.length();
    if (length <= limit && to.kind() == TypeKind.VARCHAR) {
      return;
    }
    long address = out.address();
    for (int i = 0; i < length; i++) {
      if ((Memory.getByte(address + i) & 0xC0) != 0x80) {
        if (codePoints == limit) {
          out.truncate(i);
          return;
        }
        codePoints++;
      }
    }
    if (to.kind() == TypeKind.CHAR) {
      out.fill((byte) ' ', limit - codePoints);
    }
  }
}
