package io.weir.shell.serve;

import io.weir.planner.Planned;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.stream.Batch;
import io.weir.shell.render.ResultPrinter;
import io.weir.shell.run.Answers;
import io.weir.shell.run.ResultShape;
import io.weir.shell.run.StatementSession.Outcome;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers as a test hears them: what was said in one queue, notices in another. */
final class HeardAnswers implements Answers {
  final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  final CountDownLatch firstRows = new CountDownLatch(1);
  volatile long rows;
  volatile ChangelogKind changelog;

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public void notice(String line) {
    notices.add(line);
  }

  @Override
  public void table(Planned.Rows table) {
    table.rows().forEach(row -> said.add(String.join("|", row)));
  }

  @Override
  public ResultPrinter begin(ResultShape shape) {
    changelog = shape.properties().changelog();
    return new ResultPrinter() {
      @Override
      public void print(Batch batch) {
        rows += batch.size();
        firstRows.countDown();
      }

      @Override
      public void end() {}

      @Override
      public long rows() {
        return rows;
      }
    };
  }

  @Override
  public void end(ResultPrinter printer, Outcome outcome) {
    said.add(outcome.name());
  }
}
