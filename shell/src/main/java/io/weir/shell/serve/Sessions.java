package io.weir.shell.serve;

import io.weir.shell.run.Answers;
import io.weir.shell.run.Interrupts;
import io.weir.shell.run.Runs;
import io.weir.shell.run.StatementSession;
import io.weir.shell.run.Workspace;
import java.io.IOException;
import java.util.Optional;

/** Opens sessions: attached where the data directory has a server, else in this process. */
public final class Sessions {
  private Sessions() {}

  /**
   * A session. In this process it brings back the catalog and goes on with the jobs of the data
   * directory until it is closed.
   *
   * @throws io.weir.runtime.error.WeirException if there is a server that cannot be attached to
   */
  public static StatementSession open(Runs runs, Answers answers) throws IOException {
    Optional<AttachedSession> attached = AttachedSession.open(runs, answers);
    if (attached.isPresent()) {
      return attached.get();
    }
    Workspace workspace = new Workspace(runs, Interrupts.install());
    workspace.open();
    StatementSession session = workspace.onlySession(answers);
    workspace.takeUpJobs();
    return session;
  }
}
