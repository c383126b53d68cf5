package io.weir.shell.command;

import io.weir.runtime.connector.stream.StandardInput;
import io.weir.runtime.error.WeirException;
import io.weir.shell.data.Lock;
import io.weir.shell.metrics.MetricsServer;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.Runs;
import io.weir.shell.serve.Server;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code weir serve}: the jobs of a data directory, without a terminal. */
@Command(
    name = "serve",
    sortOptions = false,
    description = {
      "Run the jobs of a data directory until stopped, without a terminal.",
      "A shell, weir -e, weir jobs and weir stop on the same directory attach to it. SIGTERM or"
          + " Ctrl-C stops all jobs behind a checkpoint; the next weir serve goes on with them."
    })
final class ServeCommand implements Callable<Integer> {
  @ParentCommand private WeirCommand weir;
  @Mixin private MetricsOptions metrics;

  @Override
  public Integer call() throws InterruptedException {
    Console console = weir.console();
    Runs runs = weir.options().runs(console, StandardInput.takenBy("this is a server"));
    OptionalInt port = metrics.port();
    CompletableFuture<Server> started = new CompletableFuture<>();
    Thread end = new Thread(() -> end(started, console), "weir-stop");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      Server server = Server.start(runs, console.err()::println);
      started.complete(server);
      console
          .err()
          .println(
              "serving "
                  + runs.dataDirectory().root()
                  + "; weir --data "
                  + runs.data()
                  + " attaches");
      if (port.isEmpty()) {
        server.await();
        return ExitCode.DONE;
      }
      return awaitServing(server, port.getAsInt(), console);
    } catch (Lock.AlreadyRunning e) {
      console.err().println("error: " + e.getMessage());
      console.err().println("hint: weir --data " + runs.data() + " attaches to it");
      return ExitCode.UNAVAILABLE;
    } catch (WeirException | IOException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.UNAVAILABLE;
    } finally {
      started.cancel(false);
    }
  }

  private int awaitServing(Server server, int port, Console console)
      throws IOException, InterruptedException {
    try (MetricsServer serving = MetricsServer.start(metrics.address(), port, server::jobs)) {
      console.err().println("metrics at " + serving.url());
      server.await();
      return ExitCode.DONE;
    } catch (WeirException e) {
      server.close();
      throw e;
    }
  }

  /** Being asked to stop is no fault, so the process ends with 0; also before all is started. */
  private static void end(CompletableFuture<Server> started, Console console) {
    int code = ExitCode.DONE;
    try {
      started.join().close();
    } catch (CancellationException e) {
      return;
    } catch (IOException e) {
      console.err().println(ErrorText.of(e, "", ""));
      code = ExitCode.FAILED;
    }
    console.err().flush();
    Runtime.getRuntime().halt(code);
  }
}
