package io.weir.shell.terminal;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceException;
import io.weir.parser.statement.Quit;
import io.weir.parser.statement.Statement;
import io.weir.runtime.error.WeirException;
import io.weir.shell.command.ExitCode;
import io.weir.shell.command.Version;
import io.weir.shell.data.DataDirectory;
import io.weir.shell.render.ErrorText;
import io.weir.shell.run.InteractiveSession;
import io.weir.shell.run.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The interactive shell. Ctrl-C clears what is being typed, or cancels the statement that runs;
 * Ctrl-D and QUIT leave. Jobs that run in the background stop behind a checkpoint when the shell is
 * left.
 */
public final class Shell {
  private final Runs runs;

  /** A shell with the options of {@code runs}. */
  public Shell(Runs runs) {
    this.runs = runs;
  }

  /** Reads and executes statements until the user leaves; the exit code. */
  public int run() throws IOException {
    DataDirectory data = runs.dataDirectory();
    try (Terminal terminal = TerminalBuilder.builder().name("weir").system(true).build();
        InteractiveSession session = new InteractiveSession(runs)) {
      terminal.handle(Terminal.Signal.INT, signal -> session.cancel());
      LineReader reader = reader(terminal);
      terminal
          .writer()
          .println(
              "Weir "
                  + Version.text()
                  + ". Statements end with ;  HELP; shows what there is, QUIT; leaves.");
      terminal.flush();
      session.begin(data);
      while (true) {
        try {
          String text = reader.readLine("weir> ");
          if (!execute(session, text)) {
            return ExitCode.DONE;
          }
        } catch (UserInterruptException e) {
          // Ctrl-C at the prompt drops what was typed.
          continue;
        } catch (EndOfFileException e) {
          return ExitCode.DONE;
        }
      }
    }
  }

  private static LineReader reader(Terminal terminal) {
    Path history = Path.of(System.getProperty("user.home"), ".weir_history");
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("weir")
        .parser(new StatementLines())
        .variable(LineReader.HISTORY_FILE, history)
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "   -> ")
        .variable(LineReader.INDENTATION, 0)
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .build();
  }

  /** Executes what was typed; false if it says to leave. */
  private boolean execute(InteractiveSession session, String text) {
    try {
      Iterator<Statement> statements = ScriptParser.statements(session.substitute(text));
      while (statements.hasNext()) {
        Statement statement = statements.next();
        if (statement instanceof Quit) {
          return false;
        }
        session.execute(
            statement, text.substring(statement.span().start(), statement.span().end()));
      }
    } catch (SourceException | WeirException e) {
      runs.console().err().println(ErrorText.of(e, "", text));
    } catch (IOException e) {
      runs.console().err().println(ErrorText.of(e, "", text));
    }
    return true;
  }
}
