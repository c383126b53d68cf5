package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.runtime.connector.collect.CollectSink;
import io.weir.runtime.connector.collect.ResultQueue;
import io.weir.runtime.execution.job.JobHandle;
import io.weir.runtime.execution.job.JobState;
import io.weir.runtime.execution.job.JobStatus;
import io.weir.shell.command.ExitCode;
import io.weir.shell.render.ErrorText;
import io.weir.shell.render.Losses;
import io.weir.shell.render.OutputFault;
import io.weir.shell.render.PagerLeft;
import io.weir.shell.render.ResultPrinter;
import io.weir.shell.report.PlanReport;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Runs queries and prints their rows. */
final class Queries {
  private static final int QUEUE_BATCHES = 16;

  private final Jobs jobs;
  private final Consumer<String> messages;

  /** {@code messages} is told why a query has failed and, if that is wanted, what each step did. */
  Queries(Jobs jobs, Consumer<String> messages) {
    this.jobs = jobs;
    this.messages = messages;
  }

  /**
   * Runs a query to its end, or until nobody wants to see more, and prints its rows.
   *
   * @param printer of its rows
   * @param started gets the job, so that it can be stopped
   * @return how many rows were printed
   */
  long run(Planned.Query query, ResultPrinter printer, Consumer<JobHandle> started)
      throws RunFailure {
    ResultQueue queue = new ResultQueue(QUEUE_BATCHES);
    JobHandle job =
        jobs.startEphemeral("query", query.into(new CollectSink(queue)), query.settings());
    started.accept(job);
    job.whenEnded().thenRun(queue::end);
    try {
      queue.drain(printer::print, printer::quiet);
    } catch (PagerLeft e) {
      job.cancel();
      job.awaitFinish();
      return printer.rows();
    } catch (IOException e) {
      job.cancel();
      job.awaitFinish();
      throw unwritten(e);
    } catch (InterruptedException e) {
      job.cancel();
      Thread.currentThread().interrupt();
    }
    JobStatus status = job.awaitFinish();
    if (jobs.isVerbose()) {
      messages.accept(PlanReport.text(job.view()).stripTrailing());
    }
    if (status.state() == JobState.FAILED) {
      messages.accept(ErrorText.of(status.failure().orElseThrow(), "", ""));
      throw new RunFailure(ExitCode.FAILED);
    }
    try {
      printer.end();
    } catch (PagerLeft e) {
      return printer.rows();
    } catch (IOException e) {
      throw unwritten(e);
    }
    List<String> losses = Losses.of(status);
    if (!losses.isEmpty()) {
      messages.accept("warning: " + String.join(", ", losses));
    }
    if (status.state() != JobState.FINISHED) {
      throw new RunFailure(ExitCode.INTERRUPTED);
    }
    return printer.rows();
  }

  private RunFailure unwritten(IOException fault) {
    String text = OutputFault.of(fault);
    if (!text.isEmpty()) {
      messages.accept(text);
    }
    return new RunFailure(ExitCode.FAILED);
  }
}
