package io.weir.shell.run;

import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.shell.command.ExitCode;
import io.weir.shell.data.DataDirectory;
import io.weir.shell.data.JobDirectory;
import io.weir.shell.data.Lock;
import io.weir.shell.data.RunJournal;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import io.weir.shell.render.Progress;
import io.weir.shell.report.PlanReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of scripts. Touches the data directory only once it has something durable to do, or finds
 * that an earlier invocation had.
 */
final class ScriptRun implements AutoCloseable {
  private final List<Script> scripts;
  private final Session session;
  private final Jobs jobs;
  private final Statements statements;
  private final Console console;
  private final DataDirectory data;
  private final Recoveries recoveries;
  private final String id;
  private final boolean isFresh;
  private final List<Started> started = new ArrayList<>();
  private final List<Done> doneBeforeJournal = new ArrayList<>();
  private Lock lock;
  private RunJournal journal;
  private int ordinal;
  private int jobCount;

  private record Started(int statement, String textHash, Jobs.Running running, Progress progress) {}

  private record Done(int statement, String textHash) {}

  ScriptRun(
      List<Script> scripts,
      Session session,
      Jobs jobs,
      Statements statements,
      Console console,
      boolean isFresh) {
    this.scripts = scripts;
    this.session = session;
    this.jobs = jobs;
    jobs.setListener(new Ends());
    this.statements = statements;
    this.console = console;
    this.data = jobs.data();
    this.recoveries = new Recoveries(jobs, console);
    this.id = Script.idOf(scripts);
    this.isFresh = isFresh;
  }

  /** Finds out whether there is a run to go on with. */
  void open() throws IOException, Lock.AlreadyRunning {
    if (data.files().isDirectory(data.run(id))) {
      takeLock();
      Optional<RunJournal.Past> past = RunJournal.read(data.files(), data.run(id));
      if (past.isPresent() && !past.get().isEnded() && !isFresh) {
        journal = RunJournal.resume(data.files(), data.run(id), past.get());
        console.err().println("resuming the interrupted run of " + origin());
      }
    }
  }

  /**
   * Does one statement, unless an earlier invocation has done it.
   *
   * @param text the statement as written
   */
  void execute(Statement statement, String text)
      throws RunFailure, IOException, Lock.AlreadyRunning {
    Work work = session.plan(statement, text);
    work.planned().warnings().forEach(warning -> console.err().println("warning: " + warning));
    if (work.isDefinition()) {
      return;
    }
    int number = ++ordinal;
    String textHash = Hashes.shortHash(text);
    Optional<RunJournal.Entry> entry = journal == null ? Optional.empty() : journal.entry(number);
    if (entry.isPresent() && entry.get().isDone()) {
      requireUnchanged(entry.get(), textHash, statement);
    } else if (work.planned() instanceof Planned.Job job) {
      runJob(number, textHash, work, job, entry);
    } else {
      statements.execute(work);
      recordDone(number, textHash);
    }
  }

  /** Waits for the jobs that run beside the statements. */
  void awaitJobs() throws RunFailure, IOException {
    for (Started job : List.copyOf(started)) {
      await(job);
    }
  }

  /** Closes the run: the next invocation starts afresh. The last act of a run that has ended. */
  void finish() throws IOException {
    if (journal != null) {
      journal.recordEnd();
    }
  }

  private void runJob(
      int number, String textHash, Work work, Planned.Job planned, Optional<RunJournal.Entry> entry)
      throws RunFailure, IOException, Lock.AlreadyRunning {
    beginJournal();
    ProcessEnd.prepare();
    Optional<String> known = entry.flatMap(RunJournal.Entry::job);
    String name = known.isPresent() ? known.get() : freeName(jobName(planned));
    JobDirectory directory = data.job(name);
    Lock jobLock = directory.lock();
    Jobs.Running running;
    try {
      if (known.isPresent() && directory.exists()) {
        running = resume(number, directory, jobLock, textHash, work, entry.get());
      } else {
        recoveries.beforeStart(name, planned);
        journal.recordJob(number, textHash, name);
        running = jobs.start(directory, jobLock, owner(), work, session);
      }
    } catch (WeirException e) {
      jobLock.close();
      console.err().println(ErrorText.of(e, "", ""));
      throw new RunFailure(ExitCode.FAILED);
    } catch (IOException | RuntimeException e) {
      jobLock.close();
      throw e;
    }
    Progress progress = new Progress(console.err(), console.isErrorTerminal(), jobs.clock(), name);
    Started job = new Started(number, textHash, running, progress);
    started.add(job);
    if (planned.isBounded() || planned.settings().isDmlSync()) {
      await(job);
    }
  }

  private Jobs.Running resume(
      int number,
      JobDirectory directory,
      Lock jobLock,
      String textHash,
      Work work,
      RunJournal.Entry entry)
      throws IOException {
    recoveries.beforeResume(directory, session.settings());
    if (textHash.equals(entry.textHash()) && jobs.isAsDescribed(directory, work, session)) {
      return jobs.resumeAsDescribed(directory, jobLock, session);
    }
    recoveries.beforeUpgrade(directory, (Planned.Job) work.planned());
    Jobs.Running running = jobs.upgrade(directory, jobLock, owner(), work, session);
    journal.recordJob(number, textHash, directory.name());
    return running;
  }

  private String jobName(Planned.Job planned) {
    Optional<String> name = planned.settings().pipelineName();
    if (name.isPresent()) {
      return name.get().replaceAll("[^A-Za-z0-9._-]", "-");
    }
    jobCount++;
    return scripts.get(0).name() + (jobCount == 1 ? "" : "-" + jobCount);
  }

  private void await(Started job) throws RunFailure, IOException {
    JobStatus status = watch(job);
    job.progress().end(status);
    if (jobs.isVerbose()) {
      console.err().print(PlanReport.text(job.running().handle().view()));
    }
    started.remove(job);
    if (status.state() == JobState.FINISHED) {
      recordDone(job.statement(), job.textHash());
      return;
    }
    if (status.state() == JobState.FAILED) {
      console.err().println(ErrorText.of(status.failure().orElseThrow(), "", ""));
      if (status.lastCheckpointId() > 0) {
        console
            .err()
            .println(
                "checkpoint "
                    + status.lastCheckpointId()
                    + " is kept: the same command goes on from it once the cause is removed");
      }
      started.forEach(other -> other.running().handle().stop());
      throw new RunFailure(ExitCode.FAILED);
    }
    console.err().println("the same command goes on from checkpoint " + status.lastCheckpointId());
    throw new RunFailure(ExitCode.INTERRUPTED);
  }

  private JobStatus watch(Started job) {
    CompletableFuture<JobStatus> end = job.running().whenReleased();
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return end.get(job.progress().intervalMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          job.progress().show(job.running().handle().status());
        } catch (ExecutionException e) {
          throw new AssertionError("a job ends with a status, never with a fault", e);
        } catch (InterruptedException e) {
          isInterrupted = true;
          job.running().handle().stop();
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void recordDone(int number, String textHash) throws IOException {
    if (journal == null) {
      doneBeforeJournal.add(new Done(number, textHash));
    } else {
      journal.recordDone(number, textHash);
    }
  }

  private void requireUnchanged(RunJournal.Entry entry, String textHash, Statement statement)
      throws RunFailure {
    if (!entry.textHash().equals(textHash)) {
      console
          .err()
          .println(
              "error: the statement at line "
                  + statement.span().line()
                  + " has been changed since this run did it; an interrupted run goes on behind what it has done");
      console.err().println("hint: undo the change to finish the run, or start over with --fresh");
      throw new RunFailure(ExitCode.FAILED);
    }
    entry
        .job()
        .ifPresent(
            job -> console.err().println(job + ": finished before; its output is committed"));
  }

  private void beginJournal() throws IOException, Lock.AlreadyRunning {
    if (journal != null) {
      return;
    }
    takeLock();
    Optional<RunJournal.Past> past = RunJournal.read(data.files(), data.run(id));
    if (past.isPresent()) {
      discardJobs(past.get());
    }
    journal = RunJournal.begin(data.files(), data.run(id), scriptHash());
    for (Done done : doneBeforeJournal) {
      journal.recordDone(done.statement(), done.textHash());
    }
  }

  private void discardJobs(RunJournal.Past past) throws IOException, Lock.AlreadyRunning {
    for (String name : past.jobs()) {
      JobDirectory directory = data.job(name);
      if (directory.exists() && directory.description().owner().equals(owner())) {
        Lock held = directory.lock();
        new AbandonedOutput(jobs, session, console).discard(directory);
        directory.delete();
        held.close();
      }
    }
  }

  private String freeName(String wanted) throws IOException {
    JobDirectory directory = data.job(wanted);
    boolean isOurs = !directory.exists() || directory.description().owner().equals(owner());
    return isOurs ? wanted : wanted + "-" + id.substring(0, 6);
  }

  private void takeLock() throws IOException, Lock.AlreadyRunning {
    if (lock == null) {
      Path directory = data.run(id);
      data.files().createDirectories(directory);
      lock = Lock.acquire(directory, "the run of " + origin());
    }
  }

  private String owner() {
    return "run:" + id;
  }

  private String origin() {
    return String.join(", ", scripts.stream().map(Script::origin).toList());
  }

  private String scriptHash() {
    return Hashes.shortHash(String.join("\n", scripts.stream().map(Script::text).toList()));
  }

  /** Jobs that still run, because a statement beside them has failed, stop behind a checkpoint. */
  @Override
  public void close() throws IOException {
    started.forEach(job -> job.running().handle().stop());
    for (Started job : started) {
      job.progress().end(job.running().whenReleased().join());
    }
    if (journal != null) {
      journal.close();
    }
    if (lock != null) {
      lock.close();
    }
  }

  /** The run's own journal says what has finished; the directory says so to whoever looks at it. */
  private final class Ends implements Jobs.Listener {
    @Override
    public void notRemembered(JobDirectory directory, IOException fault) {
      console.err().println("job " + directory.name() + ": " + ErrorText.of(fault, "", ""));
    }

    @Override
    public void released(JobDirectory directory, JobStatus status) {}
  }
}
