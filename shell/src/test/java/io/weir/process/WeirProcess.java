package io.weir.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Weir in a process of its own, to be killed. It reads no input. With {@code
 * -Dweir.process.layout=DIR} it is started as the launcher starts it, from libraries and with
 * archived classes; without, from the test's class path, which takes longer.
 */
public final class WeirProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = Long.getLong("weir.process.patience.seconds", 300);

  private static final long STEP_MILLIS = 10;

  /** What the exit code of a killed process is: 128 + SIGKILL. */
  private static final int KILLED = 137;

  private static final String LAYOUT = System.getProperty("weir.process.layout");

  private final Process process;
  private final Path output;
  private final Path errors;

  private WeirProcess(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts {@code weir arguments} in {@code directory}. */
  static WeirProcess start(Path directory, String... arguments) throws IOException {
    return start(directory, List.of(), arguments);
  }

  /** The same with system properties such as {@code -Dname=value}. */
  public static WeirProcess start(Path directory, List<String> properties, String... arguments)
      throws IOException {
    Path output = Files.createTempFile(directory, "stdout", ".txt");
    Path errors = Files.createTempFile(directory, "stderr", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-Xmx512m");
    command.add("-XX:-UsePerfData");
    command.add("-Xlog:disable");
    command.add("-Xlog:all=error:stderr");
    command.addAll(properties);
    command.addAll(LAYOUT == null ? fromClassPath() : fromLayout(Path.of(LAYOUT)));
    command.add("io.weir.shell.Main");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    return new WeirProcess(process, output, errors);
  }

  private static List<String> fromClassPath() {
    return List.of("-cp", System.getProperty("java.class.path"));
  }

  private static List<String> fromLayout(Path layout) {
    return List.of(
        "-Dweir.native.dir=" + layout.resolve("native"),
        "-XX:SharedArchiveFile=" + layout.resolve("weir.jsa"),
        "-Xshare:auto",
        "-cp",
        layout.resolve("lib/weir.jar").toString());
  }

  /** Waits for its end and answers the exit code. */
  public int exitCode() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("weir did not end; it said: " + errors());
    }
    return process.exitValue();
  }

  /** Whether it ends within {@code millis}. */
  boolean hasEndedWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** What is waited for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Returns when a condition holds while it runs; it must not end before, however slow it is. */
  void await(Condition condition) throws Exception {
    while (!condition.holds()) {
      if (hasEndedWithin(STEP_MILLIS) && !condition.holds()) {
        throw new AssertionError("weir has ended; it said: " + errors());
      }
    }
  }

  /** Kills it (SIGKILL) unless it ends within {@code millis}; whether that is what ended it. */
  boolean killAfter(long millis) throws InterruptedException {
    return !process.waitFor(millis, TimeUnit.MILLISECONDS) && kill();
  }

  /** Kills it (SIGKILL) and waits until it is gone; whether that is what ended it. */
  boolean kill() {
    return process.destroyForcibly().onExit().join().exitValue() == KILLED;
  }

  /** Asks it to stop (SIGTERM). */
  void terminate() {
    process.destroy();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** What it has written to standard output. */
  public String output() throws IOException {
    return read(output);
  }

  /** What it has written to standard error. */
  public String errors() throws IOException {
    return read(errors);
  }

  /** It may be in the middle of a character, or have been killed there. */
  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** As {@link #errors}, for assertion messages. */
  String readableErrors() {
    try {
      return errors();
    } catch (IOException e) {
      return "its errors cannot be read: " + e;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
