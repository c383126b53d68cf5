package io.weir.shell.run;

import com.sun.jna.Native;

/**
 * The end of the process, at once. Between the record that closes a run and the end of the process
 * a kill is taken for one of a run that has ended, so nothing may lie between them; but the Java
 * machine waits for its compilers before it ends, which takes up to some tens of milliseconds. The
 * C library's {@code _exit} does not.
 */
public final class ProcessEnd {
  private static volatile boolean isReady;

  private ProcessEnd() {}

  /**
   * Prepares to end at once; takes some tens of milliseconds, in a thread of its own. Where it
   * cannot be done, the process ends the slower way.
   */
  public static void prepare() {
    Thread thread = new Thread(ProcessEnd::load, "weir-process-end");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the process, without shutdown hooks. */
  public static void now(int exitCode) {
    if (isReady) {
      CLibrary._exit(exitCode);
    }
    Runtime.getRuntime().halt(exitCode);
  }

  private static void load() {
    String directory = System.getProperty("weir.native.dir");
    if (directory != null) {
      System.setProperty("jna.boot.library.path", directory);
      System.setProperty("jna.nosys", "true");
      System.setProperty("jna.nounpack", "true");
    }
    try {
      Native.register(CLibrary.class, "c");
      isReady = true;
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      isReady = false;
    }
  }

  private static final class CLibrary {
    static native void _exit(int status);
  }
}
