package io.weir.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weir.runtime.time.SystemClock;
import io.weir.shell.render.Console;
import io.weir.shell.render.ResultFormat;
import io.weir.shell.run.ConsoleAnswers;
import io.weir.shell.run.Presentation;
import io.weir.shell.run.Runs;
import io.weir.shell.run.StatementSession;
import io.weir.shell.run.StatementSession.Outcome;
import io.weir.shell.serve.Sessions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the tour of {@code docs/tour.md} in one session, and compares what is answered with what
 * the page shows behind the statements; {@code -Dgolden=update} writes the page anew. Statements
 * with no answer on the page have to succeed.
 */
class TourTest {
  private static final Path PAGE = Path.of("../docs/tour.md");
  private static final Pattern STEP =
      Pattern.compile("```sql\n(.*?)```\n(?:```text\n(.*?)```\n)?", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void theTourIsAsThePageSays() throws Exception {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    Console console = new Console(seen, new PrintStream(seen, true, StandardCharsets.UTF_8), false);
    Runs runs =
        new Runs(directory.resolve("data"), ResultFormat.TABLE, Map.of(), Map.of(), console);
    Presentation presentation = new Presentation(runs.format(), seen, SystemClock.INSTANCE);
    presentation.setTimed(false);
    ConsoleAnswers answers = new ConsoleAnswers(console, presentation, true, SystemClock.INSTANCE);
    answers.setNotices(notice -> {});
    String page = Files.readString(PAGE);
    StringBuilder written = new StringBuilder();
    try (StatementSession session = Sessions.open(runs, answers)) {
      Matcher steps = STEP.matcher(page);
      while (steps.find()) {
        seen.reset();
        Outcome outcome = session.execute(here(steps.group(1)), "");
        String answer = there(seen.toString(StandardCharsets.UTF_8));
        String block = "```sql\n" + steps.group(1) + "```\n";
        if (steps.group(2) != null) {
          block += "```text\n" + answer + "```\n";
        } else {
          assertEquals(Outcome.DONE, outcome, answer);
        }
        steps.appendReplacement(written, Matcher.quoteReplacement(block));
      }
      steps.appendTail(written);
    }
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, written);
    } else {
      assertEquals(page, written.toString());
    }
  }

  private String here(String statements) {
    return statements
        .replace("examples/data/", Path.of("../examples/data/").toAbsolutePath() + "/")
        .replace("'out/", "'" + directory + "/out/");
  }

  private String there(String answer) {
    return answer
        .replace(Path.of("../examples/data/").toAbsolutePath() + "/", "examples/data/")
        .replace(directory + "/out/", "out/");
  }
}
