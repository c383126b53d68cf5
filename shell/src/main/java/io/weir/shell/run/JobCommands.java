package io.weir.shell.run;

import io.weir.parser.source.SourceException;
import io.weir.parser.statement.CancelJob;
import io.weir.parser.statement.CheckpointJob;
import io.weir.parser.statement.Clear;
import io.weir.parser.statement.DescribeJob;
import io.weir.parser.statement.DiagnoseJob;
import io.weir.parser.statement.ExplainAnalyze;
import io.weir.parser.statement.ExplainJobGuarantee;
import io.weir.parser.statement.ExplainUpgrade;
import io.weir.parser.statement.Help;
import io.weir.parser.statement.ResumeJob;
import io.weir.parser.statement.Show;
import io.weir.parser.statement.ShowCheckpoints;
import io.weir.parser.statement.ShowOperators;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StopJob;
import io.weir.parser.statement.StringLiteral;
import io.weir.planner.Planned;
import io.weir.planner.explain.GuaranteePrinter;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.data.Lock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The statements about jobs: what there is, and what to do with those that run in this process. */
final class JobCommands {
  private final Jobs jobs;
  private final JobTable table;
  private final JobLooks looks;
  private final Session session;

  JobCommands(Jobs jobs, Session session) {
    this.jobs = jobs;
    this.session = session;
    this.table = new JobTable(jobs.data(), jobs.engine());
    this.looks = new JobLooks(jobs, table);
  }

  /**
   * Does what a statement says and answers with what there is to see.
   *
   * @throws SourceException for a statement that belongs to another place
   * @throws WeirException if there is no such job
   */
  Planned.Rows execute(Statement statement) {
    try {
      if (statement instanceof Show show) {
        return looks.jobs(name -> show.pattern().map(p -> p.accepts(name)).orElse(true));
      }
      if (statement instanceof ShowCheckpoints show) {
        return table.checkpoints(show.job().value());
      }
      if (statement instanceof ShowOperators show) {
        return new OperatorTable(table, jobs).operators(show.job().value());
      }
      if (statement instanceof DescribeJob describe) {
        return looks.describe(describe.job().value());
      }
      if (statement instanceof ExplainAnalyze analyze) {
        return looks.analyze(analyze.job().value());
      }
      if (statement instanceof DiagnoseJob diagnose) {
        return looks.diagnose(diagnose.job().value());
      }
      if (statement instanceof StopJob stop) {
        return stop(stop);
      }
      if (statement instanceof CancelJob cancel) {
        Jobs.Running running = running(cancel.job());
        running.directory().hold();
        return ended(running, running.handle().cancel().join());
      }
      if (statement instanceof CheckpointJob checkpoint) {
        return checkpoint(checkpoint.job());
      }
      if (statement instanceof ResumeJob resume) {
        return resume(resume.job());
      }
      if (statement instanceof ExplainUpgrade upgrade) {
        return new UpgradeExplainer(jobs, session, table).explain(upgrade);
      }
      if (statement instanceof ExplainJobGuarantee explain) {
        return guarantee(explain.job().value());
      }
      if (statement instanceof Help) {
        return help();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (statement instanceof Clear) {
      throw new SourceException(
          "there is no screen to clear here",
          statement.span(),
          Optional.of("leave CLEAR out: it is a command of the interactive shell"));
    }
    throw new SourceException(
        "this statement is not supported here",
        statement.span(),
        Optional.of("HELP lists the statements about jobs; everything else is SQL"));
  }

  private Planned.Rows guarantee(String name) throws IOException {
    Planned.Job planned = jobs.planAsDescribed(table.get(name), session);
    return Planned.Rows.ofColumn(
        "result", List.of(GuaranteePrinter.print(planned).stripTrailing()));
  }

  private Planned.Rows stop(StopJob stop) throws IOException {
    Jobs.Running running = running(stop.job());
    running.directory().hold();
    if (!stop.savepoint()) {
      return ended(
          running, (stop.drain() ? running.handle().drain() : running.handle().stop()).join());
    }
    return new SavepointStop(jobs, session.settings()).stop(running, stop);
  }

  static Planned.Rows ended(Jobs.Running running, JobStatus status) {
    running.whenReleased().join();
    status
        .failure()
        .filter(fault -> status.state() == JobState.FAILED)
        .ifPresent(
            fault -> {
              throw new CompletionException(fault);
            });
    return answer(
        running.directory().name(),
        status.state().name().toLowerCase(Locale.ROOT)
            + " at checkpoint "
            + status.lastCheckpointId());
  }

  private Planned.Rows checkpoint(StringLiteral job) throws IOException {
    long id = running(job).handle().checkpointNow().join();
    return answer(job.value(), "checkpoint " + id);
  }

  private Planned.Rows resume(StringLiteral job) throws IOException {
    JobDirectory directory = table.get(job.value());
    List<String> notes = new ArrayList<>();
    try {
      Lock lock = directory.lock();
      try {
        Recoveries.retreat(jobs, directory, session.settings()).ifPresent(notes::add);
        directory.release();
        jobs.resumeAsDescribed(directory, lock, session);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (Lock.AlreadyRunning e) {
      throw WeirException.permanent(e.getMessage(), "stop it there first", e);
    }
    Planned.Rows running = answer(job.value(), "running");
    return new Planned.Rows(running.columns(), running.rows(), notes);
  }

  private Jobs.Running running(StringLiteral job) throws IOException {
    JobDirectory directory = table.get(job.value());
    Jobs.Running running = jobs.running().get(directory.name());
    if (running == null) {
      String where = directory.holder().map(holder -> "runs in " + holder).orElse("does not run");
      throw new SourceException(
          "job \"" + job.value() + "\" " + where,
          job.span(),
          Optional.of(
              "a job can be stopped where it was started; RESUME JOB starts one that does not"
                  + " run"));
    }
    return running;
  }

  static Planned.Rows answer(String job, String state) {
    return new Planned.Rows(List.of("job", "state"), List.of(List.of(job, state)), List.of());
  }

  private static Planned.Rows help() {
    return new Planned.Rows(
        List.of("statement", "what it does"),
        List.of(
            List.of(
                "CREATE TABLE ...; SELECT ...; INSERT INTO ...;", "Flink SQL, see docs/dialect.md"),
            List.of("EXPLAIN statement;", "how it would run, and what it guarantees"),
            List.of(
                "EXPLAIN GUARANTEE statement; EXPLAIN GUARANTEE JOB 'j';",
                "what its sinks hold after a crash, why, and what would strengthen that"),
            List.of("SHOW TABLES; SHOW FUNCTIONS; DESCRIBE t;", "what there is"),
            List.of("SET 'key' = 'value'; SET; RESET;", "settings"),
            List.of("SHOW JOBS; DESCRIBE JOB 'j';", "the jobs of this data directory"),
            List.of("EXPLAIN ANALYZE JOB 'j';", "its plan, with what happens in each step"),
            List.of("DIAGNOSE JOB 'j';", "why it has no output, or is slow"),
            List.of("STOP JOB 'j'; RESUME JOB 'j';", "stop behind a checkpoint, go on from it"),
            List.of("STOP JOB 'j' WITH SAVEPOINT 'dir';", "stop, and keep a copy of all it holds"),
            List.of(
                "EXPLAIN UPGRADE 'file.sql' FROM JOB 'j';",
                "what another text of its query keeps of what it holds"),
            List.of("CHECKPOINT JOB 'j'; SHOW CHECKPOINTS FOR JOB 'j';", "checkpoints"),
            List.of("SHOW OPERATORS FOR JOB 'j';", "the steps that have state, and their tables"),
            List.of(
                "SELECT * FROM STATE('j', 'operator') AS OF CHECKPOINT n;",
                "the state of a step as a table"),
            List.of("QUIT;", "leave; jobs stop behind a checkpoint")),
        List.of());
  }
}
