package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.statement.Quit;
import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.shell.command.ExitCode;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.data.Lock;
import io.weir.shell.render.ErrorText;
import io.weir.shell.render.ResultPrinter;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Executes statements in this process: each as it comes; INSERT starts a job beside them. Faults of
 * our own end a statement, not the process, which runs jobs.
 */
public final class LocalSession implements StatementSession {
  private final Workspace workspace;
  private final Session session;
  private final Answers answers;
  private final Queries queries;
  private final JobCommands commands;
  private final Consumer<String> listener;
  private JobHandle query;
  private boolean isCancelled;

  LocalSession(Workspace workspace, Session session, Answers answers) {
    this.workspace = workspace;
    this.session = session;
    this.answers = answers;
    this.queries = new Queries(workspace.jobs(), answers::say);
    this.commands = new JobCommands(workspace.jobs(), session);
    this.listener = answers::notice;
    workspace.listen(listener);
  }

  @Override
  public Outcome execute(String text, String origin) {
    begin();
    try {
      workspace.refreshCatalog();
      Iterator<Statement> statements = ScriptParser.statements(session.substitute(text));
      while (statements.hasNext()) {
        Statement statement = statements.next();
        if (statement instanceof Quit) {
          return Outcome.LEFT;
        }
        String written = text.substring(statement.span().start(), statement.span().end());
        Outcome outcome = execute(session.plan(statement, written));
        if (outcome != Outcome.DONE) {
          return outcome;
        }
      }
      return Outcome.DONE;
    } catch (RuntimeException | IOException e) {
      answers.say(ErrorText.of(e, origin, text));
      return Outcome.FAILED;
    }
  }

  private Outcome execute(Work work) throws IOException {
    work.planned().warnings().forEach(warning -> answers.say("warning: " + warning));
    if (work.planned() instanceof Planned.Done done) {
      workspace.saveCatalog(session);
      answers.say(done.message());
    } else if (work.planned() instanceof Planned.Job) {
      return start(work);
    } else if (work.planned() instanceof Planned.Query select) {
      return run(select);
    } else if (work.planned() instanceof Planned.Rows rows) {
      answers.table(rows);
    } else if (work.planned() instanceof Planned.Command command) {
      Planned.Rows rows = commands.execute(command.statement());
      rows.warnings().forEach(answers::say);
      answers.table(rows);
    }
    return Outcome.DONE;
  }

  private Outcome start(Work work) throws IOException {
    try {
      Jobs.Running job = workspace.start(work, session);
      if (session.settings().isDmlSync()) {
        return await(job);
      }
      answers.say("job " + job.directory().name() + ": started; SHOW JOBS; shows how it gets on");
      return Outcome.DONE;
    } catch (Lock.AlreadyRunning e) {
      answers.say("error: " + e.getMessage());
      return Outcome.FAILED;
    }
  }

  private Outcome await(Jobs.Running job) {
    started(job.handle());
    JobStatus status = job.whenReleased().join();
    ended();
    return status.state() == JobState.FINISHED ? Outcome.DONE : Outcome.FAILED;
  }

  private Outcome run(Planned.Query select) throws IOException {
    ResultPrinter printer = answers.begin(ResultShape.of(select));
    Outcome outcome = Outcome.DONE;
    try {
      queries.run(select, printer, this::started);
    } catch (RunFailure failure) {
      outcome = failure.exitCode() == ExitCode.INTERRUPTED ? Outcome.CANCELLED : Outcome.FAILED;
    } finally {
      ended();
    }
    answers.end(printer, outcome);
    return outcome;
  }

  private synchronized void begin() {
    isCancelled = false;
  }

  private synchronized void started(JobHandle job) {
    query = job;
    if (isCancelled) {
      job.cancel();
    }
  }

  private synchronized void ended() {
    query = null;
  }

  @Override
  public synchronized void cancel() {
    isCancelled = true;
    if (query != null) {
      query.cancel();
    }
  }

  @Override
  public KnownNames names() {
    return new KnownNames(session.with(LocalSession::tables), functions(), jobs());
  }

  private static Map<String, KnownNames.Table> tables(Catalog catalog) {
    Map<String, KnownNames.Table> tables = new TreeMap<>();
    for (String name : catalog.objects(catalog.currentCatalog(), catalog.currentDatabase())) {
      CatalogObject object = catalog.find(catalog.resolve(List.of(name))).orElseThrow();
      tables.put(name, new KnownNames.Table(object.kind(), object.schema()));
    }
    return tables;
  }

  private List<String> functions() {
    Planned planned = session.ask(ScriptParser.parseAll("SHOW FUNCTIONS").get(0));
    return planned instanceof Planned.Rows rows
        ? rows.rows().stream().map(row -> row.get(0)).toList()
        : List.of();
  }

  private List<String> jobs() {
    try {
      return workspace.jobs().data().jobDirectories().stream().map(JobDirectory::name).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public void close() {
    workspace.ignore(listener);
  }
}
