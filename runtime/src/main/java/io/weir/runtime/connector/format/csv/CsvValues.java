package io.weir.runtime.connector.format.csv;

import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ListBuilder;
import io.weir.runtime.connector.format.text.RowBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TextParser;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.connector.format.text.Utf8;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;

/** Converts the text of a field to the value of a column. Used by one thread at a time. */
final class CsvValues {
  private final TextConverter converter = new TextConverter(TimestampStandard.SQL);
  private final byte[] nullLiteral;
  private final byte[] elementDelimiter;
  private final boolean emptyIsNull;

  CsvValues(CsvDialect dialect) {
    this.nullLiteral =
        dialect.nullLiteral() == null
            ? null
            : dialect.nullLiteral().getBytes(StandardCharsets.UTF_8);
    this.elementDelimiter = dialect.elementDelimiter().getBytes(StandardCharsets.UTF_8);
    this.emptyIsNull = dialect.emptyIsNull();
  }

  /**
   * Writes the value of a field.
   *
   * @throws BadValue if the text is not a value of the column's type
   */
  void write(ValueBuilder target, int row, long start, long end, boolean isQuoted) {
    if (isNull(target.type().kind(), start, end, isQuoted)) {
      if (!target.type().nullable()) {
        throw new BadValue("the field is NULL, but the type is " + target.type());
      }
      target.setNull(row);
    } else if (target instanceof ScalarBuilder scalar) {
      if (target.type().kind().isCharacter() && !Utf8.isValid(start, end)) {
        throw new BadValue(
            "the text is not UTF-8: " + TextConverter.quote(start, end),
            "convert the file to UTF-8");
      }
      writeScalar(scalar, row, start, end);
    } else if (target instanceof ListBuilder list) {
      writeArray(list, row, start, end);
    } else {
      writeRow((RowBuilder) target, row, start, end);
    }
  }

  private void writeScalar(ScalarBuilder target, int row, long start, long end) {
    switch (target.type().kind()) {
      case DATE -> converter.setLooseDate(target, row, start, end);
      case TIMESTAMP, TIMESTAMP_LTZ -> {
        long first = TextParser.skipBlanks(start, end);
        converter.set(target, row, first, TextParser.skipBlanksBack(first, end));
      }
      default -> converter.set(target, row, start, end);
    }
  }

  private boolean isNull(TypeKind kind, long start, long end, boolean isQuoted) {
    if (start == end) {
      boolean isLiteral = nullLiteral != null && nullLiteral.length == 0;
      return emptyIsNull || isLiteral || !isQuoted && !canBeEmpty(kind);
    }
    return nullLiteral != null && nullLiteral.length == end - start && isAt(nullLiteral, start);
  }

  private static boolean canBeEmpty(TypeKind kind) {
    return kind.isVariableWidth() || kind == TypeKind.ARRAY;
  }

  private static boolean isAt(byte[] text, long p) {
    for (int i = 0; i < text.length; i++) {
      if (Memory.getByte(p + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private void writeArray(ListBuilder target, int row, long start, long end) {
    target.start(row);
    long p = start;
    while (p < end || (p == end && p > start)) {
      long stop = elementEnd(p, end);
      write(target.element(), target.add(), p, stop, false);
      p = stop + elementDelimiter.length;
    }
  }

  private void writeRow(RowBuilder target, int row, long start, long end) {
    target.setPresent(row);
    long p = start;
    int field = 0;
    while (field < target.size() && p <= end) {
      long stop = elementEnd(p, end);
      write(target.field(field++), row, p, stop, false);
      p = stop + elementDelimiter.length;
    }
    if (field < target.size()) {
      throw new BadValue(
          "expected "
              + target.size()
              + " fields separated by \""
              + new String(elementDelimiter, StandardCharsets.UTF_8)
              + "\", found "
              + TextConverter.quote(start, end));
    }
  }

  private long elementEnd(long p, long end) {
    while (p < end && !(end - p >= elementDelimiter.length && isAt(elementDelimiter, p))) {
      p++;
    }
    return p;
  }

  /** The text of a field. */
  static String text(long start, long end) {
    return new String(TextParser.bytes(start, end), StandardCharsets.UTF_8);
  }
}
