package io.weir.shell.command;

import io.weir.runtime.connector.stream.StandardInput;
import io.weir.runtime.error.WeirException;
import io.weir.shell.data.Lock;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.Runs;
import io.weir.shell.serve.Server;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code weir serve}: the jobs of a data directory, without a terminal. */
@Command(
    name = "serve",
    sortOptions = false,
    description = {
      "Run the jobs of a data directory until stopped, without a terminal. A shell, weir -e,",
      "weir jobs and weir stop on the same directory attach to it. SIGTERM or Ctrl-C stops all",
      "jobs behind a checkpoint; the next weir serve goes on with them."
    })
final class ServeCommand implements Callable<Integer> {
  @ParentCommand private WeirCommand weir;

  @Override
  public Integer call() throws InterruptedException {
    Console console = weir.console();
    Runs runs = weir.options().runs(console, StandardInput.takenBy("this is a server"));
    CompletableFuture<Server> started = new CompletableFuture<>();
    Thread end = new Thread(() -> end(started, console), "weir-stop");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      Server server = Server.start(runs, console.err()::println);
      console
          .err()
          .println(
              "serving "
                  + runs.dataDirectory().root()
                  + "; weir --data "
                  + runs.data()
                  + " attaches");
      started.complete(server);
      server.await();
      return ExitCode.DONE;
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
