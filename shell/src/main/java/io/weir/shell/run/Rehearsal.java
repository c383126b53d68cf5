package io.weir.shell.run;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.file.CrashPoint;
import io.weir.runtime.file.CrashingFileSystem;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * What {@code weir certify} asks of the processes that it starts, by system properties: to write
 * output elsewhere, and to crash at a certain point or to report the points that are reached.
 */
public final class Rehearsal {
  /** {@code POINT:before:3}: end the process before the third time that a point is passed. */
  public static final String CRASH = "weir.certify.crash";

  /** Say on standard error which points are reached, a line each that begins with {@link #MARK}. */
  public static final String REPORT = "weir.certify.report";

  /** The directory into which tables are written. */
  public static final String OUTPUT = "weir.certify.output";

  /** The tables that are meant, separated by newlines. */
  public static final String TABLES = "weir.certify.tables";

  /**
   * A class that makes files of the machine's files, {@code UnaryOperator<FileSystem>}: to break on
   * purpose what certification is to notice.
   */
  public static final String BROKEN = "weir.certify.broken";

  /** The beginning of lines about points. */
  public static final String MARK = "crash-point ";

  /** What a killed process ends with. */
  private static final int KILLED = 137;

  private static final FileSystem FILES = chosenFiles();

  private Rehearsal() {}

  /** This machine's files, or what crashes on them. */
  static FileSystem files() {
    return FILES;
  }

  /** The connectors, with output into other directories if that is asked for. */
  static Connectors connectors(Connectors standard) {
    String output = System.getProperty(OUTPUT);
    if (output == null) {
      return standard;
    }
    Set<String> tables = Set.of(System.getProperty(TABLES).split("\n"));
    List<Connector> all = new ArrayList<>();
    for (Connector connector : standard.all()) {
      all.add(
          connector.name().equals("filesystem")
              ? new Rerouted(connector, tables, Path.of(output))
              : connector);
    }
    return new Connectors(all);
  }

  private static FileSystem chosenFiles() {
    FileSystem machine = machine();
    String crash = System.getProperty(CRASH);
    if (crash != null) {
      String[] parts = crash.split(":");
      boolean isAfter = parts[1].equals("after");
      AtomicInteger left = new AtomicInteger(Integer.parseInt(parts[2]));
      CrashPoint wanted = CrashPoint.valueOf(parts[0]);
      return new CrashingFileSystem(
          machine,
          (point, isDone) -> {
            if (point == wanted && isDone == isAfter && left.decrementAndGet() == 0) {
              ProcessEnd.now(KILLED);
            }
          });
    }
    if (System.getProperty(REPORT) != null) {
      return new CrashingFileSystem(
          machine,
          (point, isDone) -> {
            if (isDone) {
              System.err.println(MARK + point);
            }
          });
    }
    return machine;
  }

  @SuppressWarnings("unchecked")
  private static FileSystem machine() {
    String broken = System.getProperty(BROKEN);
    if (broken == null) {
      return LocalFileSystem.INSTANCE;
    }
    try {
      Object made = Class.forName(broken).getConstructor().newInstance();
      return ((UnaryOperator<FileSystem>) made).apply(LocalFileSystem.INSTANCE);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(BROKEN + " names no class to break files with", e);
    }
  }
}
