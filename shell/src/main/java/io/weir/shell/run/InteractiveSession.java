package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceText;
import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;
import io.weir.planner.catalog.Catalog;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.insight.Words;
import io.weir.shell.data.DataDirectory;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.data.Lock;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.render.TextRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The statements of a person at a prompt: each is executed as it comes; INSERT starts a job in the
 * background. The catalog is kept in the data directory, and the jobs that the shell had left
 * running are resumed.
 */
public final class InteractiveSession implements AutoCloseable {
  private static final String OWNER = "shell";

  private final Runs runs;
  private final Console console;
  private final Engine engine;
  private final Jobs jobs;
  private final Session session;
  private final Queries queries;
  private final Presentation presentation;
  private final JobCommands commands;
  private final AtomicReference<JobHandle> query = new AtomicReference<>();
  private int jobCount;
  private volatile Consumer<String> notices;

  /** A session with the options of {@code runs}. */
  public InteractiveSession(Runs runs) {
    this.runs = runs;
    this.console = runs.console();
    this.engine = new Engine(MemoryPlan.ofProcess(), LocalFileSystem.INSTANCE);
    this.jobs = new Jobs(engine, runs.dataDirectory(), Interrupts.install());
    this.session = runs.session();
    this.queries = new Queries(jobs, console);
    this.presentation = new Presentation(runs.format(), console.out(), engine.clock());
    this.commands = new JobCommands(jobs, session);
    this.notices = console.err()::println;
  }

  /** Brings back the catalog, and the jobs that were running when the shell was left. */
  public void begin(DataDirectory data) throws IOException {
    if (data.files().exists(data.catalogFile())) {
      String ddl = new String(data.files().readAll(data.catalogFile()), StandardCharsets.UTF_8);
      for (Statement statement : ScriptParser.parseAll(ddl)) {
        session.plan(statement, ddl.substring(statement.span().start(), statement.span().end()));
      }
    }
    for (JobDirectory directory : data.jobDirectories()) {
      if (directory.description().owner().equals(OWNER)) {
        resume(directory);
      }
    }
  }

  private void resume(JobDirectory directory) throws IOException {
    boolean isOver =
        engine
            .checkpoints(directory)
            .newest()
            .map(
                manifest ->
                    manifest.checkpoint().isEnd() && manifest.checkpoint().unconfirmed().isEmpty())
            .orElse(false);
    if (isOver) {
      return;
    }
    try {
      watch(jobs.resumeAsDescribed(directory, directory.lock(), session));
      console.err().println("job " + directory.name() + ": resumed");
    } catch (Lock.AlreadyRunning e) {
      console.err().println(e.getMessage());
    }
  }

  /** Says where to tell what happens to jobs at any time; from any thread. */
  public void setNotices(Consumer<String> notices) {
    this.notices = notices;
  }

  /** How results are shown. */
  public Presentation presentation() {
    return presentation;
  }

  /** What has been defined so far. */
  public Catalog catalog() {
    return session.catalog();
  }

  /** What tables can be made of. */
  public Connectors connectors() {
    return runs.connectors();
  }

  /** The names of all jobs in the data directory. */
  public List<String> jobs() {
    try {
      return jobs.data().jobDirectories().stream().map(JobDirectory::name).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The answer to a statement such as SHOW FUNCTIONS, as lines of cells. */
  public List<List<String>> ask(String statement) {
    Planned planned = session.ask(ScriptParser.parseAll(statement).get(0));
    return planned instanceof Planned.Rows rows ? rows.rows() : List.of();
  }

  /** Text with its variables filled in. */
  public SourceText substitute(String text) {
    return session.substitute(text);
  }

  /** Cancels the query that runs now, if one does. */
  public void cancel() {
    JobHandle running = query.get();
    if (running != null) {
      running.cancel();
    }
  }

  /**
   * Executes a statement.
   *
   * @param text the statement as written
   */
  public void execute(Statement statement, String text) throws IOException {
    Work work = session.plan(statement, text);
    work.planned().warnings().forEach(warning -> console.err().println("warning: " + warning));
    if (work.planned() instanceof Planned.Done done) {
      saveCatalog();
      console.err().println(done.message());
    } else if (work.planned() instanceof Planned.Job job) {
      start(work, job);
    } else if (work.planned() instanceof Planned.Query select) {
      run(select);
    } else if (work.planned() instanceof Planned.Rows rows) {
      print(rows);
    } else if (work.planned() instanceof Planned.Command command) {
      print(commands.execute(command.statement()));
    }
  }

  private long millisSince(long startNanos) {
    return (engine.clock().monotonicNanos() - startNanos) / 1_000_000;
  }

  private void run(Planned.Query select) throws IOException {
    long start = engine.clock().monotonicNanos();
    try {
      long rows = queries.run(select, presentation.printer(select), query::set);
      presentation.endResult();
      String time = presentation.isTimed() ? " in " + Words.duration(millisSince(start)) : "";
      console.err().println(Words.count(rows) + (rows == 1 ? " row" : " rows") + time);
    } catch (RunFailure failure) {
      if (failure.exitCode() == io.weir.shell.command.ExitCode.INTERRUPTED) {
        console.err().println("cancelled");
      }
    } finally {
      query.set(null);
    }
  }

  private void start(Work work, Planned.Job planned) throws IOException {
    JobDirectory directory = jobs.data().job(freeName(planned));
    try {
      watch(jobs.start(directory, directory.lock(), OWNER, work, session));
      console
          .err()
          .println("job " + directory.name() + ": started; SHOW JOBS; shows how it gets on");
    } catch (Lock.AlreadyRunning e) {
      console.err().println("error: " + e.getMessage());
    }
  }

  private void watch(Jobs.Running running) {
    running
        .whenReleased()
        .thenAccept(
            status -> {
              if (status.state() != JobState.STOPPED) {
                notices.accept(describe(running.directory().name(), status));
              }
            });
  }

  private static String describe(String job, JobStatus status) {
    String text = "job " + job + ": " + status.state().name().toLowerCase(Locale.ROOT);
    Optional<Throwable> failure = status.failure().filter(f -> status.state() == JobState.FAILED);
    return failure.map(fault -> text + "\n" + ErrorText.of(fault, "", "")).orElse(text);
  }

  private String freeName(Planned.Job planned) throws IOException {
    String wanted =
        planned.settings().pipelineName().orElse(planned.name()).replaceAll("[^A-Za-z0-9._-]", "-");
    String name = wanted;
    while (jobs.data().job(name).exists()) {
      jobCount++;
      name = wanted + "-" + jobCount;
    }
    return name;
  }

  private void saveCatalog() throws IOException {
    String ddl = String.join(";\n\n", session.catalog().toDdl());
    jobs.data().saveCatalog(ddl.isEmpty() ? "" : ddl + ";\n");
  }

  private void print(Planned.Rows rows) throws IOException {
    TextRows.write(presentation.format(), rows.columns(), rows.rows(), presentation.out());
    presentation.endResult();
  }

  /** Stops all jobs behind a checkpoint. */
  @Override
  public void close() {
    List<Jobs.Running> running = List.copyOf(jobs.running().values());
    running.forEach(job -> job.handle().stop());
    for (Jobs.Running job : running) {
      JobStatus status = job.whenReleased().join();
      console
          .err()
          .println(
              "job "
                  + job.directory().name()
                  + ": suspended at checkpoint "
                  + status.lastCheckpointId());
    }
    engine.close();
  }
}
