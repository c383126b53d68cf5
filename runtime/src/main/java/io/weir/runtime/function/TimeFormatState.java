package io.weir.runtime.function;

import static io.weir.runtime.function.TimeValues.MICROS_PER_SECOND;

import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/**
 * The last time formats and zones of a call site. Two families of patterns exist, as in Flink: that
 * of {@link java.time.format.DateTimeFormatter} and, in the functions about Unix time, TO_DATE and
 * CONVERT_TZ, the older and lenient one of {@link SimpleDateFormat}.
 */
final class TimeFormatState implements FunctionState {
  /** The pattern where none is given. */
  static final String DEFAULT = "yyyy-MM-dd HH:mm:ss";

  private static final long MILLIS_PER_SECOND = 1_000L;

  /** 9999-01-01: behind it years have more digits in some zones. */
  private static final long MOST_PLAIN_SECONDS = 253_370_764_800L;

  private final TimeReader reader = new TimeReader();
  private final SteadyText patternText = new SteadyText();
  private final SteadyText zoneText = new SteadyText();
  private String pattern;
  private TimeFormat format;
  private String oldPattern;
  private SimpleDateFormat oldFormat;
  private ZoneId oldZone;
  private TimeZone oldTimeZone;

  /** The pattern of which {@link #isPlain} tells. */
  private String judged;

  private boolean isPlain;
  private ZoneOffsets session;
  private String zoneName;
  private ZoneId zoneId;

  /** The offsets of the session's zone. */
  ZoneOffsets session(EvaluationContext context) {
    if (session == null) {
      session = new ZoneOffsets(context.timeZone());
    }
    return session;
  }

  /** The text of a pattern. */
  String pattern(Slice pattern) {
    return patternText.of(pattern);
  }

  private TimeFormat format(String wanted) {
    if (!wanted.equals(pattern)) {
      try {
        format = TimeFormat.compile(wanted);
      } catch (IllegalArgumentException e) {
        throw new EvaluationException("'" + wanted + "' is no time format: " + e.getMessage());
      }
      pattern = wanted;
    }
    return format;
  }

  /** Appends a local timestamp in a format. */
  void append(String wanted, long localMicros, SliceOutput out) {
    try {
      format(wanted).append(out, localMicros);
    } catch (DateTimeException e) {
      throw new EvaluationException(
          "the format '" + wanted + "' asks for what a timestamp does not have: " + e.getMessage());
    }
  }

  /** Reads a date or timestamp without a format; false if it is none. */
  boolean read(Slice text, LongOutput micros) {
    boolean isTime = reader.read(text);
    micros.set(reader.micros());
    return isTime;
  }

  /** Whether the last date read without a format is one that its month lacks. */
  boolean isClamped() {
    return reader.isClamped();
  }

  /**
   * Reads a local timestamp in microseconds; fields that the format lacks are those of
   * 1970-01-01T00:00. A text that is not in the format is tried without one.
   */
  boolean read(Slice text, String wanted, LongOutput micros) {
    if (wanted.equals(DEFAULT)) {
      return read(text, micros);
    }
    TimeFormat compiled = format(wanted);
    String string = text.toString();
    ParsePosition position = new ParsePosition(0);
    try {
      TemporalAccessor fields = compiled.formatter().parse(string, position);
      if (position.getIndex() == string.length()) {
        micros.set(micros(fields));
        return true;
      }
    } catch (DateTimeException notInTheFormat) {
      return read(text, micros);
    }
    return read(text, micros);
  }

  private static long micros(TemporalAccessor fields) {
    LocalDate date =
        LocalDate.of(
            get(fields, ChronoField.YEAR, 1970),
            get(fields, ChronoField.MONTH_OF_YEAR, 1),
            get(fields, ChronoField.DAY_OF_MONTH, 1));
    LocalDateTime time =
        date.atTime(
            get(fields, ChronoField.HOUR_OF_DAY, 0),
            get(fields, ChronoField.MINUTE_OF_HOUR, 0),
            get(fields, ChronoField.SECOND_OF_MINUTE, 0));
    return time.toEpochSecond(ZoneOffset.UTC) * MICROS_PER_SECOND
        + get(fields, ChronoField.MICRO_OF_SECOND, 0);
  }

  private static int get(TemporalAccessor fields, ChronoField field, int otherwise) {
    return fields.isSupported(field) ? fields.get(field) : otherwise;
  }

  private SimpleDateFormat oldFormat(String wanted, ZoneId zone) {
    if (!wanted.equals(oldPattern)) {
      try {
        oldFormat = new SimpleDateFormat(wanted, Locale.US);
      } catch (IllegalArgumentException e) {
        throw new EvaluationException("'" + wanted + "' is no time format: " + e.getMessage());
      }
      oldPattern = wanted;
    }
    if (!zone.equals(oldZone)) {
      oldTimeZone = TimeZone.getTimeZone(zone);
      oldZone = zone;
    }
    // Again for each text, since one that names a zone leaves it in the format.
    oldFormat.setTimeZone(oldTimeZone);
    return oldFormat;
  }

  /** Reads the beginning of a text in an old format; null if it is not in it. */
  Date parseOld(Slice text, String wanted, ZoneId zone) {
    return oldFormat(wanted, zone).parse(text.toString(), new ParsePosition(0));
  }

  /**
   * Appends seconds since 1970-01-01T00:00Z in an old format and the session's zone. Behind 1970
   * both families write patterns of nothing but numbers alike.
   */
  void appendOld(String wanted, long epochSeconds, EvaluationContext context, SliceOutput out) {
    if (isPlain(wanted) && epochSeconds >= 0 && epochSeconds < MOST_PLAIN_SECONDS) {
      append(wanted, session(context).toLocal(epochSeconds * MICROS_PER_SECOND), out);
    } else {
      out.append(formatOld(epochSeconds * MILLIS_PER_SECOND, wanted, context.timeZone()));
    }
  }

  private boolean isPlain(String wanted) {
    if (!wanted.equals(judged)) {
      isPlain = TimeFormat.isPlain(wanted);
      judged = wanted;
    }
    return isPlain;
  }

  /** Writes an instant in an old format. */
  String formatOld(long epochMillis, String wanted, ZoneId zone) {
    return oldFormat(wanted, zone).format(new Date(epochMillis));
  }

  /** The zone of a name: a full name, an offset, or an old abbreviation such as PST. */
  ZoneId zone(Slice name) {
    String wanted = zoneText.of(name);
    if (!wanted.equals(zoneName)) {
      zoneId = zone(wanted);
      if (zoneId == null) {
        throw new EvaluationException(unknownZone(wanted));
      }
      zoneName = wanted;
    }
    return zoneId;
  }

  /** The zone of a name, or null. */
  static ZoneId zone(String name) {
    try {
      return ZoneId.of(name, ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** What is wrong with the name of a zone. */
  static String unknownZone(String name) {
    return "there is no time zone '"
        + name
        + "'; write a name such as 'America/Los_Angeles' or an offset such as 'GMT-08:00'";
  }
}
