package io.weir.runtime.function.user;

import io.weir.function.TableFunction;
import io.weir.runtime.function.table.TableKernel;
import io.weir.runtime.function.table.TableRows;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Values;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Calls a user's method for each row, and keeps the rows that it collects. */
final class UserTableKernel implements TableKernel {
  private final String name;
  private final UserMethod method;
  private final TableFunction<?> function;
  private final MethodHandle handle;
  private final List<LogicalType> parameters;
  private final JavaForm row;
  private final BufferAllocator allocator;
  private final Object[] sql;
  private final Object[] java;
  private final List<Object> collected = new ArrayList<>();

  UserTableKernel(
      String name,
      UserMethod method,
      TableFunction<?> function,
      List<LogicalType> parameters,
      JavaForm row,
      BufferAllocator allocator) {
    this.name = name;
    this.method = method;
    this.function = function;
    this.parameters = parameters;
    this.row = row;
    this.allocator = allocator;
    this.handle = method.handle(function);
    this.sql = new Object[parameters.size()];
    this.java = new Object[method.method().getParameterCount()];
    function.setCollector(made -> collected.add(UserCalls.valueOf(name, row, made)));
  }

  @Override
  public TableRows evaluate(List<FieldVector> arguments, Selection calls, int wanted) {
    List<Column> columns = arguments.stream().map(Column::of).toList();
    collected.clear();
    int[] callOf = new int[Math.max(64, calls.count())];
    int done = 0;
    while (done < calls.count() && collected.size() < wanted || done == 0) {
      int call = calls.row(done++);
      int before = collected.size();
      call(columns, call);
      if (collected.size() > callOf.length) {
        callOf = Arrays.copyOf(callOf, Math.max(collected.size(), 2 * callOf.length));
      }
      Arrays.fill(callOf, before, collected.size(), call);
    }
    return new TableRows(done, callOf, collected.size(), vectors());
  }

  private void call(List<Column> columns, int slot) {
    for (int i = 0; i < sql.length; i++) {
      sql[i] = Values.read(parameters.get(i), columns.get(i), slot);
      if (sql[i] == null && method.isPrimitive(i)) {
        return;
      }
    }
    method.place(sql, java);
    UserCalls.invoke(name, handle, java);
  }

  private List<FieldVector> vectors() {
    if (row.type().kind() != TypeKind.ROW) {
      return List.of(Values.vector(row.type(), collected, allocator));
    }
    List<FieldVector> vectors = new ArrayList<>();
    List<Field> fields = row.type().fields();
    for (int f = 0; f < fields.size(); f++) {
      List<Object> column = new ArrayList<>(collected.size());
      for (Object one : collected) {
        column.add(one == null ? null : ((List<?>) one).get(f));
      }
      vectors.add(Values.vector(fields.get(f).type(), column, allocator));
    }
    return vectors;
  }

  @Override
  public void close() {
    UserScalarFunction.close(function);
  }
}
