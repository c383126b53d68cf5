package io.weir.flink;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of processes that must not outlive the one that has started them: runs another
 * main class, and ends when standard input does.
 */
final class OwnedProcess {
  private OwnedProcess() {}

  /** The first argument is the main class to run, the rest are its own. */
  public static void main(String[] arguments) throws Throwable {
    Thread watch = new Thread(OwnedProcess::awaitOwner, "owner");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void awaitOwner() {
    try {
      while (System.in.read() >= 0) {
        continue;
      }
    } catch (IOException closed) {
      // The same as its end.
    }
    Runtime.getRuntime().halt(0);
  }
}
