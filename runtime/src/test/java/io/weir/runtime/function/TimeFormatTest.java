package io.weir.runtime.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.time.SystemClock;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.text.SimpleDateFormat;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Written straight or kept from the row before, the text is what Java's own formats write. */
class TimeFormatTest {
  private static final int ROWS = 4_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final List<String> ZONES = List.of("UTC", "America/New_York", "Asia/Kathmandu");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss",
        "HH:mm",
        "yyyyMMddHH",
        "yyyy-MM-dd'T'HH:mm:ss.SSS",
        "yyyy-MM-dd HH:mm:ss.SSSSSS",
        "'it''s' yyyy",
        "yyyy''MM",
        "'é' yyyy",
        "EEE dd MMM yyyy, h a",
        "D",
        "''",
      })
  void writesWhatTheFormatterWrites(String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.US);
    TimeFormat format = TimeFormat.compile(pattern);
    long[] micros = times(new Random(pattern.hashCode()), -2_000_000_000L, 2_000_000_000L);
    compare(micros, (at, out) -> format.append(out, at), at -> local(at).format(formatter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yyyy-MM-dd HH:mm:ss", "yyyyMMdd", "yyyy-MM-dd'T'HH:mm", "SSS ss", "u", "D z"})
  void writesSecondsOfAZoneAsTheOldFormatDoes(String pattern) {
    for (String zone : ZONES) {
      SimpleDateFormat old = new SimpleDateFormat(pattern, Locale.US);
      old.setTimeZone(TimeZone.getTimeZone(zone));
      TimeFormatState state = new TimeFormatState();
      long[] micros = times(new Random(7), -100_000_000L, 4_000_000_000L);
      try (BufferAllocator allocator = new RootAllocator()) {
        EvaluationContext context =
            new EvaluationContext(ZoneId.of(zone), SystemClock.INSTANCE, new Random(1), allocator);
        compare(
            micros,
            (at, out) -> state.appendOld(pattern, seconds(at), context, out),
            at -> old.format(new Date(1_000 * seconds(at))));
      }
    }
  }

  @Test
  void aZoneThatOneTextNamesDoesNotStay() {
    TimeFormatState state = new TimeFormatState();
    String pattern = "yyyy-MM-dd HH:mm X";
    assertEquals(0, parsed(state, "1970-01-01 02:00 +02", pattern));
    assertEquals(0, parsed(state, "1970-01-01 00:00 Z", pattern));
    assertEquals(0, parsed(state, "1970-01-01 00:00", "yyyy-MM-dd HH:mm"));
  }

  private static long parsed(TimeFormatState state, String text, String pattern) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    long address = Memory.allocate(bytes.length);
    try {
      Memory.copyFromArray(bytes, 0, address, bytes.length);
      Slice slice = new Slice().set(address, bytes.length);
      return state.parseOld(slice, pattern, ZoneOffset.UTC).getTime();
    } finally {
      Memory.free(address);
    }
  }

  private interface Writing {
    void write(long micros, SliceOutput out);
  }

  private interface Expected {
    String of(long micros);
  }

  private static void compare(long[] micros, Writing writing, Expected expected) {
    try (BufferAllocator allocator = new RootAllocator()) {
      Result result = new Result(LogicalType.string(), micros.length, allocator);
      for (int row = 0; row < micros.length; row++) {
        writing.write(micros[row], result.slices());
        result.slices().end(row);
      }
      try (VarCharVector texts = (VarCharVector) result.finish()) {
        for (int row = 0; row < micros.length; row++) {
          assertEquals(expected.of(micros[row]), texts.getObject(row).toString());
        }
      }
    }
  }

  /** Times that mostly follow each other closely, and sometimes leap, also back. */
  private static long[] times(Random random, long fromSecond, long toSecond) {
    long[] micros = new long[ROWS];
    long at = 0;
    for (int i = 0; i < micros.length; i++) {
      boolean leaps = random.nextInt(20) == 0;
      at =
          leaps
              ? random.nextLong(fromSecond, toSecond) * MICROS_PER_SECOND
              : at + random.nextLong(-1_000_000, 60_000_000);
      micros[i] = at;
    }
    return micros;
  }

  private static LocalDateTime local(long micros) {
    long second = seconds(micros);
    int nanos = (int) (micros - second * MICROS_PER_SECOND) * 1_000;
    return LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
  }

  private static long seconds(long micros) {
    return Math.floorDiv(micros, MICROS_PER_SECOND);
  }
}
