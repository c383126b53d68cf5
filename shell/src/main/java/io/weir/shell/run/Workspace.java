package io.weir.shell.run;

import io.weir.parser.source.SourceException;
import io.weir.planner.Planned;
import io.weir.planner.catalog.Catalog;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.time.Clock;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.data.Lock;
import io.weir.shell.render.ErrorText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The jobs and the catalog of a data directory in the hands of this process, for one session or
 * several. The catalog is kept in the directory, and so is which jobs were running: they go on when
 * the next process takes the directory in hand.
 */
public final class Workspace implements AutoCloseable {
  private static final String OWNER = "shell";

  private final Runs runs;
  private final Engine engine;
  private final Jobs jobs;
  private final Session root;
  private final KeptCatalog catalog;

  /** Of the catalog, before anybody listens. */
  private final List<String> failures = new ArrayList<>();

  private final Map<String, String> variables = new HashMap<>();

  /** The jobs that are not to be taken up, because they are known. */
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  private final Set<String> elsewhere = ConcurrentHashMap.newKeySet();
  private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();
  private int jobCount;

  /**
   * The data directory of {@code runs}.
   *
   * @param interrupts stops the jobs when the process is asked to stop
   */
  public Workspace(Runs runs, Interrupts interrupts) {
    this.runs = runs;
    this.engine = new Engine(MemoryPlan.ofProcess(), Rehearsal.files());
    this.jobs = new Jobs(engine, runs.dataDirectory(), interrupts);
    this.root = runs.session();
    this.catalog = new KeptCatalog(jobs.data(), root);
    jobs.setListener(new Ends());
    variables.putAll(runs.variables());
  }

  /** Brings back the catalog. */
  public void open() throws IOException {
    failures.addAll(catalog.refresh());
  }

  /**
   * Goes on with the jobs that were running when the last process left the directory, and tells the
   * listeners. One that another process runs can be taken up later.
   */
  public void takeUpJobs() throws IOException {
    tellFailures();
    for (JobDirectory directory : jobs.data().jobDirectories()) {
      if (!seen.contains(directory.name())) {
        takeUp(directory);
      }
    }
  }

  private void takeUp(JobDirectory directory) throws IOException {
    try {
      if (directory.description().owner().equals(OWNER)) {
        resume(directory, directory.lock());
      }
    } catch (Lock.AlreadyRunning e) {
      if (elsewhere.add(directory.name())) {
        tell(e.getMessage());
      }
    } catch (WeirException e) {
      // Where it is not there any more, another process starts it afresh or has removed it.
      if (directory.exists()) {
        cannotGoOn(directory, e);
      }
    }
  }

  /** Goes on with a job, unless there is nothing to go on with; what it says holds while locked. */
  private void resume(JobDirectory directory, Lock lock) throws IOException {
    try {
      boolean isOver = directory.isHeld() || directory.isDone() || isOver(directory);
      seen.add(directory.name());
      if (isOver) {
        lock.close();
        return;
      }
      Recoveries.retreat(jobs, directory, root.settings()).ifPresent(this::tell);
      jobs.resumeAsDescribed(directory, lock, root);
      tell("job " + directory.name() + ": resumed");
    } catch (SourceException | WeirException e) {
      lock.close();
      cannotGoOn(directory, e);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void cannotGoOn(JobDirectory directory, RuntimeException fault) {
    seen.add(directory.name());
    tell("job " + directory.name() + ": cannot go on\n" + ErrorText.of(fault, "", ""));
  }

  private boolean isOver(JobDirectory directory) throws IOException {
    return jobs.choice(directory, root.settings())
        .checkpoint()
        .map(checkpoint -> checkpoint.isEnd() && checkpoint.unconfirmed().isEmpty())
        .orElse(false);
  }

  /** Tells {@code listener} of what happens to jobs, from any thread. */
  public void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Tells {@code listener} no more. */
  public void ignore(Consumer<String> listener) {
    listeners.remove(listener);
  }

  private void tell(String text) {
    listeners.forEach(listener -> listener.accept(text));
  }

  /**
   * A session of its own settings and variables.
   *
   * @param settings those that hold at its start, as written
   * @param given the values of its variables; what sessions before it were given holds too
   * @throws io.weir.parser.source.SourceException if a setting does not fit
   */
  public synchronized LocalSession session(
      Map<String, String> settings, Map<String, String> given, Answers answers) {
    variables.putAll(given);
    Session session =
        root.beside(Session.settingsOf(settings), new ScriptVariables(variables, System.getenv()));
    return new LocalSession(this, session, answers);
  }

  /** The one session of this workspace, which is closed with it; as the command line says. */
  public StatementSession onlySession(Answers answers) {
    LocalSession session = session(runs.settings(), runs.variables(), answers);
    return new StatementSession() {
      @Override
      public Outcome execute(String text, String origin) {
        return session.execute(text, origin);
      }

      @Override
      public void cancel() {
        session.cancel();
      }

      @Override
      public KnownNames names() {
        return session.names();
      }

      @Override
      public void close() {
        Workspace.this.close();
        session.close();
      }
    };
  }

  /** What can be seen of its jobs. */
  public List<JobView> views() {
    return jobs.views();
  }

  Jobs jobs() {
    return jobs;
  }

  Clock clock() {
    return engine.clock();
  }

  /** Keeps what has been defined. */
  synchronized void saveCatalog(Session session) throws IOException {
    failures.addAll(catalog.save(() -> session.with(Catalog::toDdl)));
    tellFailures();
  }

  /** Takes over what other processes have defined and dropped. */
  synchronized void refreshCatalog() throws IOException {
    failures.addAll(catalog.refresh());
    tellFailures();
  }

  private synchronized void tellFailures() {
    failures.forEach(
        failure ->
            tell("a definition that is kept cannot be made here, and is left out\n" + failure));
    failures.clear();
  }

  /** Starts a job under a name that is free. */
  Jobs.Running start(Work work, Session session) throws IOException, Lock.AlreadyRunning {
    JobDirectory directory;
    Lock lock;
    synchronized (this) {
      directory = jobs.data().job(freeName((Planned.Job) work.planned()));
      lock = directory.lock();
      seen.add(directory.name());
    }
    try {
      return jobs.start(directory, lock, OWNER, work, session);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private String freeName(Planned.Job planned) throws IOException {
    String wanted =
        planned.settings().pipelineName().orElse(planned.name()).replaceAll("[^A-Za-z0-9._-]", "-");
    String name = wanted;
    while (jobs.data().job(name).exists() || jobs.running().containsKey(name)) {
      jobCount++;
      name = wanted + "-" + jobCount;
    }
    return name;
  }

  /** Tells of jobs that end otherwise than asked to. */
  private final class Ends implements Jobs.Listener {
    @Override
    public void notRemembered(JobDirectory directory, IOException fault) {
      tell("job " + directory.name() + ": " + ErrorText.of(fault, "", ""));
    }

    @Override
    public void released(JobDirectory directory, JobStatus status) {
      if (status.state() != JobState.STOPPED) {
        tell(describe(directory.name(), status));
      }
    }
  }

  private static String describe(String job, JobStatus status) {
    String text = "job " + job + ": " + status.state().name().toLowerCase(Locale.ROOT);
    Optional<Throwable> failure = status.failure().filter(f -> status.state() == JobState.FAILED);
    return failure.map(fault -> text + "\n" + ErrorText.of(fault, "", "")).orElse(text);
  }

  /** What tables can be made of. */
  public io.weir.runtime.connector.Connectors connectors() {
    return runs.connectors();
  }

  private static String place(long checkpoint) {
    return checkpoint < 0 ? "before it had begun" : "at checkpoint " + checkpoint;
  }

  /** Cancels queries and stops all jobs behind a checkpoint, and says so. */
  @Override
  public void close() {
    jobs.cancelQueries();
    List<Jobs.Running> running = List.copyOf(jobs.running().values());
    running.forEach(job -> job.handle().stop());
    for (Jobs.Running job : running) {
      JobStatus status = job.whenReleased().join();
      if (status.state() == JobState.STOPPED) {
        tell("job " + job.directory().name() + ": suspended " + place(status.lastCheckpointId()));
      }
    }
    engine.close();
  }
}
