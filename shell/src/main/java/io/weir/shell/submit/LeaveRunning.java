package io.weir.shell.submit;

import io.weir.shell.render.Console;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The jobs of the cluster that run on when this process leaves them: because it is asked to stop
 * (Ctrl-C, SIGTERM), which also closes the session, or because something else has gone wrong.
 */
final class LeaveRunning implements AutoCloseable {
  private final Gateway gateway;
  private final URI address;
  private final Console console;
  private final Map<String, String> started = new ConcurrentSkipListMap<>();
  private final Thread hook = new Thread(this::stop, "weir-leave-running");
  private volatile Optional<String> sending = Optional.empty();
  private volatile boolean isStopping;

  /**
   * @param address of the gateway
   */
  LeaveRunning(Gateway gateway, URI address, Console console) {
    this.gateway = gateway;
    this.address = address;
    this.console = console;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A statement is on its way that starts a job. */
  void sending(String title) {
    sending = Optional.of(title);
  }

  /** The statement that was on its way has been answered. */
  void answered() {
    sending = Optional.empty();
  }

  /** A job has been started. */
  void started(String job, String title) {
    started.put(job, title);
  }

  /** A job has ended. */
  void ended(String job) {
    started.remove(job);
  }

  /** Whether the process has been asked to stop; then nothing else is to be said. */
  boolean isStopping() {
    return isStopping;
  }

  private void stop() {
    isStopping = true;
    tell();
    sending.ifPresent(
        title ->
            console.err().println(title + ": was being sent; whether it runs, the cluster knows"));
    try {
      gateway.close();
    } catch (GatewayException e) {
      console
          .err()
          .println("warning: the session stays open until it times out: " + e.getMessage());
    }
  }

  /** Says which jobs run on. */
  void tell() {
    started.forEach(
        (job, title) ->
            console
                .err()
                .println(
                    title
                        + ": left running; weir submit --stop "
                        + job
                        + " --to "
                        + address
                        + " stops it"));
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // The hook runs already and does what is to be done.
      return;
    }
  }
}
