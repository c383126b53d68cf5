package io.weir.shell.terminal;

import io.weir.runtime.time.SystemClock;
import io.weir.shell.command.ExitCode;
import io.weir.shell.command.Version;
import io.weir.shell.render.Console;
import io.weir.shell.run.ConsoleAnswers;
import io.weir.shell.run.Presentation;
import io.weir.shell.run.Runs;
import io.weir.shell.run.StatementSession;
import io.weir.shell.serve.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The interactive shell. Ctrl-C clears what is being typed, or cancels the statement that runs;
 * twice at an empty prompt it leaves, as do Ctrl-D and QUIT. Jobs that run in the background stop
 * behind a checkpoint when the shell is left.
 */
public final class Shell {
  private final Runs runs;
  private final List<Path> initFiles;
  private StatementSession session;
  private ShellCommands commands;
  private SessionVocabulary vocabulary;

  /**
   * A shell with the options of {@code runs}.
   *
   * @param initFiles whose statements are executed first
   */
  public Shell(Runs runs, List<Path> initFiles) {
    this.runs = runs;
    this.initFiles = initFiles;
  }

  /** Reads and executes statements until the user leaves; the exit code. */
  public int run() throws IOException {
    Path home = Path.of(System.getProperty("user.home"));
    Console console = runs.console();
    try (Terminal terminal = TerminalBuilder.builder().name("weir").system(true).build();
        Presentation presentation =
            new Presentation(runs.format(), console.out(), SystemClock.INSTANCE)) {
      presentation.setScreen(new TerminalScreen(terminal));
      presentation.setPager(new ProcessPager(terminal));
      ConsoleAnswers answers =
          new ConsoleAnswers(console, presentation, true, SystemClock.INSTANCE);
      terminal
          .writer()
          .println(
              "Weir "
                  + Version.text()
                  + ". Statements end with ;  .help tells more, QUIT; leaves.");
      terminal.flush();
      try (StatementSession opened = Sessions.open(runs, answers)) {
        session = opened;
        terminal.handle(Terminal.Signal.INT, signal -> session.cancel());
        vocabulary = new SessionVocabulary(session, runs.connectors());
        LineReader reader = reader(terminal, home.resolve(".weir_history"));
        commands = new ShellCommands(this, presentation, vocabulary, console, reader.getHistory());
        answers.setNotices(reader::printAbove);
        if (executeInitFiles(home.resolve(".weirrc"))) {
          readAndExecute(reader);
        }
        answers.setNotices(console.err()::println);
      }
      return ExitCode.DONE;
    }
  }

  private boolean executeInitFiles(Path personal) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.exists(personal)) {
      files.add(personal);
    }
    files.addAll(initFiles);
    for (Path file : files) {
      if (!execute(Files.readString(file), file.toString())) {
        return false;
      }
    }
    return true;
  }

  private void readAndExecute(LineReader reader) {
    boolean wasInterrupted = false;
    while (true) {
      try {
        String text = reader.readLine("weir> ");
        wasInterrupted = false;
        if (!executeLine(text)) {
          return;
        }
      } catch (UserInterruptException e) {
        if (wasInterrupted && e.getPartialLine().isBlank()) {
          return;
        }
        wasInterrupted = e.getPartialLine().isBlank();
        if (wasInterrupted) {
          runs.console().err().println("Ctrl-C once more leaves");
        }
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  private boolean executeLine(String text) {
    if (text.stripLeading().startsWith(".")) {
      return commands.execute(text);
    }
    if (!text.isBlank()) {
      commands.remember(text);
    }
    return execute(text, "");
  }

  private LineReader reader(Terminal terminal, Path history) {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("weir")
        .parser(new StatementLines())
        .completer(new StatementCompleter(vocabulary))
        .highlighter(new StatementHighlighter(vocabulary))
        .variable(LineReader.HISTORY_FILE, history)
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M%P -> ")
        .variable(LineReader.INDENTATION, 0)
        .variable(LineReader.LIST_MAX, 100)
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .option(LineReader.Option.CASE_INSENSITIVE, true)
        .option(LineReader.Option.COMPLETE_MATCHER_TYPO, false)
        .build();
  }

  /**
   * Executes statements; false if one says to leave.
   *
   * @param origin the file that they stand in, or empty
   */
  boolean execute(String text, String origin) {
    StatementSession.Outcome outcome = session.execute(text, origin);
    vocabulary.refresh();
    return outcome != StatementSession.Outcome.LEFT;
  }
}
