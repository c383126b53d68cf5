package io.weir.runtime.connector.faker;

import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.connector.generator.GeneratedRow;
import io.weir.runtime.connector.generator.GeneratedTable;
import io.weir.runtime.connector.generator.ValueGenerator;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.ArrowBuf;

/** Values of one type, read from the texts of an expression. */
final class FakerValues implements ValueGenerator {
  private static final int SLACK_BYTES = 16;

  private final FakerExpression expression;
  private final FakerExpression.Library library;
  private final ArrowBuf scratch;
  private final TextConverter converter = new TextConverter(TimestampStandard.SQL);

  FakerValues(FakerExpression expression, FakerExpression.Library library, ArrowBuf scratch) {
    this.expression = expression;
    this.library = library;
    this.scratch = scratch;
  }

  @Override
  public void write(GeneratedRow row, long key, int slot, ValueBuilder target) {
    String text = expression.evaluate(library, row, key);
    LogicalType type = target.type();
    if (type.kind() == TypeKind.TIMESTAMP_LTZ && expression.isInstant()) {
      text += "Z";
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ScalarBuilder values = (ScalarBuilder) target;
    if (bytes.length > GeneratedTable.SCRATCH_BYTES - SLACK_BYTES) {
      throw misfit(row, "its text of " + bytes.length + " bytes is too long", null);
    }
    if (type.kind().isBinary()) {
      values.setBytes(slot, bytes);
      return;
    }
    long start = scratch.memoryAddress();
    Memory.copyFromArray(bytes, 0, start, bytes.length);
    try {
      converter.set(values, slot, start, start + bytes.length);
    } catch (BadValue misfit) {
      throw misfit(row, misfit.getMessage(), misfit.hint());
    }
  }

  private WeirException misfit(GeneratedRow row, String what, String hint) {
    return WeirException.permanent(
        "row " + (row.number() + 1) + " of a faker table, '" + expression.key() + "': " + what,
        hint);
  }
}
