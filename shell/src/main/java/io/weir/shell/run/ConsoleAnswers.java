package io.weir.shell.run;

import io.weir.planner.Planned;
import io.weir.runtime.insight.Words;
import io.weir.runtime.time.Clock;
import io.weir.shell.render.Console;
import io.weir.shell.render.PagerLeft;
import io.weir.shell.render.ResultPrinter;
import io.weir.shell.render.ScreenText;
import io.weir.shell.render.TextRows;
import io.weir.shell.run.StatementSession.Outcome;
import java.io.IOException;
import java.util.function.Consumer;

/** Shows answers on the console of this process. */
public final class ConsoleAnswers implements Answers {
  private final Console console;
  private final Presentation presentation;
  private final boolean isCounting;
  private final Clock clock;
  private volatile Consumer<String> notices;
  private long startNanos;

  /**
   * @param presentation how results are shown
   * @param isCounting whether the number of rows is said behind a result
   */
  public ConsoleAnswers(
      Console console, Presentation presentation, boolean isCounting, Clock clock) {
    this.console = console;
    this.presentation = presentation;
    this.isCounting = isCounting;
    this.clock = clock;
    this.notices = console.err()::println;
  }

  /** Says where to tell what happens beside the statements. */
  public void setNotices(Consumer<String> notices) {
    this.notices = notices;
  }

  @Override
  public void say(String line) {
    console.err().println(fit(line));
  }

  @Override
  public void notice(String line) {
    notices.accept(fit(line));
  }

  private String fit(String text) {
    return ScreenText.fit(text, presentation.screenColumns());
  }

  @Override
  public void table(Planned.Rows rows) throws IOException {
    try {
      TextRows.write(
          presentation.format(),
          presentation.columns(),
          rows.columns(),
          rows.rows(),
          presentation.begin());
    } catch (PagerLeft e) {
      // The rest was not wanted.
    }
    presentation.endResult();
  }

  @Override
  public ResultPrinter begin(ResultShape shape) {
    startNanos = clock.monotonicNanos();
    return presentation.printer(shape);
  }

  @Override
  public void end(ResultPrinter printer, Outcome outcome) throws IOException {
    boolean isWhole = presentation.endResult();
    if (outcome == Outcome.CANCELLED) {
      say("cancelled");
    } else if (!isWhole) {
      say("left; the query was stopped behind " + Words.count(printer.rows()) + " rows");
    } else if (outcome == Outcome.DONE && isCounting) {
      long millis = (clock.monotonicNanos() - startNanos) / 1_000_000;
      String time = presentation.isTimed() ? " in " + Words.duration(millis) : "";
      long rows = printer.rows();
      String cut = printer.hasCut() ? "; … stands for what has no room: .fit off shows all" : "";
      say(Words.count(rows) + (rows == 1 ? " row" : " rows") + time + cut);
    }
  }
}
