package io.weir.shell.submit;

import io.weir.shell.render.Console;

/** Follows a job of the cluster to its end, and says how it goes. */
final class JobWatch {
  private final Cluster cluster;
  private final Gateway gateway;
  private final Console console;

  JobWatch(Cluster cluster, Gateway gateway, Console console) {
    this.cluster = cluster;
    this.gateway = gateway;
    this.console = console;
  }

  /** Waits until a job has ended; whether it has finished well. */
  boolean follow(String job, String title) throws GatewayException, StatementRefused {
    Pause pause = new Pause();
    String said = "";
    while (true) {
      JobState state = cluster.state(job);
      String line = line(title, state);
      if (!line.equals(said)) {
        console.err().println(line);
        said = line;
      }
      if (state.isLast()) {
        return end(state);
      }
      if (state.name().equals("UNKNOWN")) {
        console.err().println("error: the cluster knows no job " + job + " any more");
        return false;
      }
      gateway.touch();
      pause.once();
    }
  }

  private static String line(String title, JobState state) {
    StringBuilder line = new StringBuilder(title).append(": ").append(state.name());
    if (state.rows() > 0) {
      line.append(", %,d rows".formatted(state.rows()));
    }
    if (state.checkpoints() > 0) {
      line.append(", %,d checkpoints".formatted(state.checkpoints()));
    }
    return line.toString();
  }

  private boolean end(JobState state) {
    if (!state.failure().isEmpty()) {
      ServerError error = ServerError.of(state.failure());
      console.err().println("error: the job has failed: " + error.message());
      error.hint().ifPresent(hint -> console.err().println("hint: " + hint));
    }
    return state.isFinished();
  }
}
