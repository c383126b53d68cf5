package io.weir.runtime.connector.format.text;

import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Converts text to the value of any type that is not nested, and writes it: the rules that text
 * formats share. Used by one thread at a time.
 */
public final class TextConverter {
  private static final int SHOWN_CHARACTERS = 60;

  private final TextParser numbers = new TextParser();
  private final TimeParser times;

  public TextConverter(TimestampStandard standard) {
    this.times = new TimeParser(standard);
  }

  /** Whether values of a kind can be written as text. */
  public static boolean supports(TypeKind kind) {
    return switch (kind) {
      case ARRAY, MAP, MULTISET, ROW, NULL, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> false;
      default -> true;
    };
  }

  /**
   * Writes the value that the text from {@code start} to {@code end} stands for. Up to 7 bytes
   * after the end are read, which must be mapped.
   *
   * @throws BadValue if the text is not a value of the builder's type
   */
  public void set(ScalarBuilder target, int row, long start, long end) {
    LogicalType type = target.type();
    switch (type.kind()) {
      case CHAR, VARCHAR -> setString(target, row, start, end);
      case BOOLEAN -> {
        check(numbers.parseBoolean(start, end), type, start, end);
        target.setBoolean(row, numbers.integer() != 0);
      }
      case TINYINT -> setInteger(target, row, start, end, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> setInteger(target, row, start, end, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT -> setInteger(target, row, start, end, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> setInteger(target, row, start, end, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> {
        check(numbers.parseFloat(start, end), type, start, end);
        target.setFloat(row, (float) numbers.real());
      }
      case DOUBLE -> {
        check(numbers.parseDouble(start, end), type, start, end);
        target.setDouble(row, numbers.real());
      }
      case DECIMAL -> setDecimal(target, row, start, end);
      case DATE -> {
        check(times.parseDate(start, end), type, start, end);
        target.setInt(row, (int) times.value());
      }
      case TIME -> {
        check(times.parseTime(start, end, type.precision()), type, start, end);
        target.setInt(row, (int) times.value());
      }
      case TIMESTAMP, TIMESTAMP_LTZ -> {
        boolean isInstant = type.kind() == TypeKind.TIMESTAMP_LTZ;
        check(times.parseTimestamp(start, end, type.precision(), isInstant), type, start, end);
        target.setLong(row, times.value());
      }
      case BINARY, VARBINARY -> setBinary(target, row, start, end);
      case ARRAY, MAP, MULTISET, ROW, NULL, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH ->
          throw new AssertionError("no text form for " + type);
    }
  }

  /** Writes a DATE whose month and day may have one digit. */
  public void setLooseDate(ScalarBuilder target, int row, long start, long end) {
    check(times.parseLooseDate(start, end), target.type(), start, end);
    target.setInt(row, (int) times.value());
  }

  private void setInteger(
      ScalarBuilder target, int row, long start, long end, long least, long most) {
    boolean fits =
        numbers.parseInteger(start, end) && numbers.integer() >= least && numbers.integer() <= most;
    check(fits, target.type(), start, end);
    target.setInteger(row, numbers.integer());
  }

  private void setDecimal(ScalarBuilder target, int row, long start, long end) {
    LogicalType type = target.type();
    check(numbers.parseDecimal(start, end, type.precision(), type.scale()), type, start, end);
    if (numbers.isOverflow()) {
      target.setNull(row);
    } else {
      target.setDecimal(row, numbers.integer(), numbers.high());
    }
  }

  /**
   * Writes UTF-8 text, padding CHAR.
   *
   * @throws BadValue if it is longer than the type allows
   */
  public void setString(ScalarBuilder target, int row, long start, long end) {
    LogicalType type = target.type();
    int length = (int) (end - start);
    if (type.kind() == TypeKind.VARCHAR && length <= type.precision()) {
      target.setBytes(row, start, length);
      return;
    }
    int characters = Utf8.codePoints(start, end);
    checkLength(type, characters);
    if (type.kind() == TypeKind.VARCHAR || characters == type.precision()) {
      target.setBytes(row, start, length);
    } else {
      target.setBytes(row, padded(type, TextParser.bytes(start, end), characters));
    }
  }

  /** As {@link #setString(ScalarBuilder, int, long, long)}. */
  public void setString(ScalarBuilder target, int row, String text) {
    LogicalType type = target.type();
    int characters = text.codePointCount(0, text.length());
    checkLength(type, characters);
    target.setBytes(row, padded(type, text.getBytes(StandardCharsets.UTF_8), characters));
  }

  private static void checkLength(LogicalType type, int characters) {
    if (characters > type.precision()) {
      throw new BadValue(
          "the text has " + characters + " characters, more than " + type + " can hold",
          "declare the column as STRING");
    }
  }

  private static byte[] padded(LogicalType type, byte[] text, int characters) {
    if (type.kind() == TypeKind.VARCHAR) {
      return text;
    }
    byte[] padded = Arrays.copyOf(text, text.length + type.precision() - characters);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  private static void setBinary(ScalarBuilder target, int row, long start, long end) {
    LogicalType type = target.type();
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(TextParser.bytes(start, end));
    } catch (IllegalArgumentException e) {
      throw new BadValue("expected base64 for " + type + ", found " + quote(start, end));
    }
    boolean fits =
        type.kind() == TypeKind.BINARY
            ? bytes.length == type.precision()
            : bytes.length <= type.precision();
    if (!fits) {
      throw new BadValue(
          "the value has " + bytes.length + " bytes, which does not fit " + type,
          "declare the column as BYTES");
    }
    target.setBytes(row, bytes);
  }

  private void check(boolean isValid, LogicalType type, long start, long end) {
    if (!isValid) {
      throw new BadValue("expected " + expected(type) + ", found " + quote(start, end));
    }
  }

  private String expected(LogicalType type) {
    String name = type.withNullable(true).toString();
    return switch (type.kind()) {
      case DATE -> name + " such as 2020-12-30";
      case TIME -> name + " such as 12:13:14";
      case TIMESTAMP -> name + " such as " + times.standard().example(false);
      case TIMESTAMP_LTZ -> name + " such as " + times.standard().example(true);
      default -> name;
    };
  }

  /** The text in double quotes, shortened. */
  public static String quote(long start, long end) {
    int length = (int) Math.min(end - start, 4L * SHOWN_CHARACTERS);
    byte[] bytes = TextParser.bytes(start, start + length);
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean isCut = length < end - start || text.length() > SHOWN_CHARACTERS;
    return "\""
        + (text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) : text)
        + (isCut ? "…" : "")
        + "\"";
  }
}
