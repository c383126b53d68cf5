package io.weir.runtime.function;

import static io.weir.runtime.function.TimeValues.MICROS_PER_SECOND;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** TO_TIMESTAMP_LTZ: instants from numbers and strings. */
final class Instants {
  private static final int MILLIS_DIGITS = 3;
  private static final int MAX_DIGITS = 9;
  private static final long MIN_MICROS = startOf(1);
  private static final long MAX_MICROS = startOf(10_000) - 1;

  private Instants() {}

  private static long startOf(int year) {
    return LocalDate.of(year, 1, 1).toEpochDay() * TimeValues.MICROS_PER_DAY;
  }

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    return List.of(
        KernelFunction.named("TO_TIMESTAMP_LTZ")
            .doc(
                "The instant that is a number of units after 1970-01-01 00:00:00 UTC, the unit"
                    + " being 10^-precision seconds (0: seconds, 3, the default: milliseconds, 6:"
                    + " microseconds); NULL outside of the years 1 to 9999. Or the instant that a"
                    + " string writes (by default in the form 'yyyy-MM-dd HH:mm:ss') in a zone (by"
                    + " default UTC), with as many digits of a second as a literal format has, 3 at"
                    + " least; NULL if it writes none.",
                "TO_TIMESTAMP_LTZ(100, 0) = TO_TIMESTAMP_LTZ('1970-01-01 00:01:40')",
                "TRUE")
            .arguments(
                1,
                3,
                "TO_TIMESTAMP_LTZ(number)",
                "TO_TIMESTAMP_LTZ(number, precision)",
                "TO_TIMESTAMP_LTZ(STRING)",
                "TO_TIMESTAMP_LTZ(STRING, format)",
                "TO_TIMESTAMP_LTZ(STRING, format, zone)")
            .resolve(Instants::resolve));
  }

  private static Resolution resolve(CallArguments arguments) {
    TypeKind kind = arguments.type(0).kind();
    boolean hasFormat = arguments.size() > 1 && arguments.type(1).kind().isCharacter();
    if (kind.isCharacter() || kind == TypeKind.NULL && hasFormat) {
      return ofText(arguments);
    }
    boolean isNumber = kind.isNumeric() || kind == TypeKind.NULL;
    boolean hasPrecision = arguments.size() < 2 || arguments.type(1).kind().isInteger();
    if (!isNumber || !hasPrecision || arguments.size() > 2) {
      return Resolution.mismatch("TO_TIMESTAMP_LTZ does not take " + arguments);
    }
    Object literal =
        arguments.size() < 2 ? (Object) (long) MILLIS_DIGITS : arguments.literals().get(1);
    if (literal == null) {
      return Resolution.mismatch("TO_TIMESTAMP_LTZ takes a literal precision from 0 to 9");
    }
    long digits = ((Number) literal).longValue();
    if (digits < 0 || digits > MAX_DIGITS) {
      return Resolution.mismatch("TO_TIMESTAMP_LTZ takes a precision from 0 to 9, not " + digits);
    }
    return Resolution.of(ofNumber(arguments, (int) digits));
  }

  private static FunctionBinding ofNumber(CallArguments arguments, int digits) {
    boolean isFloating = arguments.type(0).kind().isFloating();
    LogicalType number = isFloating ? LogicalType.float64() : LogicalType.bigint();
    List<LogicalType> parameters = new ArrayList<>(arguments.types());
    parameters.set(0, number.withNullable(arguments.type(0).nullable()));
    int precision = Math.min(LogicalType.MAX_TIMESTAMP_PRECISION, Math.max(MILLIS_DIGITS, digits));
    double scale = Math.pow(10, digits);
    long unitsPerSecond = (long) scale;
    return FunctionBinding.strict(
            parameters,
            LogicalType.timestampLtz(precision),
            context ->
                isFloating
                    ? (rows, inputs, result) -> ofDoubles(rows, inputs[0], result, scale)
                    : (rows, inputs, result) -> ofLongs(rows, inputs[0], result, unitsPerSecond))
        .nullable();
  }

  private static void ofLongs(Selection rows, Operand input, Result result, long unitsPerSecond) {
    Column column = input.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      if (column.isNull(slot)) {
        continue;
      }
      long value = column.getLong(slot);
      long seconds = Math.floorDiv(value, unitsPerSecond);
      long rest = value - seconds * unitsPerSecond;
      long micros =
          unitsPerSecond > MICROS_PER_SECOND
              ? rest / (unitsPerSecond / MICROS_PER_SECOND)
              : rest * (MICROS_PER_SECOND / unitsPerSecond);
      boolean fits =
          seconds >= -MAX_MICROS / MICROS_PER_SECOND && seconds <= MAX_MICROS / MICROS_PER_SECOND;
      put(result, row, fits ? seconds * MICROS_PER_SECOND + micros : Long.MAX_VALUE);
    }
  }

  private static void ofDoubles(Selection rows, Operand input, Result result, double scale) {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (!input.isNull(row)) {
        double value = input.column().getDouble(input.slot(row));
        double units = scale == 1 ? value : (long) value;
        double micros = Math.floor(units / scale * MICROS_PER_SECOND);
        put(result, row, Double.isNaN(value) ? Long.MAX_VALUE : (long) micros);
      }
    }
  }

  private static void put(Result result, int row, long micros) {
    if (micros < MIN_MICROS || micros > MAX_MICROS) {
      result.column().setNull(row);
    } else {
      result.column().putLong(row, micros);
    }
  }

  private static Resolution ofText(CallArguments arguments) {
    for (int i = 1; i < arguments.size(); i++) {
      TypeKind kind = arguments.type(i).kind();
      if (!kind.isCharacter() && kind != TypeKind.NULL) {
        return Resolution.mismatch("TO_TIMESTAMP_LTZ does not take " + arguments);
      }
      Object literal = arguments.literals().get(i);
      ConstantCheck check = i == 1 ? ConstantCheck.TIME_FORMAT : ConstantCheck.TIME_ZONE;
      String fault = literal == null ? null : check.fault(literal);
      if (fault != null) {
        return Resolution.mismatch("TO_TIMESTAMP_LTZ: " + fault);
      }
    }
    List<LogicalType> parameters =
        arguments.types().stream()
            .map(type -> LogicalType.string().withNullable(type.nullable()))
            .toList();
    int digits = arguments.size() > 1 ? digits(arguments.literals().get(1)) : MILLIS_DIGITS;
    return Resolution.of(
        FunctionBinding.strict(
                parameters, LogicalType.timestampLtz(digits), context -> new TextKernel(digits))
            .nullable());
  }

  /** The digits of a second that a literal format has. */
  private static int digits(Object format) {
    long letters =
        format == null ? 0 : format.toString().chars().filter(letter -> letter == 'S').count();
    return (int) Math.min(LogicalType.MAX_TIMESTAMP_PRECISION, Math.max(MILLIS_DIGITS, letters));
  }

  /** Reads texts in a format and a zone. */
  private static final class TextKernel implements Kernel {
    private final TimeFormatState state = new TimeFormatState();
    private final LongOutput local = new LongOutput();
    private final Slice slice = new Slice();
    private final long unitMicros;

    TextKernel(int digits) {
      unitMicros = (long) Math.pow(10, LogicalType.MAX_TIMESTAMP_PRECISION - digits);
    }

    @Override
    public void evaluate(Selection rows, Operand[] inputs, Result result) {
      for (int i = 0; i < rows.count(); i++) {
        int row = rows.row(i);
        OptionalLong instant = instant(inputs, row);
        if (instant.isPresent()) {
          result.column().putLong(row, instant.getAsLong());
        } else {
          result.column().setNull(row);
        }
      }
    }

    private OptionalLong instant(Operand[] inputs, int row) {
      try {
        String format =
            inputs.length > 1 ? state.pattern(slice(inputs[1], row)) : TimeFormatState.DEFAULT;
        ZoneId zone = inputs.length > 2 ? state.zone(slice(inputs[2], row)) : ZoneOffset.UTC;
        if (!state.read(slice(inputs[0], row), format, local)) {
          return OptionalLong.empty();
        }
        long micros = Math.floorDiv(local.get(), unitMicros) * unitMicros;
        return OptionalLong.of(new ZoneOffsets(zone).toInstant(micros));
      } catch (EvaluationException noFormatOrZone) {
        return OptionalLong.empty();
      }
    }

    private Slice slice(Operand operand, int row) {
      int slot = operand.slot(row);
      return slice.set(operand.column().getAddress(slot), operand.column().getLength(slot));
    }
  }
}
