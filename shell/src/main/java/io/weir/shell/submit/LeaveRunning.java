package io.weir.shell.submit;

import io.weir.shell.render.Console;
import java.util.Map;

/**
 * What happens when the process is asked to stop (Ctrl-C, SIGTERM) while it follows jobs: they run
 * on, which is said, and the session is closed.
 */
final class LeaveRunning implements AutoCloseable {
  private final Gateway gateway;
  private final Map<String, String> started;
  private final Console console;
  private final Thread hook = new Thread(this::leave, "weir-leave-running");

  /**
   * @param started jobs by id, with their titles; changes while the process runs
   */
  LeaveRunning(Gateway gateway, Map<String, String> started, Console console) {
    this.gateway = gateway;
    this.started = started;
    this.console = console;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void leave() {
    started.forEach(
        (job, title) ->
            console
                .err()
                .println(title + ": left running; weir submit --stop " + job + " --to … stops it"));
    try {
      gateway.close();
    } catch (GatewayException e) {
      console
          .err()
          .println("warning: the session stays open until it times out: " + e.getMessage());
    }
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
