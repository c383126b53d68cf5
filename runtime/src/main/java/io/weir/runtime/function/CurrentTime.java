package io.weir.runtime.function;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The time of the batch, and UUIDs. */
final class CurrentTime {
  private static final long MICROS_PER_MILLI = 1_000L;

  private CurrentTime() {}

  /** The value of a time function in the physical form of its type. */
  private interface Reading {
    long get(EvaluationContext context);
  }

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    LogicalType instant = LogicalType.timestampLtz(3);
    LogicalType local = LogicalType.timestamp(3);
    LogicalType date = LogicalType.of(TypeKind.DATE);
    LogicalType time = LogicalType.of(TypeKind.TIME, 0);
    Reading nowMicros = context -> context.nowMillis() * MICROS_PER_MILLI;
    Reading localTime = context -> localNow(context).toLocalTime().toSecondOfDay() * 1_000L;
    List<ScalarFunction> functions = new ArrayList<>();
    functions.add(
        now("CURRENT_TIMESTAMP", Syntax.CONSTANT, instant, "The current time.", nowMicros));
    functions.add(now("NOW", Syntax.FUNCTION, instant, "The current time.", nowMicros));
    functions.add(
        now(
            "CURRENT_ROW_TIMESTAMP",
            Syntax.FUNCTION,
            instant,
            "The time at which the row is processed.",
            nowMicros));
    functions.add(
        now(
            "PROCTIME",
            Syntax.FUNCTION,
            instant.withNullable(false),
            "The processing time of the row.",
            nowMicros));
    functions.add(
        now(
            "LOCALTIMESTAMP",
            Syntax.CONSTANT,
            local,
            "The current local time of the session's time zone.",
            context -> localMillis(context) * MICROS_PER_MILLI));
    functions.add(
        now(
            "CURRENT_DATE",
            Syntax.CONSTANT,
            date,
            "The current date of the session's time zone.",
            context -> localNow(context).toLocalDate().toEpochDay()));
    for (String name : List.of("CURRENT_TIME", "LOCALTIME")) {
      functions.add(
          now(
              name,
              Syntax.CONSTANT,
              time,
              "The current time of day of the session's time zone.",
              localTime));
    }
    functions.add(uuid());
    return functions;
  }

  private static LocalDateTime localNow(EvaluationContext context) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(context.nowMillis()), context.timeZone());
  }

  private static long localMillis(EvaluationContext context) {
    long now = context.nowMillis();
    int offsetSeconds =
        context.timeZone().getRules().getOffset(Instant.ofEpochMilli(now)).getTotalSeconds();
    return now + offsetSeconds * 1_000L;
  }

  private static ScalarFunction now(
      String name, Syntax syntax, LogicalType type, String doc, Reading reading) {
    return KernelFunction.named(name)
        .syntax(syntax)
        .determinism(Determinism.PER_BATCH)
        .doc(doc, syntax.print(name, List.of()), "")
        .arguments(0, 0, syntax.print(name, List.of()))
        .resolve(
            arguments ->
                Resolution.of(
                    FunctionBinding.strict(
                        List.of(),
                        type,
                        context ->
                            (rows, inputs, result) -> {
                              long value = reading.get(context);
                              Column column = result.column();
                              boolean isNarrow =
                                  type.kind() == TypeKind.DATE || type.kind() == TypeKind.TIME;
                              for (int i = 0; i < rows.count(); i++) {
                                if (isNarrow) {
                                  column.putInt(rows.row(i), (int) value);
                                } else {
                                  column.putLong(rows.row(i), value);
                                }
                              }
                            })));
  }

  private static ScalarFunction uuid() {
    return KernelFunction.named("UUID")
        .determinism(Determinism.PER_ROW)
        .doc("A random UUID of version 4 for each row.", "UUID()", "")
        .arguments(0, 0, "UUID()")
        .resolve(
            arguments ->
                Resolution.of(
                    FunctionBinding.strict(
                        List.of(),
                        LogicalType.of(TypeKind.CHAR, 36),
                        context ->
                            (rows, inputs, result) -> {
                              for (int i = 0; i < rows.count(); i++) {
                                result.slices().append(uuid(context.random()).toString());
                                result.slices().end(rows.row(i));
                              }
                            })));
  }

  private static UUID uuid(RandomGenerator random) {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
