package io.weir.flink;

import io.weir.process.WeirProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A command line of Weir in a process of its own, whose class path has nothing of Flink. */
final class WeirRun implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;

  /** Most runs are over before a second compiler pays. */
  private static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1");

  private final WeirProcess process;

  private WeirRun(WeirProcess process) {
    this.process = process;
  }

  /** Runs {@code weir arguments} in a directory and waits for its end. */
  static WeirRun of(Path directory, String... arguments) throws IOException, InterruptedException {
    WeirRun run = start(directory, arguments);
    run.exitCode();
    return run;
  }

  /** Starts {@code weir arguments} in a directory. */
  static WeirRun start(Path directory, String... arguments) throws IOException {
    return new WeirRun(WeirProcess.start(directory, SHORT, arguments));
  }

  /** Waits for its end and answers the exit code. */
  int exitCode() throws InterruptedException, IOException {
    return process.exitCode();
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
    return process.output();
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
    return output() + process.errors();
  }

  @Override
  public void close() {
    process.close();
  }
}
