package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * ABS, SIGN, FLOOR, CEIL, ROUND and TRUNCATE: functions whose value has the type of their first
 * argument, a DECIMAL with fewer digits behind the point.
 */
final class Rounding {
  private Rounding() {}

  /** All functions of this class. */
  static List<ScalarFunction> functions() {
    List<ScalarFunction> functions = new ArrayList<>();
    functions.add(
        unary(
            "ABS",
            "The absolute value of `x`; of the least whole number itself.",
            "ABS(-5)",
            "5",
            Math::abs,
            Math::abs,
            BigDecimal::abs));
    functions.add(
        unary(
            "SIGN",
            "-1, 0 or 1 as `x` is negative, zero or positive, in the type of `x`.",
            "SIGN(-5)",
            "-1",
            Long::signum,
            Math::signum,
            x -> BigDecimal.valueOf(x.signum())));
    functions.add(toWhole("FLOOR", false));
    functions.add(toWhole("CEIL", true));
    functions.add(toWhole("CEILING", true));
    functions.add(
        toDigits(
            "ROUND",
            RoundingMode.HALF_UP,
            "`x` rounded to `digits` digits behind the point (by default 0), half away from zero;"
                + " a negative number of digits rounds before the point.",
            "ROUND(1.235, 2)",
            "1.24"));
    functions.add(
        toDigits(
            "TRUNCATE",
            RoundingMode.DOWN,
            "`x` cut to `digits` digits behind the point (by default 0); a negative number of"
                + " digits cuts before the point.",
            "TRUNCATE(42.329, 2)",
            "42.32"));
    return functions;
  }

  private interface OfLong {
    long get(long value);
  }

  private interface OfDouble {
    double get(double value);
  }

  private interface OfDecimal {
    BigDecimal get(BigDecimal value);
  }

  private static ScalarFunction unary(
      String name,
      String doc,
      String example,
      String result,
      OfLong ofLong,
      OfDouble ofDouble,
      OfDecimal ofDecimal) {
    return KernelFunction.named(name)
        .doc(doc, example, result)
        .arguments(1, 1, name + "(number)")
        .resolve(
            arguments -> {
              LogicalType type = arguments.type(0);
              return type.kind().isNumeric()
                  ? Resolution.of(bind(arguments.types(), type, ofLong, ofDouble, ofDecimal))
                  : Resolution.mismatch(name + " does not take " + arguments);
            });
  }

  private static ScalarFunction toWhole(String name, boolean up) {
    OfDouble ofDouble = up ? Math::ceil : Math::floor;
    RoundingMode mode = up ? RoundingMode.CEILING : RoundingMode.FLOOR;
    String doc =
        (up ? "The least whole number not below" : "The greatest whole number not above")
            + " `x`; or a point in time rounded "
            + (up ? "up" : "down")
            + " to SECOND, MINUTE, HOUR, DAY, WEEK (from Sunday), MONTH, QUARTER, YEAR, DECADE,"
            + " CENTURY or MILLENNIUM.";
    return KernelFunction.named(name)
        .syntax(Syntax.TO_KEYWORD)
        .doc(doc, name + "(-1.5)", up ? "-1" : "-2")
        .arguments(
            1, 2, name + "(number)", name + "(DATE | TIME | TIMESTAMP | TIMESTAMP_LTZ TO unit)")
        .resolve(
            arguments -> {
              if (arguments.size() == 2) {
                return TimeRounding.resolve(name, up, arguments);
              }
              LogicalType type = arguments.type(0);
              if (!type.kind().isNumeric()) {
                return Resolution.mismatch(name + " does not take " + arguments);
              }
              LogicalType result =
                  type.kind() == TypeKind.DECIMAL ? LogicalType.decimal(type.precision(), 0) : type;
              return Resolution.of(
                  bind(arguments.types(), result, x -> x, ofDouble, x -> x.setScale(0, mode)));
            });
  }

  private static FunctionBinding bind(
      List<LogicalType> parameters,
      LogicalType result,
      OfLong ofLong,
      OfDouble ofDouble,
      OfDecimal ofDecimal) {
    LogicalType type = parameters.get(0);
    FunctionBinding binding =
        FunctionBinding.strict(
            parameters,
            result,
            context ->
                (rows, inputs, output) ->
                    run(type, rows, inputs[0], output, ofLong, ofDouble, ofDecimal));
    return binding;
  }

  private static void run(
      LogicalType type,
      Selection rows,
      Operand input,
      Result output,
      OfLong ofLong,
      OfDouble ofDouble,
      OfDecimal ofDecimal) {
    Column from = input.column();
    Column to = output.column();
    TypeKind kind = type.kind();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      int slot = input.slot(row);
      if (from.isNull(slot)) {
        continue;
      }
      switch (kind) {
        case FLOAT -> to.putFloat(row, (float) ofDouble.get(from.getFloat(slot)));
        case DOUBLE -> to.putDouble(row, ofDouble.get(from.getDouble(slot)));
        case DECIMAL -> put(output, row, ofDecimal.get(Decimals.read(from, slot, type.scale())));
        default -> Integers.put(kind, to, row, ofLong.get(Integers.get(kind, from, slot)));
      }
    }
  }

  /** Writes a DECIMAL in the result's type; NULL if it has too many digits. */
  private static void put(Result output, int row, BigDecimal value) {
    LogicalType type = output.type();
    BigInteger unscaled = value.setScale(type.scale(), RoundingMode.HALF_UP).unscaledValue();
    if (Decimals.fits(unscaled, type.precision())) {
      Decimals.write(output.column(), row, unscaled);
    } else {
      output.column().setNull(row);
    }
  }

  private static ScalarFunction toDigits(
      String name, RoundingMode mode, String doc, String example, String result) {
    return KernelFunction.named(name)
        .doc(doc, example, result)
        .arguments(1, 2, name + "(number)", name + "(number, INT)")
        .resolve(arguments -> resolveDigits(name, mode, arguments));
  }

  private static Resolution resolveDigits(String name, RoundingMode mode, CallArguments arguments) {
    LogicalType type = arguments.type(0);
    boolean hasDigits =
        arguments.size() < 2
            || ImplicitCasts.distance(arguments.type(1), LogicalType.int32())
                != ImplicitCasts.IMPOSSIBLE;
    if (!type.kind().isNumeric() || !hasDigits) {
      return Resolution.mismatch(name + " does not take " + arguments);
    }
    List<LogicalType> parameters = new ArrayList<>(arguments.types());
    if (parameters.size() == 2) {
      parameters.set(1, LogicalType.int32().withNullable(arguments.type(1).nullable()));
    }
    Object literal = arguments.size() < 2 ? (Object) 0L : arguments.literals().get(1);
    LogicalType result =
        type.kind() == TypeKind.DECIMAL && literal != null
            ? DecimalTypes.round(type, clamp(((Number) literal).longValue()))
            : type;
    FunctionBinding binding =
        FunctionBinding.strict(
            parameters,
            result,
            context -> (rows, inputs, output) -> toDigits(type, mode, rows, inputs, output));
    return Resolution.of(type.kind() == TypeKind.DECIMAL ? binding.nullable() : binding);
  }

  /** A number of digits that no value's digits exceed. */
  private static int clamp(long digits) {
    return (int) Math.max(-400, Math.min(400, digits));
  }

  private static void toDigits(
      LogicalType type, RoundingMode mode, Selection rows, Operand[] inputs, Result output) {
    Column from = inputs[0].column();
    Column to = output.column();
    TypeKind kind = type.kind();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (to.isNull(row)) {
        continue;
      }
      int slot = inputs[0].slot(row);
      int digits = inputs.length < 2 ? 0 : clamp(inputs[1].column().getInt(inputs[1].slot(row)));
      switch (kind) {
        case FLOAT -> {
          float value = from.getFloat(slot);
          to.putFloat(
              row,
              Float.isFinite(value)
                  ? new BigDecimal(Float.toString(value)).setScale(digits, mode).floatValue()
                  : value);
        }
        case DOUBLE -> {
          double value = from.getDouble(slot);
          to.putDouble(
              row,
              Double.isFinite(value)
                  ? BigDecimal.valueOf(value).setScale(digits, mode).doubleValue()
                  : value);
        }
        case DECIMAL -> {
          BigDecimal value = Decimals.read(from, slot, type.scale());
          put(output, row, digits >= type.scale() ? value : value.setScale(digits, mode));
        }
        default -> {
          long value = Integers.get(kind, from, slot);
          Integers.put(kind, to, row, digits >= 0 ? value : beforePoint(value, digits, mode));
        }
      }
    }
  }

  /** A whole number rounded to a multiple of a power of ten; wraps like other arithmetic. */
  private static long beforePoint(long value, int digits, RoundingMode mode) {
    return BigDecimal.valueOf(value).setScale(digits, mode).toBigInteger().longValue();
  }
}
