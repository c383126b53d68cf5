package io.weir.runtime.function.user;

import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.function.table.TableFunction;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A function of a user: of one of three kinds. */
public sealed interface UserFunctionKind {
  /** From the values of a row to one value. */
  record Scalar(ScalarFunction function) implements UserFunctionKind {
    @Override
    public List<String> signatures() {
      return function.signatures();
    }

    @Override
    public String describe() {
      return "scalar function";
    }
  }

  /** From the values of a row to rows. */
  record Table(TableFunction function) implements UserFunctionKind {
    @Override
    public List<String> signatures() {
      return function.signatures();
    }

    @Override
    public String describe() {
      return "table function";
    }
  }

  /** From the rows of a group to one value. */
  record Aggregate(UserAggregate function) implements UserFunctionKind {
    @Override
    public List<String> signatures() {
      return function.signatures();
    }

    @Override
    public String describe() {
      return "aggregate function";
    }
  }

  /** The ways of calling it, for users. */
  List<String> signatures();

  /** What it is called, such as {@code table function}. */
  String describe();

  /**
   * The function that a class implements.
   *
   * @param name under which it is called
   * @param options of CREATE FUNCTION, which the function can ask for
   * @param zone the session's time zone
   * @throws UserFunctionException if it implements none
   */
  static UserFunctionKind of(String name, Class<?> type, Map<String, String> options, ZoneId zone) {
    UserClass implementation = new UserClass(type, options);
    return switch (implementation.kind()) {
      case SCALAR -> new Scalar(new UserScalarFunction(name, implementation));
      case TABLE -> new Table(new UserTableFunction(name, implementation));
      case AGGREGATE -> new Aggregate(new UserAggregate(name, implementation, zone));
    };
  }
}
