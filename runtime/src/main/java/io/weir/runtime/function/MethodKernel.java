package io.weir.runtime.function;

import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Decimals;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs a static method row by row. The method is composed once with the readers of its arguments
 * into a handle from a row number to its value; the loop invokes that handle exactly, so nothing is
 * boxed, and the JIT compiles readers and method into one piece of code.
 */
final class MethodKernel implements Kernel {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private final List<ArgumentReader> readers = new ArrayList<>();
  private final LogicalType resultType;
  private final MethodHandle handle;
  private boolean isStrict = true;
  private LongOutput longs;
  private DoubleOutput doubles;
  private BooleanOutput booleans;
  private boolean writesSlices;
  private SliceOutput slices;

  /** A kernel of {@code overload} for arguments of the given types. */
  MethodKernel(MethodOverload overload, List<LogicalType> arguments, EvaluationContext context) {
    resultType = overload.result();
    for (LogicalType type : arguments) {
      readers.add(new ArgumentReader(type.scale()));
    }
    try {
      handle = onOneRow(compose(overload, context));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("function method " + overload.method(), e);
    }
  }

  /** A handle with one row number for each argument, bound to all that is no argument. */
  private MethodHandle compose(MethodOverload overload, EvaluationContext context)
      throws ReflectiveOperationException {
    MethodHandle composed = LOOKUP.unreflect(overload.method()).asFixedArity();
    int position = 0;
    int next = 0;
    for (Parameter parameter : overload.method().getParameters()) {
      Class<?> type = parameter.getType();
      boolean nullable = parameter.isAnnotationPresent(SqlNullable.class);
      isStrict &= !nullable;
      if (type.isArray()) {
        SliceArrayReader rest =
            new SliceArrayReader(readers.subList(next, readers.size()), nullable);
        composed = MethodHandles.filterArguments(composed, position++, rest.handle(LOOKUP));
      } else if (MethodOverload.isArgument(type)) {
        MethodHandle reader = reader(readers.get(next++), type, nullable);
        composed = MethodHandles.filterArguments(composed, position++, reader);
      } else if (type == SliceOutput.class) {
        writesSlices = true;
        MethodHandle present =
            LOOKUP.findGetter(MethodKernel.class, "slices", SliceOutput.class).bindTo(this);
        composed = MethodHandles.collectArguments(composed, position, present);
      } else {
        composed = MethodHandles.insertArguments(composed, position, injected(type, context));
      }
    }
    return composed;
  }

  private Object injected(Class<?> type, EvaluationContext context)
      throws ReflectiveOperationException {
    if (type == EvaluationContext.class) {
      return context;
    } else if (type == LongOutput.class) {
      return longs = new LongOutput();
    } else if (type == DoubleOutput.class) {
      return doubles = new DoubleOutput();
    } else if (type == BooleanOutput.class) {
      return booleans = new BooleanOutput();
    }
    return type.getDeclaredConstructor().newInstance();
  }

  private static MethodHandle onOneRow(MethodHandle composed) {
    int rows = composed.type().parameterCount();
    if (rows == 0) {
      return MethodHandles.dropArguments(composed, 0, int.class);
    }
    return MethodHandles.permuteArguments(
        composed, MethodType.methodType(composed.type().returnType(), int.class), new int[rows]);
  }

  private static MethodHandle reader(ArgumentReader reader, Class<?> type, boolean nullable)
      throws ReflectiveOperationException {
    String name = (nullable ? "getNullable" : "get") + suffix(type);
    return LOOKUP
        .findVirtual(ArgumentReader.class, name, MethodType.methodType(type, int.class))
        .bindTo(reader);
  }

  private static String suffix(Class<?> type) {
    if (type == BigDecimal.class) {
      return "Decimal";
    } else if (type == Integer.class) {
      return "Int";
    }
    String name = type.getSimpleName();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    for (int i = 0; i < inputs.length; i++) {
      readers.get(i).set(inputs[i]);
    }
    boolean mayBeNull = false;
    if (isStrict) {
      for (Operand input : inputs) {
        mayBeNull |= input.column().hasNulls();
      }
    }
    slices = result.slices();
    try {
      run(rows, result, mayBeNull);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a function method declares " + e, e);
    }
  }

  private void run(Selection rows, Result result, boolean mayBeNull) throws Throwable {
    Class<?> returned = handle.type().returnType();
    if (writesSlices) {
      runSlices(rows, mayBeNull, result);
    } else if (longs != null || doubles != null || booleans != null) {
      runOutputs(rows, mayBeNull, result.column());
    } else if (returned == long.class) {
      runLong(rows, mayBeNull, result.column());
    } else if (returned == int.class) {
      runInt(rows, mayBeNull, result.column());
    } else if (returned == double.class) {
      runDouble(rows, mayBeNull, result.column());
    } else if (returned == float.class) {
      runFloat(rows, mayBeNull, result.column());
    } else if (returned == boolean.class) {
      runBoolean(rows, mayBeNull, result.column());
    } else if (returned == String.class) {
      runString(rows, mayBeNull, result);
    } else {
      runDecimal(rows, mayBeNull, result.column());
    }
  }

  private void runSlices(Selection rows, boolean mayBeNull, Result result) throws Throwable {
    SliceOutput output = slices;
    Column column = result.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (mayBeNull && column.isNull(row)) {
        continue;
      }
      if ((boolean) handle.invokeExact(row)) {
        output.end(row);
      } else {
        output.endNull(row);
      }
    }
  }

  private void runOutputs(Selection rows, boolean mayBeNull, Column column) throws Throwable {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (mayBeNull && column.isNull(row)) {
        continue;
      }
      if (!(boolean) handle.invokeExact(row)) {
        column.setNull(row);
      } else if (doubles != null) {
        column.putDouble(row, doubles.get());
      } else if (booleans != null) {
        column.putBoolean(row, booleans.get());
      } else {
        putLong(column, row, longs.get());
      }
    }
  }

  private void putLong(Column column, int row, long value) {
    switch (resultType.kind()) {
      case TINYINT -> column.putByte(row, (byte) value);
      case SMALLINT -> column.putShort(row, (short) value);
      case INT, DATE, TIME, INTERVAL_YEAR_MONTH -> column.putInt(row, (int) value);
      default -> column.putLong(row, value);
    }
  }

  private void runLong(Selection rows, boolean mayBeNull, Column column) throws Throwable {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (!mayBeNull || !column.isNull(row)) {
        column.putLong(row, (long) handle.invokeExact(row));
      }
    }
  }

  private void runInt(Selection rows, boolean mayBeNull, Column column) throws Throwable {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (!mayBeNull || !column.isNull(row)) {
        column.putInt(row, (int) handle.invokeExact(row));
      }
    }
  }

  private void runDouble(Selection rows, boolean mayBeNull, Column column) throws Throwable {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (!mayBeNull || !column.isNull(row)) {
        column.putDouble(row, (double) handle.invokeExact(row));
      }
    }
  }

  private void runFloat(Selection rows, boolean mayBeNull, Column column) throws Throwable {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (!mayBeNull || !column.isNull(row)) {
        column.putFloat(row, (float) handle.invokeExact(row));
      }
    }
  }

  private void runBoolean(Selection rows, boolean mayBeNull, Column column) throws Throwable {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (!mayBeNull || !column.isNull(row)) {
        column.putBoolean(row, (boolean) handle.invokeExact(row));
      }
    }
  }

  private void runString(Selection rows, boolean mayBeNull, Result result) throws Throwable {
    Column column = result.column();
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (mayBeNull && column.isNull(row)) {
        continue;
      }
      String text = (String) handle.invokeExact(row);
      if (text == null) {
        slices.endNull(row);
      } else {
        slices.append(text);
        slices.end(row);
      }
    }
  }

  private void runDecimal(Selection rows, boolean mayBeNull, Column column) throws Throwable {
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      if (mayBeNull && column.isNull(row)) {
        continue;
      }
      BigDecimal value = (BigDecimal) handle.invokeExact(row);
      if (value != null) {
        value = value.setScale(resultType.scale(), RoundingMode.HALF_UP);
      }
      if (value == null || !Decimals.fits(value.unscaledValue(), resultType.precision())) {
        column.setNull(row);
      } else {
        Decimals.write(column, row, value.unscaledValue());
      }
    }
  }
}
