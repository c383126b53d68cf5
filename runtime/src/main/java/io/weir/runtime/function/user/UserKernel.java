package io.weir.runtime.function.user;

import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.vector.Values;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;

/** Calls a user's method row by row. */
final class UserKernel implements Kernel {
  private final String name;
  private final UserMethod method;
  private final Object function;
  private final MethodHandle handle;
  private final List<LogicalType> types;
  private final JavaForm returned;
  private final Object[] sql;
  private final Object[] java;

  UserKernel(
      String name, UserMethod method, Object function, List<LogicalType> types, JavaForm returned) {
    this.name = name;
    this.method = method;
    this.function = function;
    this.handle = method.handle(function);
    this.types = types;
    this.returned = returned;
    this.sql = new Object[types.size()];
    this.java = new Object[method.method().getParameterCount()];
  }

  @Override
  public void evaluate(Selection rows, Operand[] inputs, Result result) {
    Object[] values = new Object[result.rowCount()];
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.row(i);
      values[row] = call(inputs, row);
    }
    result.set(Values.vector(result.type(), Arrays.asList(values), result.allocator()));
  }

  private Object call(Operand[] inputs, int row) {
    for (int i = 0; i < inputs.length; i++) {
      sql[i] = Values.read(types.get(i), inputs[i].column(), inputs[i].slot(row));
      if (sql[i] == null && method.isPrimitive(i)) {
        return null;
      }
    }
    method.place(sql, java);
    return UserCalls.valueOf(name, returned, UserCalls.invoke(name, handle, java));
  }

  @Override
  public void close() {
    UserScalarFunction.close(function);
  }
}
