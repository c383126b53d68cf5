package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceException;
import io.weir.parser.source.Span;
import io.weir.parser.statement.Quit;
import io.weir.parser.statement.Statement;
import io.weir.runtime.error.WeirException;
import io.weir.shell.command.ExitCode;
import io.weir.shell.data.Lock;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * The life of {@code weir run}: the statements of one or several scripts in order, as one run with
 * one journal.
 *
 * <p>A bounded INSERT finishes before the next statement starts; an unbounded one runs beside the
 * rest. What an earlier invocation of the same run has done is not done again. The run is closed as
 * the last act, when nothing is left to do but to leave the process; until then the next invocation
 * goes on with it.
 */
public final class ScriptRunner {
  private final Engine engine;
  private final Session session;
  private final Jobs jobs;
  private final Statements statements;
  private final Console console;

  /**
   * @param engine runs the jobs; closed before the run is
   * @param session plans the statements
   * @param jobs runs the durable ones
   * @param statements executes the others
   * @param console where progress and errors go
   */
  ScriptRunner(Engine engine, Session session, Jobs jobs, Statements statements, Console console) {
    this.engine = engine;
    this.session = session;
    this.jobs = jobs;
    this.statements = statements;
    this.console = console;
  }

  /**
   * Runs scripts to their end.
   *
   * @param isFresh whether to forget what an interrupted run has done
   * @return the exit code
   */
  public int run(List<Script> scripts, boolean isFresh) {
    try (ScriptRun run = new ScriptRun(scripts, session, jobs, statements, console, isFresh)) {
      run.open();
      for (Script script : scripts) {
        run(script, run);
      }
      run.awaitJobs();
      engine.close();
      run.finish();
      return ExitCode.DONE;
    } catch (RunFailure failure) {
      return failure.exitCode();
    } catch (Lock.AlreadyRunning e) {
      console.err().println("error: " + e.getMessage());
      console
          .err()
          .println("hint: wait for it to end, or stop that process; nothing was started here");
      return ExitCode.UNAVAILABLE;
    } catch (IOException e) {
      console.err().println(ErrorText.of(e, "", ""));
      console.err().println("hint: check the data directory, or name another with --data");
      return ExitCode.UNAVAILABLE;
    } catch (WeirException e) {
      console.err().println(ErrorText.of(e, "", ""));
      return ExitCode.UNAVAILABLE;
    }
  }

  private void run(Script script, ScriptRun run)
      throws RunFailure, Lock.AlreadyRunning, IOException {
    String origin = script.isFile() ? script.origin() : "";
    try {
      Iterator<Statement> iterator = ScriptParser.statements(session.substitute(script.text()));
      while (iterator.hasNext()) {
        Statement statement = iterator.next();
        if (statement instanceof Quit) {
          return;
        }
        Span span = statement.span();
        run.execute(statement, script.text().substring(span.start(), span.end()));
      }
    } catch (SourceException e) {
      console.err().println(ErrorText.of(e, origin, script.text()));
      throw new RunFailure(ExitCode.FAILED);
    }
  }
}
