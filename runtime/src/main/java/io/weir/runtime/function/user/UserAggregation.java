package io.weir.runtime.function.user;

import io.weir.function.AggregateFunction;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Values;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;

/**
 * An opened aggregate function of a user: works on accumulators as Java objects, and turns them
 * into bytes and back. Used by one thread.
 */
public final class UserAggregation implements AutoCloseable {
  private final String name;
  private final AggregateFunction<Object, Object> function;
  private final List<LogicalType> types;
  private final UserMethod method;
  private final MethodHandle accumulate;
  private final MethodHandle retract;
  private final MethodHandle merge;
  private final JavaForm accumulator;
  private final JavaForm value;
  private final Object[] sql;
  private final Object[] java;

  @SuppressWarnings("unchecked")
  UserAggregation(
      String name,
      AggregateFunction<?, ?> function,
      List<LogicalType> types,
      UserMethod accumulate,
      UserMethod retract,
      List<Method> merges,
      JavaForm accumulator,
      JavaForm value) {
    this.name = name;
    this.function = (AggregateFunction<Object, Object>) function;
    this.types = List.copyOf(types);
    this.method = accumulate;
    this.accumulate = accumulate.handle(function);
    this.retract = retract == null ? null : retract.handle(function);
    this.merge = merges.isEmpty() ? null : mergeHandle(merges.get(0));
    this.accumulator = accumulator;
    this.value = value;
    this.sql = new Object[types.size()];
    this.java = new Object[accumulate.method().getParameterCount()];
  }

  private MethodHandle mergeHandle(Method merges) {
    try {
      merges.setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(merges)
          .bindTo(function)
          .asSpreader(Object[].class, 2)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (IllegalAccessException e) {
      throw new UserFunctionException(name + ".merge cannot be called: " + e, null, e);
    }
  }

  /** The accumulator of a group without rows. */
  public Object create() {
    try {
      return present(function.createAccumulator());
    } catch (RuntimeException e) {
      throw UserCalls.fault(name, e);
    }
  }

  private Object present(Object made) {
    if (made == null) {
      throw new EvaluationException("function " + name + " has made no accumulator");
    }
    return made;
  }

  /**
   * Takes a row in, or back.
   *
   * @param isAdding whether it is taken in
   */
  public void fold(Object state, boolean isAdding, List<Column> arguments, int row) {
    for (int i = 0; i < sql.length; i++) {
      Object read = Values.read(types.get(i), arguments.get(i), row);
      sql[i] = Widening.apply(read, method.parameter(i).type());
      if (sql[i] == null && method.isPrimitive(i)) {
        return;
      }
    }
    method.place(sql, java);
    java[0] = state;
    UserCalls.invoke(name, isAdding ? accumulate : retract, java);
  }

  /** Takes all rows of another accumulator in. */
  public void merge(Object state, Object other) {
    UserCalls.invoke(name, merge, new Object[] {state, List.of(other)});
  }

  /** The value of a group, in the form of {@link Values}. */
  public Object value(Object state) {
    Object result;
    try {
      result = function.getValue(state);
    } catch (RuntimeException e) {
      throw UserCalls.fault(name, e);
    }
    return UserCalls.valueOf(name, value, result);
  }

  /** An accumulator as state keeps it. */
  public byte[] write(Object state) {
    return ValueBytes.write(accumulator.type(), UserCalls.valueOf(name, accumulator, state));
  }

  /** An accumulator that {@link #write} has written. */
  public Object read(byte[] bytes) {
    return accumulator.toJava(ValueBytes.read(accumulator.type(), bytes));
  }

  @Override
  public void close() {
    UserScalarFunction.close(function);
  }
}
