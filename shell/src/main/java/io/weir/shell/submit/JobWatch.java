package io.weir.shell.submit;

import io.weir.shell.render.Console;
import io.weir.shell.submit.JobState.Failure;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows jobs of the cluster to their ends, and says how they go. */
final class JobWatch {
  private final Cluster cluster;
  private final Gateway gateway;
  private final LeaveRunning leave;
  private final Console console;
  private final Map<String, Seen> seen = new LinkedHashMap<>();

  /** Tasks are scheduled for a moment when a job starts; only when it lasts it is worth a word. */
  private static final int LOOKS_BEFORE_SLOTS = 10;

  /**
   * What has been seen of a job.
   *
   * @param line the last one that was told
   * @param looksWithoutSlots how often in a row some of its tasks had nowhere to run
   * @param failedMillis when the last failure was that was told
   */
  private record Seen(String line, int looksWithoutSlots, long failedMillis) {
    static final Seen NOTHING = new Seen("", 0, 0);
  }

  JobWatch(Cluster cluster, Gateway gateway, LeaveRunning leave, Console console) {
    this.cluster = cluster;
    this.gateway = gateway;
    this.leave = leave;
    this.console = console;
  }

  /**
   * Waits until all jobs have ended; whether all have finished well.
   *
   * @param jobs by id, with their titles; those that have ended are taken out
   */
  boolean follow(Map<String, String> jobs) throws GatewayException, StatementRefused {
    Pause pause = new Pause();
    boolean isWell = true;
    while (!jobs.isEmpty()) {
      for (Iterator<Map.Entry<String, String>> left = jobs.entrySet().iterator();
          left.hasNext(); ) {
        Map.Entry<String, String> job = left.next();
        JobState state = cluster.state(job.getKey());
        tell(job.getKey(), job.getValue(), state);
        if (state.isLast() || state.name().equals("UNKNOWN")) {
          isWell &= end(job.getKey(), job.getValue(), state);
          left.remove();
          leave.ended(job.getKey());
        }
      }
      if (!jobs.isEmpty()) {
        gateway.touch();
        pause.once();
      }
    }
    return isWell;
  }

  private void tell(String job, String title, JobState state) {
    Seen before = seen.getOrDefault(job, Seen.NOTHING);
    long told = warnOfRestarts(title, state, before.failedMillis());
    int looks = state.isWaitingForSlots() ? before.looksWithoutSlots() + 1 : 0;
    String line = line(title, state) + (looks >= LOOKS_BEFORE_SLOTS ? ", waits for slots" : "");
    if (!line.equals(before.line())) {
      console.err().println(line);
    }
    seen.put(job, new Seen(line, looks, told));
  }

  /** Tells of each failure after which the job was started again; when the last of them was. */
  private long warnOfRestarts(String title, JobState state, long toldMillis) {
    List<Failure> failures = state.failures();
    int restarts = state.endsWithFailure() ? failures.size() - 1 : failures.size();
    long told = toldMillis;
    for (int i = 0; i < restarts; i++) {
      Failure failure = failures.get(i);
      if (failure.millis() > told) {
        told = failure.millis();
        say("warning: " + title + ": starts again after a failure: ", failure);
      }
    }
    return told;
  }

  private void say(String problem, Failure failure) {
    ServerError error = ServerError.of(failure.trace());
    console.err().println(problem + error.message());
    error.hint().ifPresent(hint -> console.err().println("hint: " + hint));
  }

  private static String line(String title, JobState state) {
    StringBuilder line = new StringBuilder(title).append(": ").append(state.name());
    if (state.rows() > 0) {
      line.append(
          ", %,d %s between tasks".formatted(state.rows(), state.rows() == 1 ? "row" : "rows"));
    }
    if (state.checkpoints() > 0) {
      line.append(
          ", %,d %s"
              .formatted(
                  state.checkpoints(), state.checkpoints() == 1 ? "checkpoint" : "checkpoints"));
    }
    return line.toString();
  }

  private boolean end(String job, String title, JobState state) {
    switch (state.name()) {
      case "FINISHED" -> {}
      case "FAILED" -> tellWhy(title, state.failures());
      case "CANCELED" -> console.err().println("error: " + title + ": the job was cancelled");
      case "SUSPENDED" -> console.err().println("error: " + title + ": the job was suspended");
      default ->
          console
              .err()
              .println("error: " + title + ": the cluster knows no job " + job + " any more");
    }
    return state.isFinished();
  }

  private void tellWhy(String title, List<Failure> failures) {
    if (failures.isEmpty()) {
      console
          .err()
          .println("error: " + title + ": the job has failed; the cluster cannot be asked why");
      console.err().println("hint: see its web interface, or the log of the job manager");
    } else {
      say("error: " + title + ": the job has failed: ", failures.get(failures.size() - 1));
    }
  }
}
