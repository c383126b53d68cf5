package io.weir.runtime.function.user;

import io.weir.runtime.function.EvaluationException;
import java.lang.invoke.MethodHandle;

/** Calls users' code, and says of a fault which function it comes from. */
final class UserCalls {
  private static final String PACKAGE = "io.weir.runtime.";

  private UserCalls() {}

  /** Calls a method with all its arguments. */
  static Object invoke(String name, MethodHandle handle, Object[] arguments) {
    try {
      return (Object) handle.invokeExact(arguments);
    } catch (Error e) {
      if (e instanceof LinkageError || e instanceof AssertionError) {
        throw fault(name, e);
      }
      throw e;
    } catch (Throwable e) {
      throw fault(name, e);
    }
  }

  /** What a user's method has given, as a value of SQL. */
  static Object valueOf(String name, JavaForm form, Object java) {
    try {
      return form.toValue(java);
    } catch (ClassCastException | ArithmeticException e) {
      throw new EvaluationException(
          "function "
              + name
              + " has given "
              + shown(java)
              + ", which is no "
              + form.type().withNullable(true),
          e);
    }
  }

  private static String shown(Object java) {
    String text = String.valueOf(java);
    return "a "
        + java.getClass().getSimpleName()
        + " ("
        + (text.length() > 80 ? text.substring(0, 80) + "…" : text)
        + ")";
  }

  /** The fault of a row, with the place in the user's code. */
  static EvaluationException fault(String name, Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    String place =
        trace.length == 0 || trace[0].getClassName().startsWith(PACKAGE) ? "" : " at " + trace[0];
    return new EvaluationException("function " + name + " has thrown " + thrown + place, thrown);
  }
}
