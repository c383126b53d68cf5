package io.weir.runtime.function;

import static io.weir.runtime.function.TimeValues.MICROS_PER_DAY;
import static io.weir.runtime.function.TimeValues.MICROS_PER_SECOND;

import io.weir.runtime.vector.Memory;
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

  /** How long the text stays the same at least, from multiples of it on; 0 if unknown. */
  private final long steadyMicros;

  /** When the last text that was kept begins and ceases to be right. */
  private long keptFrom;

  private long keptTo;
  private byte[] kept = {};
  private int keptLength;
  private long lastDay = Long.MIN_VALUE;
  private LocalDate lastDate;

  /** Digits of the value, or a literal character if {@code letter} is 0. */
  private record Field(char letter, int digits, char literal) {}

  private TimeFormat(DateTimeFormatter formatter, List<Field> fields) {
    this.formatter = formatter;
    this.fields = fields;
    this.steadyMicros = fields == null ? 0 : steadyMicros(fields);
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

  /** Whether a pattern has nothing but numbers that all families of patterns write alike. */
  static boolean isPlain(String pattern) {
    List<Field> fields = simpleFields(pattern);
    return fields != null && fields.stream().noneMatch(f -> f.letter == 'u' || f.letter == 'S');
  }

  private static long steadyMicros(List<Field> fields) {
    return fields.stream().mapToLong(TimeFormat::steadyMicros).min().orElse(MICROS_PER_DAY);
  }

  private static long steadyMicros(Field field) {
    return switch (field.letter) {
      case 'H' -> TimeUnit.HOUR.micros();
      case 'm' -> TimeUnit.MINUTE.micros();
      case 's' -> TimeUnit.SECOND.micros();
      case 'S' -> 0;
      default -> MICROS_PER_DAY;
    };
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
      } else if (c == '\'') {
        run = quoted(pattern, i, fields);
        if (run == 0) {
          return null;
        }
      } else if (c >= 0x80 || "[]{}#".indexOf(c) >= 0) {
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
   * Adds a quoted text, in which two quotes are one; nothing between quotes is a quote.
   *
   * @return the length with both quotes, or 0 if one is missing or a character has several bytes
   */
  private static int quoted(String pattern, int start, List<Field> fields) {
    int end = start + 1;
    while (end < pattern.length()
        && (pattern.charAt(end) != '\'' || pattern.startsWith("''", end))) {
      end += pattern.charAt(end) == '\'' ? 2 : 1;
    }
    if (end >= pattern.length()) {
      return 0;
    }
    String text = end == start + 1 ? "'" : pattern.substring(start + 1, end).replace("''", "'");
    for (char c : text.toCharArray()) {
      if (c >= 0x80) {
        return 0;
      }
      fields.add(new Field((char) 0, 0, c));
    }
    return end + 1 - start;
  }

  /**
   * Appends a local timestamp, microseconds since 1970-01-01T00:00.
   *
   * @throws java.time.DateTimeException if the pattern asks for what a local timestamp lacks
   */
  void append(SliceOutput out, long micros) {
    if (micros >= keptFrom && micros < keptTo) {
      out.append(kept, 0, keptLength);
      return;
    }
    int start = out.length();
    write(out, micros);
    if (steadyMicros > 0) {
      keep(out, start);
      keptFrom = Math.floorDiv(micros, steadyMicros) * steadyMicros;
      keptTo = keptFrom + steadyMicros;
    }
  }

  private void keep(SliceOutput out, int start) {
    keptLength = out.length() - start;
    if (kept.length < keptLength) {
      kept = new byte[keptLength];
    }
    Memory.copyToArray(out.address() + start, kept, 0, keptLength);
  }

  private void write(SliceOutput out, long micros) {
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
