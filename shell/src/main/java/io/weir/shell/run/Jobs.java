package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.planner.setting.Settings;
import io.weir.runtime.checkpoint.Savepoint;
import io.weir.runtime.checkpoint.SavepointOrigin;
import io.weir.runtime.execution.checkpoint.Checkpoint;
import io.weir.runtime.execution.checkpoint.CheckpointChoice;
import io.weir.runtime.execution.checkpoint.CheckpointOrigin;
import io.weir.runtime.execution.graph.JobGraphBuilder;
import io.weir.runtime.execution.job.Job;
import io.weir.runtime.execution.job.JobDefinition;
import io.weir.runtime.execution.job.JobEnvironment;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobOptions;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.runtime.execution.upgrade.Upgrade;
import io.weir.runtime.insight.JobView;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.time.Clock;
import io.weir.shell.data.DataDirectory;
import io.weir.shell.data.JobDescription;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.data.Lock;
import io.weir.shell.data.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts and resumes jobs, durable ones in their directories, each under its lock until it has
 * ended.
 */
public final class Jobs {
  private final Engine engine;
  private final DataDirectory data;
  private final Scratch scratch;
  private final Interrupts interrupts;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private volatile Listener listener = Listener.NONE;

  /** What was last seen of durable jobs that have ended in this process. */
  private final Map<String, JobView> ended = new ConcurrentHashMap<>();

  /** The jobs of queries that run, which may have equal names. */
  private final Set<JobHandle> queries = ConcurrentHashMap.newKeySet();

  private boolean isVerbose;

  /**
   * @param data where durable jobs live
   * @param interrupts stops the jobs when the process is asked to stop
   */
  public Jobs(Engine engine, DataDirectory data, Interrupts interrupts) {
    this.engine = engine;
    this.data = data;
    this.scratch = data.scratch();
    this.interrupts = interrupts;
  }

  /**
   * A durable job of this process.
   *
   * @param directory where it lives
   * @param handle the job itself
   * @param whenReleased completed with the last status when the job has ended, its lock is given up
   *     and everybody has been told
   */
  public record Running(
      JobDirectory directory, JobHandle handle, CompletableFuture<JobStatus> whenReleased) {}

  /** Is told of durable jobs that end, from any thread. */
  interface Listener {
    /** For whom nothing is to be done. */
    Listener NONE =
        new Listener() {
          @Override
          public void notRemembered(JobDirectory directory, IOException fault) {}

          @Override
          public void released(JobDirectory directory, JobStatus status) {}
        };

    /** A job has finished, and that could not be written down. */
    void notRemembered(JobDirectory directory, IOException fault);

    /** It does not count as running any more, and its lock is given up. */
    void released(JobDirectory directory, JobStatus status);
  }

  /** Has {@code listener} told. */
  void setListener(Listener listener) {
    this.listener = listener;
  }

  /** The data directory. */
  DataDirectory data() {
    return data;
  }

  /** Names for working files. */
  Scratch scratch() {
    return scratch;
  }

  Clock clock() {
    return engine.clock();
  }

  Engine engine() {
    return engine;
  }

  boolean isStopping() {
    return interrupts.isStopping();
  }

  /**
   * Starts a job afresh: discards what is in its directory and freezes its description.
   *
   * @param lock of the directory; given up when the job has ended
   * @param owner who may resume it
   */
  Running start(JobDirectory directory, Lock lock, String owner, Work work, Session session)
      throws IOException {
    Planned.Job planned = (Planned.Job) work.planned();
    directory.delete();
    directory.describe(description(directory, owner, work, session));
    JobDefinition job =
        durable(directory, planned, planned.settings().written(), session.settings());
    return running(directory, lock, Job.start(job, environment(directory, planned)));
  }

  private JobDescription description(
      JobDirectory directory, String owner, Work work, Session session) {
    return new JobDescription(
        JobDescription.FORMAT_VERSION,
        directory.name(),
        owner,
        work.text(),
        work.statement().span().line(),
        session.definitions(),
        ((Planned.Job) work.planned()).settings().withoutRecoveryCheckpoint().written(),
        session.variables().givenOpenly(),
        List.copyOf(session.variables().fromEnvironment()),
        engine.clock().wallMillis());
  }

  /**
   * Goes on from the newest checkpoint of a job as it is planned now, which may be another query
   * than before, or starts it if it has none. From now on its directory describes it so.
   */
  Running upgrade(JobDirectory directory, Lock lock, String owner, Work work, Session session)
      throws IOException {
    Planned.Job planned = (Planned.Job) work.planned();
    directory.describe(description(directory, owner, work, session));
    return resume(directory, lock, planned, planned.settings().written(), planned.settings());
  }

  private Running resume(
      JobDirectory directory,
      Lock lock,
      Planned.Job planned,
      Map<String, String> settings,
      Settings now) {
    JobDefinition job = durable(directory, planned, settings, now);
    return running(directory, lock, Job.restore(job, environment(directory, planned)));
  }

  /** Whether a job would be described now as it is. */
  boolean isAsDescribed(JobDirectory directory, Work work, Session session) throws IOException {
    JobDescription was = directory.description();
    JobDescription is = description(directory, was.owner(), work, session);
    return was.statement().equals(is.statement())
        && was.definitions().equals(is.definitions())
        && withoutRecoveryPath(was.settings()).equals(withoutRecoveryPath(is.settings()))
        && was.variables().equals(is.variables());
  }

  private static Map<String, String> withoutRecoveryPath(Map<String, String> settings) {
    Map<String, String> others = new TreeMap<>(settings);
    others.remove("execution.state-recovery.path");
    others.remove("execution.savepoint.path");
    others.remove("weir.state-recovery.accept-duplicates");
    return others;
  }

  /** Goes on with a job as its directory describes it. */
  Running resumeAsDescribed(JobDirectory directory, Lock lock, Session session) throws IOException {
    Planned.Job planned = planAsDescribed(directory, session);
    return resume(directory, lock, planned, directory.description().settings(), session.settings());
  }

  /** Plans a job as its directory describes it. */
  Planned.Job planAsDescribed(JobDirectory directory, Session session) throws IOException {
    JobDescription description = directory.description();
    return Session.replan(
        session.planner(),
        description.settings(),
        session.variables().withGiven(description.variables()),
        description.definitions(),
        description.statement());
  }

  /** From which checkpoint a job would go on under the settings of now. */
  CheckpointChoice choice(JobDirectory directory, Settings now) throws IOException {
    return CheckpointChoice.of(engine.checkpoints(directory), now.recoveryCheckpoint());
  }

  /** How a job would go on from its checkpoint, if it has any. */
  Optional<Upgrade> upgrade(JobDirectory directory, Planned.Job planned) throws IOException {
    return choice(directory, planned.settings())
        .checkpoint()
        .map(checkpoint -> upgrade(checkpoint, planned));
  }

  /** How a job would go on from a checkpoint. */
  static Upgrade upgrade(Checkpoint base, Planned.Job planned) {
    return Upgrade.of(
        JobGraphBuilder.build(planned.sinks(), planned.settings().parallelism()),
        base,
        JobSettings.mayDrop(planned.settings()));
  }

  /** The savepoint from which a job is to start, if it is. */
  Optional<Savepoint> origin(Planned.Job planned) {
    return planned
        .settings()
        .recoveryPath()
        .map(path -> new Savepoint(engine.files(), Path.of(path)));
  }

  /** Starts a job that leaves no trace. */
  JobHandle startEphemeral(String name, SinkNode sink, Settings settings) {
    JobOptions options = JobSettings.ephemeral(settings);
    JobHandle handle =
        Job.start(new JobDefinition(name, List.of(sink), options), engine.ephemeral());
    interrupts.watch(handle);
    queries.add(handle);
    handle.whenEnded().thenRun(() -> queries.remove(handle));
    return handle;
  }

  private JobDefinition durable(
      JobDirectory directory, Planned.Job planned, Map<String, String> settings, Settings now) {
    Optional<CheckpointOrigin> origin =
        Settings.recoveryPath(settings)
            .map(
                path ->
                    new SavepointOrigin(
                        new Savepoint(engine.files(), Path.of(path)),
                        engine.checkpoints(directory)));
    return new JobDefinition(
        directory.name(),
        planned.sinks(),
        JobSettings.durable(planned.settings()),
        new JobDefinition.Recovery(
            origin,
            JobSettings.mayDrop(planned.settings()),
            JobSettings.mayRepeat(planned.settings()) || JobSettings.mayRepeat(now),
            now.recoveryCheckpoint()),
        guarantees(planned));
  }

  private static Map<String, String> guarantees(Planned.Job planned) {
    Map<String, String> guarantees = new TreeMap<>();
    for (int i = 0; i < planned.sinks().size(); i++) {
      guarantees.merge(
          planned.sinks().get(i).table(),
          planned.guarantees().get(i).level().describe(),
          (one, other) -> one.equals(other) ? one : one + ", " + other);
    }
    return guarantees;
  }

  private JobEnvironment environment(JobDirectory directory, Planned.Job planned) {
    return engine.durable(directory, JobSettings.retainedCheckpoints(planned.settings()));
  }

  private Running running(JobDirectory directory, Lock lock, JobHandle handle) {
    interrupts.watch(handle);
    Running started = new Running(directory, handle, new CompletableFuture<>());
    running.put(directory.name(), started);
    ended.remove(directory.name());
    handle
        .whenEnded()
        .thenAccept(status -> ended(started, lock, status))
        .whenComplete(
            (nothing, fault) -> {
              // Last: whoever waits for this finds all the rest done.
              if (fault == null) {
                started.whenReleased().complete(handle.status());
              } else {
                started.whenReleased().completeExceptionally(fault);
              }
            });
    return started;
  }

  private void ended(Running job, Lock lock, JobStatus status) {
    JobDirectory directory = job.directory();
    if (status.state() == JobState.FINISHED) {
      remember(directory);
    }
    try {
      release(directory, lock);
    } finally {
      ended.put(directory.name(), job.handle().view());
      running.remove(directory.name(), job);
      listener.released(directory, status);
    }
  }

  /** That the job has published all, and need not be taken up again. */
  private void remember(JobDirectory directory) {
    try {
      directory.done();
    } catch (IOException e) {
      listener.notRemembered(directory, e);
    }
  }

  /** The durable jobs that run in this process, by name. */
  Map<String, Running> running() {
    return running;
  }

  /** What can be seen of a durable job that runs in this process, or has ended in it. */
  Optional<JobView> view(String name) {
    Running one = running.get(name);
    return one == null ? Optional.ofNullable(ended.get(name)) : Optional.of(one.handle().view());
  }

  /** What can be seen of all jobs that run in this process, or have ended in it, by name. */
  public List<JobView> views() {
    TreeMap<String, JobView> durable = new TreeMap<>(ended);
    running.forEach((name, one) -> durable.put(name, one.handle().view()));
    List<JobView> views = new ArrayList<>(durable.values());
    queries.forEach(query -> views.add(query.view()));
    return views;
  }

  /** Cancels the queries that run, and waits until nothing is left of them. */
  void cancelQueries() {
    List<JobHandle> running = List.copyOf(queries);
    running.forEach(JobHandle::cancel);
    running.forEach(JobHandle::awaitFinish);
  }

  /** Whether the plan of each job that has ended is shown with what happened in it. */
  boolean isVerbose() {
    return isVerbose;
  }

  /** Has it shown. */
  void setVerbose(boolean isVerbose) {
    this.isVerbose = isVerbose;
  }

  private static void release(JobDirectory directory, Lock lock) {
    try (lock) {
      directory.files().deleteRecursively(directory.work());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
