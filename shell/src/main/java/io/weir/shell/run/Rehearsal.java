package io.weir.shell.run;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.crash.CrashListener;
import io.weir.runtime.crash.CrashPoint;
import io.weir.runtime.crash.CrashingFileSystem;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** The beginning of lines about steps that are no points and should be. */
  public static final String UNNAMED = "no-crash-point ";

  /** What a killed process ends with. */
  private static final int KILLED = 137;

  private static final Optional<CrashListener> LISTENER = listener();
  private static final FileSystem FILES = chosenFiles();

  private Rehearsal() {}

  /** This machine's files, or what crashes on them. */
  static FileSystem files() {
    return FILES;
  }

  /** The connectors, with what crashes in them and with output into other directories if asked. */
  static Connectors connectors(Connectors standard) {
    String output = System.getProperty(OUTPUT);
    if (output == null && LISTENER.isEmpty()) {
      return standard;
    }
    Set<String> tables = output == null ? Set.of() : Set.of(System.getProperty(TABLES).split("\n"));
    List<Connector> all = new ArrayList<>();
    for (Connector connector : standard.all()) {
      boolean isMoved = output != null && connector.name().equals("filesystem");
      Connector moved = isMoved ? new Rerouted(connector, tables, Path.of(output)) : connector;
      all.add(LISTENER.<Connector>map(to -> new Overheard(moved, to)).orElse(moved));
    }
    return new Connectors(all);
  }

  private static FileSystem chosenFiles() {
    FileSystem machine = machine();
    return LISTENER.<FileSystem>map(to -> new CrashingFileSystem(machine, to)).orElse(machine);
  }

  private static Optional<CrashListener> listener() {
    String crash = System.getProperty(CRASH);
    if (crash != null) {
      String[] parts = crash.split(":");
      return Optional.of(
          new Assassin(
              CrashPoint.valueOf(parts[0]), parts[1].equals("after"), Integer.parseInt(parts[2])));
    }
    return System.getProperty(REPORT) == null ? Optional.empty() : Optional.of(new Reporter());
  }

  /** Ends the process when a point has been passed so many times. */
  private static final class Assassin implements CrashListener {
    private final CrashPoint wanted;
    private final boolean isAfter;
    private final AtomicInteger left;

    Assassin(CrashPoint wanted, boolean isAfter, int times) {
      this.wanted = wanted;
      this.isAfter = isAfter;
      this.left = new AtomicInteger(times);
    }

    @Override
    public void reached(CrashPoint point, boolean isDone) {
      if (point == wanted && isDone == isAfter && left.decrementAndGet() == 0) {
        ProcessEnd.now(KILLED);
      }
    }

    @Override
    public void unnamed(String action, Path file) {}
  }

  /** Says what has been done. */
  private static final class Reporter implements CrashListener {
    @Override
    public void reached(CrashPoint point, boolean isDone) {
      if (isDone) {
        System.err.println(MARK + point);
      }
    }

    @Override
    public void unnamed(String action, Path file) {
      System.err.println(UNNAMED + action + " " + file);
    }
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
