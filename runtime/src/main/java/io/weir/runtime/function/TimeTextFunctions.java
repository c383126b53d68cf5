package io.weir.runtime.function;

import static io.weir.runtime.function.TimeFormatState.DEFAULT;
import static io.weir.runtime.function.TimeValues.MICROS_PER_DAY;
import static io.weir.runtime.function.TimeValues.MICROS_PER_MILLI;

import java.time.ZoneOffset;
import java.util.Date;

/** Points in time from strings and as strings, and Unix time. */
final class TimeTextFunctions {
  private static final long MILLIS_PER_SECOND = 1_000L;

  private TimeTextFunctions() {}

  @SqlFunction(
      name = "DATE_FORMAT",
      doc =
          "A timestamp (a TIMESTAMP_LTZ in the session's zone, a string in the form"
              + " 'yyyy-MM-dd HH:mm:ss') in a format of Java's DateTimeFormatter.",
      example = "DATE_FORMAT(TIMESTAMP '2001-04-16 19:04:31', 'EEE dd MMM yyyy, HH:mm')",
      result = "'Mon 16 Apr 2001, 19:04'",
      canFail = true)
  static boolean format(
      @SqlType("TIMESTAMP(6)") long micros,
      @SqlConstant(ConstantCheck.TIME_FORMAT) Slice format,
      TimeFormatState state,
      SliceOutput out) {
    state.append(state.pattern(format), micros, out);
    return true;
  }

  @SqlFunction(name = "DATE_FORMAT", canFail = true)
  static boolean formatInstant(
      @SqlType("TIMESTAMP_LTZ(6)") long micros,
      @SqlConstant(ConstantCheck.TIME_FORMAT) Slice format,
      TimeFormatState state,
      EvaluationContext context,
      SliceOutput out) {
    state.append(state.pattern(format), state.session(context).toLocal(micros), out);
    return true;
  }

  @SqlFunction(name = "DATE_FORMAT", canFail = true)
  static boolean formatText(
      Slice text,
      @SqlConstant(ConstantCheck.TIME_FORMAT) Slice format,
      TimeFormatState state,
      SliceOutput out) {
    Date time = state.parseOld(text, DEFAULT, ZoneOffset.UTC);
    if (time == null) {
      return false;
    }
    state.append(state.pattern(format), time.getTime() * MICROS_PER_MILLI, out);
    return true;
  }

  @SqlFunction(
      name = "TO_TIMESTAMP",
      doc =
          "The TIMESTAMP(3) that `text` writes, in a format of Java's DateTimeFormatter (by default"
              + " 'yyyy-MM-dd HH:mm:ss', with a fraction or without a time as well); NULL if it"
              + " writes none.",
      example = "TO_TIMESTAMP('16/04/2001 19:04', 'dd/MM/yyyy HH:mm')",
      result = "TIMESTAMP '2001-04-16 19:04:00'",
      returns = "TIMESTAMP(3)",
      canFail = true)
  static boolean toTimestamp(
      Slice text,
      @SqlConstant(ConstantCheck.TIME_FORMAT) Slice format,
      TimeFormatState state,
      LongOutput out) {
    return state.read(text, state.pattern(format), out) && toMillis(out);
  }

  @SqlFunction(name = "TO_TIMESTAMP", returns = "TIMESTAMP(3)")
  static boolean toTimestamp(Slice text, TimeFormatState state, LongOutput out) {
    return state.read(text, out) && toMillis(out);
  }

  private static boolean toMillis(LongOutput out) {
    out.set(Math.floorDiv(out.get(), MICROS_PER_MILLI) * MICROS_PER_MILLI);
    return true;
  }

  @SqlFunction(
      name = "TO_DATE",
      doc =
          "The DATE that `text` writes, in a format of Java's SimpleDateFormat (by default"
              + " 'yyyy-MM-dd', a time after it is left out); NULL if it writes none.",
      example = "TO_DATE('16.04.2001', 'dd.MM.yyyy')",
      result = "DATE '2001-04-16'",
      returns = "DATE",
      canFail = true)
  static boolean toDate(
      Slice text,
      @SqlConstant(ConstantCheck.OLD_TIME_FORMAT) Slice format,
      TimeFormatState state,
      LongOutput out) {
    Date date = state.parseOld(text, state.pattern(format), ZoneOffset.UTC);
    if (date == null) {
      return false;
    }
    out.set(Math.floorDiv(date.getTime(), TimeValues.MILLIS_PER_DAY));
    return true;
  }

  @SqlFunction(name = "TO_DATE", returns = "DATE")
  static boolean toDate(Slice text, TimeFormatState state, LongOutput out) {
    if (!state.read(text, out) || state.isClamped()) {
      return false;
    }
    out.set(Math.floorDiv(out.get(), MICROS_PER_DAY));
    return true;
  }

  @SqlFunction(
      name = "FROM_UNIXTIME",
      doc =
          "The time `seconds` after 1970-01-01 00:00:00 UTC in the session's zone, in a format of"
              + " Java's SimpleDateFormat (by default 'yyyy-MM-dd HH:mm:ss').",
      example = "FROM_UNIXTIME(1000000000, 'yyyy, ss')",
      result = "'2001, 40'",
      canFail = true)
  static boolean fromUnixTime(
      long seconds,
      @SqlConstant(ConstantCheck.OLD_TIME_FORMAT) Slice format,
      TimeFormatState state,
      EvaluationContext context,
      SliceOutput out) {
    state.appendOld(state.pattern(format), seconds, context, out);
    return true;
  }

  @SqlFunction(name = "FROM_UNIXTIME")
  static boolean fromUnixTime(
      long seconds, TimeFormatState state, EvaluationContext context, SliceOutput out) {
    state.appendOld(DEFAULT, seconds, context, out);
    return true;
  }

  @SqlFunction(
      name = "UNIX_TIMESTAMP",
      doc =
          "Seconds since 1970-01-01 00:00:00 UTC: now, or at the time that `text` writes in the"
              + " session's zone, in a format of Java's SimpleDateFormat (by default 'yyyy-MM-dd"
              + " HH:mm:ss'); the least BIGINT if it writes none.",
      example = "UNIX_TIMESTAMP('2001-09-09 01:46:40 +0000', 'yyyy-MM-dd HH:mm:ss X')",
      result = "1000000000",
      canFail = true)
  static long unixTimestamp(
      Slice text,
      @SqlConstant(ConstantCheck.OLD_TIME_FORMAT) Slice format,
      TimeFormatState state,
      EvaluationContext context) {
    return unixSeconds(state.parseOld(text, state.pattern(format), context.timeZone()));
  }

  @SqlFunction(name = "UNIX_TIMESTAMP")
  static long unixTimestamp(Slice text, TimeFormatState state, EvaluationContext context) {
    return unixSeconds(state.parseOld(text, DEFAULT, context.timeZone()));
  }

  private static long unixSeconds(Date time) {
    return time == null ? Long.MIN_VALUE : Math.floorDiv(time.getTime(), MILLIS_PER_SECOND);
  }

  @SqlFunction(name = "UNIX_TIMESTAMP", determinism = Determinism.PER_BATCH)
  static long unixTimestamp(EvaluationContext context) {
    return Math.floorDiv(context.nowMillis(), MILLIS_PER_SECOND);
  }

  @SqlFunction(
      name = "CONVERT_TZ",
      doc =
          "The local time `text` ('yyyy-MM-dd HH:mm:ss') of the zone `from` in the zone `to`; NULL"
              + " if it is no time. Zones are names, offsets such as 'GMT-08:00' or abbreviations.",
      example = "CONVERT_TZ('1970-01-01 00:00:00', 'UTC', 'America/Los_Angeles')",
      result = "'1969-12-31 16:00:00'",
      canFail = true)
  static boolean convertZone(
      Slice text,
      @SqlConstant(ConstantCheck.TIME_ZONE) Slice from,
      @SqlConstant(ConstantCheck.TIME_ZONE) Slice to,
      ZonePair zones,
      SliceOutput out) {
    Date time = zones.source.parseOld(text, DEFAULT, zones.source.zone(from));
    if (time == null) {
      return false;
    }
    out.append(zones.target.formatOld(time.getTime(), DEFAULT, zones.target.zone(to)));
    return true;
  }

  /** The formats of two zones. */
  static final class ZonePair implements FunctionState {
    private final TimeFormatState source = new TimeFormatState();
    private final TimeFormatState target = new TimeFormatState();
  }
}
