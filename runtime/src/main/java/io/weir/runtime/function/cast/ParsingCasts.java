package io.weir.runtime.function.cast;

import io.weir.runtime.connector.format.text.TextParser;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.Integers;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.function.ZoneOffsets;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Casts of character strings to other types. */
final class ParsingCasts {
  private static final int SHOWN_CHARACTERS = 60;

  private ParsingCasts() {}

  static Optional<CastRule> rule(TypeKind target) {
    return switch (target) {
      case BINARY, VARBINARY -> Optional.of(BytesCast.RULE);
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INT,
          BIGINT,
          FLOAT,
          DOUBLE,
          DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_LTZ ->
          Optional.of(CastRule.partial(ParsingCasts::kernel));
      default -> Optional.empty();
    };
  }

  /** Reads one string into a slot; false if it is no such value. */
  private interface Parser {
    boolean parse(long start, long end, Column to, int row);
  }

  private static Kernel kernel(
      LogicalType from, LogicalType to, boolean isTry, EvaluationContext context) {
    Parser parser = parser(to, context);
    return (rows, inputs, result) -> run(parser, to, isTry, rows, inputs[0], result);
  }

  private static void run(
      Parser parser, LogicalType to, boolean isTry, Selection rows, Operand input, Result result) {
    Column from = input.column();
    Column column = result.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      if (isTry && column.isNull(row)) {
        continue;
      }
      long start = from.getAddress(slot);
      if (!parser.parse(start, start + from.getLength(slot), column, row)) {
        if (!isTry) {
          throw failure(TextParser.bytes(start, start + from.getLength(slot)), to);
        }
        column.setNull(row);
      }
    }
  }

  private static EvaluationException failure(byte[] bytes, LogicalType to) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String shown =
        text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text;
    return new EvaluationException(
        "cannot cast '" + shown + "' to " + to.withNullable(true),
        "TRY_CAST gives NULL instead of this error");
  }

  private static Parser parser(LogicalType to, EvaluationContext context) {
    TextParser text = new TextParser();
    return switch (to.kind()) {
      case BOOLEAN -> ParsingCasts::parseBoolean;
      case TINYINT -> integer(text, Byte.MIN_VALUE, Byte.MAX_VALUE, to.kind());
      case SMALLINT -> integer(text, Short.MIN_VALUE, Short.MAX_VALUE, to.kind());
      case INT -> integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE, to.kind());
      case BIGINT -> integer(text, Long.MIN_VALUE, Long.MAX_VALUE, to.kind());
      case FLOAT ->
          (start, end, column, row) -> {
            boolean parsed = text.parseFloat(start, end);
            column.putFloat(row, (float) text.real());
            return parsed;
          };
      case DOUBLE ->
          (start, end, column, row) -> {
            boolean parsed = text.parseDouble(start, end);
            column.putDouble(row, text.real());
            return parsed;
          };
      case DECIMAL ->
          (start, end, column, row) -> {
            boolean parsed = text.parseDecimal(start, end, to.precision(), to.scale());
            column.putDecimal(row, text.integer(), text.high());
            return parsed && !text.isOverflow();
          };
      default -> time(to, new ZoneOffsets(context.timeZone()));
    };
  }

  private static Parser integer(TextParser text, long min, long max, TypeKind kind) {
    return (start, end, column, row) -> {
      boolean parsed = text.parseInteger(start, end) || parseTruncated(text, start, end);
      long value = text.integer();
      if (!parsed || value < min || value > max) {
        return false;
      }
      Integers.put(kind, column, row, value);
      return true;
    };
  }

  /** A number with a fraction, of which the whole part counts, as in Flink. */
  private static boolean parseTruncated(TextParser text, long start, long end) {
    long trimmed = end;
    while (trimmed > start && Ascii.isBlank(trimmed - 1)) {
      trimmed--;
    }
    long point = trimmed;
    while (point > start && Ascii.isDigit(point - 1)) {
      point--;
    }
    return point - 1 > start
        && Ascii.is(point - 1, '.')
        && Ascii.isDigit(point - 2)
        && text.parseInteger(start, point - 1);
  }

  private static boolean parseBoolean(long start, long end, Column column, int row) {
    String text = new String(TextParser.bytes(start, end), StandardCharsets.UTF_8).strip();
    switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "t", "true", "y", "yes", "1" -> column.putBoolean(row, true);
      case "f", "false", "n", "no", "0" -> column.putBoolean(row, false);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Parser time(LogicalType to, ZoneOffsets zone) {
    LenientTimeParser parser = new LenientTimeParser();
    return switch (to.kind()) {
      case DATE ->
          (start, end, column, row) -> {
            boolean parsed = parser.parseDate(start, end);
            column.putInt(row, (int) parser.epochDay());
            return parsed;
          };
      case TIME ->
          (start, end, column, row) -> {
            boolean parsed = parser.parseTime(start, end);
            column.putInt(row, (int) (cutTime(parser.microsOfDay(), to) / 1_000));
            return parsed;
          };
      case TIMESTAMP ->
          (start, end, column, row) -> {
            boolean parsed = parser.parseTimestamp(start, end, false);
            column.putLong(row, TimeCasts.cut(parser.micros(), to));
            return parsed;
          };
      default ->
          (start, end, column, row) -> {
            boolean parsed = parser.parseTimestamp(start, end, true);
            long micros = parser.isUtc() ? parser.micros() : zone.toInstant(parser.micros());
            column.putLong(row, TimeCasts.cut(micros, to));
            return parsed;
          };
    };
  }

  private static long cutTime(long micros, LogicalType to) {
    return TimeCasts.cut(micros, LogicalType.timestamp(to.precision()));
  }
}
