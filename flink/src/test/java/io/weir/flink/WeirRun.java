package io.weir.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A command line of Weir in a process of its own, whose class path has nothing of Flink. */
final class WeirRun implements AutoCloseable {
  private static final Path LAYOUT = Path.of(System.getProperty("weir.layout")).toAbsolutePath();
  private static final long PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path output;
  private final Path errors;

  private WeirRun(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Runs {@code weir arguments} in a directory and waits for its end. */
  static WeirRun of(Path directory, String... arguments) throws IOException, InterruptedException {
    WeirRun run = start(directory, arguments);
    run.exitCode();
    return run;
  }

  /** Starts {@code weir arguments} in a directory. */
  static WeirRun start(Path directory, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/java.nio=ALL-UNNAMED");
    command.add("-Dweir.native.dir=" + LAYOUT.resolve("native"));
    command.addAll(List.of("-XX:SharedArchiveFile=" + LAYOUT.resolve("weir.jsa"), "-Xshare:auto"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
    command.addAll(List.of("-cp", LAYOUT.resolve("lib/weir.jar").toString()));
    command.add("io.weir.shell.Main");
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(directory, "stdout", ".txt");
    Path errors = Files.createTempFile(directory, "stderr", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    return new WeirRun(process, output, errors);
  }

  /** Waits for its end and answers the exit code. */
  int exitCode() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("weir did not end: " + text());
    }
    return process.exitValue();
  }

  /** Waits until it has said something. */
  void await(String said) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!text().contains(said)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("weir has not said \"" + said + "\": " + text());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** What it has written to standard output. */
  String output() throws IOException {
    return Files.readString(output);
  }

  /** The id of the job that {@code weir submit} has started. */
  String job() throws IOException {
    String line =
        output()
            .lines()
            .filter(each -> each.startsWith("job "))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no job was started"));
    return line.split(" ")[1];
  }

  /** What it has written to standard output and standard error. */
  String text() throws IOException {
    return output() + Files.readString(errors);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
