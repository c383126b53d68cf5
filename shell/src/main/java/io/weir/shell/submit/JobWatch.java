package io.weir.shell.submit;

import io.weir.shell.render.Console;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
   * @param restartedMillis when it was started again
   */
  private record Seen(String line, int looksWithoutSlots, long restartedMillis) {
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
    if (state.restartedMillis() > before.restartedMillis() && !state.isLast()) {
      warnOfRestart(title, state);
    }
    int looks = state.isWaitingForSlots() ? before.looksWithoutSlots() + 1 : 0;
    String line = line(title, state) + (looks >= LOOKS_BEFORE_SLOTS ? ", waits for slots" : "");
    if (!line.equals(before.line())) {
      console.err().println(line);
    }
    seen.put(job, new Seen(line, looks, state.restartedMillis()));
  }

  private void warnOfRestart(String title, JobState state) {
    ServerError error = ServerError.of(state.failure());
    console
        .err()
        .println("warning: " + title + ": starts again after a failure: " + error.message());
    error.hint().ifPresent(hint -> console.err().println("hint: " + hint));
  }

  private static String line(String title, JobState state) {
    StringBuilder line = new StringBuilder(title).append(": ").append(state.name());
    if (state.rows() > 0) {
      line.append(", %,d rows between tasks".formatted(state.rows()));
    }
    if (state.checkpoints() > 0) {
      line.append(", %,d checkpoints".formatted(state.checkpoints()));
    }
    return line.toString();
  }

  private boolean end(String job, String title, JobState state) {
    if (state.name().equals("UNKNOWN")) {
      console.err().println("error: " + title + ": the cluster knows no job " + job + " any more");
    } else if (!state.failure().isEmpty() && !state.isFinished()) {
      ServerError error = ServerError.of(state.failure());
      console.err().println("error: " + title + ": the job has failed: " + error.message());
      error.hint().ifPresent(hint -> console.err().println("hint: " + hint));
    } else if (state.name().equals("FAILED")) {
      console
          .err()
          .println("error: " + title + ": the job has failed; the cluster cannot be asked why");
      console.err().println("hint: see its web interface, or the log of the job manager");
    }
    return state.isFinished();
  }
}
