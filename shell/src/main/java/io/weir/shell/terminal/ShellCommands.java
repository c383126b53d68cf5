package io.weir.shell.terminal;

import io.weir.parser.statement.SqlQuoting;
import io.weir.shell.render.Console;
import io.weir.shell.render.ResultFormat;
import io.weir.shell.run.KnownNames;
import io.weir.shell.run.Presentation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.History;

/** Does what {@link ShellCommand}s say. */
final class ShellCommands {
  private final Shell shell;
  private final Presentation presentation;
  private final SessionVocabulary vocabulary;
  private final Console console;
  private final History history;
  private String last = "";

  /**
   * @param history the lines of this run of the shell and of those before
   */
  ShellCommands(
      Shell shell,
      Presentation presentation,
      SessionVocabulary vocabulary,
      Console console,
      History history) {
    this.shell = shell;
    this.presentation = presentation;
    this.vocabulary = vocabulary;
    this.console = console;
    this.history = history;
  }

  /** These statements were executed last. */
  void remember(String statements) {
    last = statements;
  }

  /** What was executed last; in a shell that has just been opened, in the one before. */
  private String last() {
    if (last.isEmpty()) {
      for (int i = history.last(); i >= history.first(); i--) {
        String line = history.get(i);
        if (!line.isBlank() && !line.stripLeading().startsWith(".")) {
          return line;
        }
      }
    }
    return last;
  }

  /** Does what a line that begins with a dot says; false if that is to leave. */
  boolean execute(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1].strip() : "";
    try {
      return execute(words[0], argument);
    } catch (NoSuchFileException e) {
      say("error: " + e.getFile() + ": it does not exist");
    } catch (IOException e) {
      say("error: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  private boolean execute(String name, String argument) throws IOException, InterruptedException {
    switch (name) {
      case ".help" -> help();
      case ".tables" -> shell.execute("SHOW TABLES;", "");
      case ".schema" -> schema(argument);
      case ".mode" -> mode(argument);
      case ".output" -> {
        if (argument.isEmpty()) {
          presentation.close();
        } else {
          presentation.redirect(Path.of(argument), false);
        }
      }
      case ".once" -> {
        if (argument.isEmpty()) {
          say("error: .once needs a file; .once result.csv");
        } else {
          presentation.redirect(Path.of(argument), true);
        }
      }
      case ".timer" -> timer(argument);
      case ".pager" -> pager(argument);
      case ".fit" -> fit(argument);
      case ".last" -> {
        return last().isEmpty() || shell.execute(last(), "");
      }
      case ".edit" -> {
        return edit();
      }
      case ".read" -> {
        if (argument.isEmpty()) {
          say("error: .read needs a file; .read queries.sql");
        } else {
          return shell.execute(Files.readString(Path.of(argument)), argument);
        }
      }
      case ".quit", ".exit" -> {
        return false;
      }
      default -> say("error: there is no command " + name + "; .help lists them");
    }
    return true;
  }

  private void help() {
    for (ShellCommand command : ShellCommand.ALL) {
      String call = (command.name() + " " + command.arguments()).strip();
      say(String.format("%-50s %s", call, command.description()));
    }
    say("Everything else is SQL and ends with a semicolon; HELP; lists the statements about jobs.");
  }

  private void schema(String table) {
    List<String> tables = table.isEmpty() ? vocabulary.tables() : List.of(table);
    for (String each : tables) {
      shell.execute("SHOW CREATE " + kind(each) + " " + SqlQuoting.name(each) + ";", "");
    }
  }

  private String kind(String name) {
    KnownNames.Table table = vocabulary.names().tables().get(name);
    return table == null ? "table" : table.kind();
  }

  private void mode(String name) {
    if (name.isEmpty()) {
      say(presentation.format().toString());
      return;
    }
    Optional<ResultFormat> format = ResultFormat.of(name);
    format.ifPresentOrElse(
        presentation::setFormat,
        () -> say("error: \"" + name + "\" is not a format; one of " + ResultFormat.names()));
  }

  private void timer(String argument) {
    switch (argument) {
      case "on" -> presentation.setTimed(true);
      case "off" -> presentation.setTimed(false);
      default -> say("the timer is " + (presentation.isTimed() ? "on" : "off"));
    }
  }

  private void pager(String argument) {
    switch (argument) {
      case "on" -> presentation.setPaged(true);
      case "off" -> presentation.setPaged(false);
      default -> say("the pager is " + (presentation.isPaged() ? "on" : "off"));
    }
  }

  private void fit(String argument) {
    switch (argument) {
      case "on" -> presentation.setFitted(true);
      case "off" -> presentation.setFitted(false);
      default -> say("tables " + (presentation.isFitted() ? "fit the screen" : "are shown whole"));
    }
  }

  private boolean edit() throws IOException, InterruptedException {
    Path file = Files.createTempFile("weir-", ".sql");
    try {
      Files.writeString(file, last());
      String editor =
          Optional.ofNullable(System.getenv("VISUAL"))
              .or(() -> Optional.ofNullable(System.getenv("EDITOR")))
              .orElse("vi");
      int code =
          new ProcessBuilder("sh", "-c", editor + " \"$1\"", "sh", file.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        say("error: the editor " + editor + " ended with " + code + "; set $EDITOR to another one");
        return true;
      }
      String text = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (text.isEmpty() || text.equals(last().strip())) {
        return true;
      }
      say(text);
      remember(text);
      history.add(text);
      return shell.execute(text, "");
    } finally {
      Files.delete(file);
    }
  }

  private void say(String text) {
    console.err().println(text);
  }
}
