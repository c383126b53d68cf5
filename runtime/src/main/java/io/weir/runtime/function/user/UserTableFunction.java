package io.weir.runtime.function.user;

import io.weir.function.DataTypeHint;
import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.FunctionDoc;
import io.weir.runtime.function.table.TableFunction;
import io.weir.runtime.function.table.TableFunctionBinding;
import io.weir.runtime.function.table.TableResolution;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.lang.reflect.Type;
import java.util.List;

/** A table function that a user's class implements by methods {@code eval}. */
final class UserTableFunction implements TableFunction {
  private final String name;
  private final UserClass implementation;
  private final List<UserMethod> methods;
  private final Determinism determinism;

  /**
   * @throws UserFunctionException if the methods do not make a table function
   */
  UserTableFunction(String name, UserClass implementation) {
    this.name = name;
    this.implementation = implementation;
    this.methods = implementation.required("eval", 0);
    for (UserMethod method : methods) {
      if (method.method().getReturnType() != void.class) {
        throw new UserFunctionException(
            method.describe() + " returns a value", "a table function gives rows by collect");
      }
      rowForm(method);
    }
    determinism =
        implementation.isDeterministic() ? Determinism.DETERMINISTIC : Determinism.PER_ROW;
  }

  private JavaForm rowForm(UserMethod method) {
    Type row = implementation.parameterOf(io.weir.function.TableFunction.class, 0);
    DataTypeHint hint = UserMethod.outputHint(method.method());
    if (hint == null) {
      hint = UserMethod.classOutputHint(implementation.type());
    }
    return JavaForms.ofAccumulator(row, hint, "the row of " + method.describe());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc("Implemented by " + implementation.type().getName() + ".", "", "");
  }

  @Override
  public int minArguments() {
    return methods.stream().mapToInt(UserMethod::minArguments).min().orElseThrow();
  }

  @Override
  public int maxArguments() {
    return methods.stream().mapToInt(UserMethod::maxArguments).max().orElseThrow();
  }

  @Override
  public List<String> signatures() {
    return methods.stream().map(method -> method.signature(name)).toList();
  }

  @Override
  public Determinism determinism() {
    return determinism;
  }

  @Override
  public TableResolution resolve(CallArguments arguments) {
    UserMethod method = UserClass.nearest(methods, arguments);
    if (method == null) {
      return new TableResolution.Mismatch(
          name + " does not take " + arguments + "; it takes " + String.join(" or ", signatures()),
          "CAST the arguments");
    }
    List<LogicalType> bound = method.bind(arguments);
    JavaForm row = rowForm(method);
    return new TableResolution.Match(
        new TableFunctionBinding(
            bound,
            columns(row.type()),
            true,
            determinism,
            context ->
                new UserTableKernel(
                    name,
                    method,
                    (io.weir.function.TableFunction<?>) implementation.open(context.timeZone()),
                    bound,
                    row,
                    context.allocator())));
  }

  /** The fields of a ROW; anything else is the only column. */
  private static Schema columns(LogicalType row) {
    return row.kind() == TypeKind.ROW
        ? new Schema(row.fields())
        : new Schema(List.of(new Field("f0", row)));
  }
}
