package io.weir.runtime.function;

import static io.weir.runtime.function.TimeValues.MICROS_PER_DAY;
import static io.weir.runtime.function.TimeValues.MICROS_PER_SECOND;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A compiled pattern of {@link DateTimeFormatter} that writes local timestamps. Patterns of years,
 * months, days, hours, minutes, seconds and fractions with fixed numbers of digits are written
 * straight as bytes, others by the formatter. Names of days and months are English. For one thread.
 */
final class TimeFormat {
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private final DateTimeFormatter formatter;
  private final List<Field> fields;
  private long lastDay = Long.MIN_VALUE;
  private LocalDate lastDate;

  /** Digits of the value, or a literal character if {@code letter} is 0. */
  private record Field(char letter, int digits, char literal) {}

  private TimeFormat(DateTimeFormatter formatter, List<Field> fields) {
    this.formatter = formatter;
    this.fields = fields;
  }

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it is none
   */
  static TimeFormat compile(String pattern) {
    return new TimeFormat(DateTimeFormatter.ofPattern(pattern, Locale.US), simpleFields(pattern));
  }

  /** The formatter. */
  DateTimeFormatter formatter() {
    return formatter;
  }

  /** The parts of a pattern that has only numbers with fixed digits, or null if it is another. */
  private static List<Field> simpleFields(String pattern) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < pattern.length(); ) {
      char c = pattern.charAt(i);
      int run = 1;
      while (i + run < pattern.length() && pattern.charAt(i + run) == c) {
        run++;
      }
      if (Character.isLetter(c)) {
        boolean isSimple =
            switch (c) {
              case 'y', 'u' -> run == 4;
              case 'M', 'd', 'H', 'm', 's' -> run == 2;
              case 'S' -> run <= 6;
              default -> false;
            };
        if (!isSimple) {
          return null;
        }
        fields.add(new Field(c, run, ' '));
      } else if (c >= 0x80 || "'[]{}#".indexOf(c) >= 0) {
        return null;
      } else {
        for (int k = 0; k < run; k++) {
          fields.add(new Field((char) 0, 0, c));
        }
      }
      i += run;
    }
    return fields;
  }

  /**
   * Appends a local timestamp, microseconds since 1970-01-01T00:00.
   *
   * @throws java.time.DateTimeException if the pattern asks for what a local timestamp lacks
   */
  void append(SliceOutput out, long micros) {
    long day = Math.floorDiv(micros, MICROS_PER_DAY);
    if (day != lastDay) {
      lastDate = LocalDate.ofEpochDay(day);
      lastDay = day;
    }
    if (fields == null || lastDate.getYear() > 9_999 || lastDate.getYear() < 1) {
      out.append(formatter.format(dateTime(micros)));
      return;
    }
    long microsOfDay = micros - day * MICROS_PER_DAY;
    for (Field field : fields) {
      if (field.letter == 0) {
        out.append((byte) field.literal);
      } else {
        appendDigits(out, value(field, microsOfDay), field.digits);
      }
    }
  }

  private long value(Field field, long microsOfDay) {
    return switch (field.letter) {
      case 'M' -> lastDate.getMonthValue();
      case 'd' -> lastDate.getDayOfMonth();
      case 'H' -> microsOfDay / TimeUnit.HOUR.micros();
      case 'm' -> microsOfDay / TimeUnit.MINUTE.micros() % 60;
      case 's' -> microsOfDay / MICROS_PER_SECOND % 60;
      case 'S' -> microsOfDay % MICROS_PER_SECOND / POWERS[6 - field.digits];
      default -> lastDate.getYear();
    };
  }

  private static void appendDigits(SliceOutput out, long value, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      out.append((byte) ('0' + value / POWERS[i] % 10));
    }
  }

  private static LocalDateTime dateTime(long micros) {
    long second = Math.floorDiv(micros, MICROS_PER_SECOND);
    int nanos = (int) (micros - second * MICROS_PER_SECOND) * 1_000;
    return LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
  }
}
