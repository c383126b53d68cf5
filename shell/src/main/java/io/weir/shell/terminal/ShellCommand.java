package io.weir.shell.terminal;

import java.util.List;

/**
 * A command to the shell itself: a line that begins with a dot.
 *
 * @param name with its dot
 * @param arguments what may follow, for the help text
 * @param description one sentence
 */
record ShellCommand(String name, String arguments, String description) {
  static final List<ShellCommand> ALL =
      List.of(
          new ShellCommand(".help", "", "Shows these commands."),
          new ShellCommand(".tables", "", "Shows tables and views."),
          new ShellCommand(".schema", "[TABLE]", "Shows the statement that makes a table."),
          new ShellCommand(
              ".mode",
              "table|line|csv|json|markdown|changelog",
              "Says how rows are written; alone, shows how."),
          new ShellCommand(".output", "[FILE]", "Writes results to a file; alone, here again."),
          new ShellCommand(".once", "FILE", "Writes the next result to a file."),
          new ShellCommand(".timer", "on|off", "Shows how long statements take."),
          new ShellCommand(
              ".pager", "on|off", "Shows results that are longer than the screen in $PAGER."),
          new ShellCommand(
              ".fit", "on|off", "Makes tables fit the screen; what has no room is left out."),
          new ShellCommand(".last", "", "Runs the last statement again."),
          new ShellCommand(".edit", "", "Opens the last statement in $EDITOR, then runs it."),
          new ShellCommand(".read", "FILE", "Runs the statements of a file."),
          new ShellCommand(".quit", "", "Leaves."));
}
