package io.weir.shell.terminal;

import io.weir.shell.render.LiveScreen;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** The lines of a terminal below the cursor; only what differs is written again. */
final class TerminalScreen implements LiveScreen {
  private final Terminal terminal;
  private Display display;

  TerminalScreen(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int rows() {
    return Math.max(1, terminal.getHeight() - 1);
  }

  @Override
  public void show(List<String> lines) {
    if (display == null) {
      display = new Display(terminal, false);
    }
    display.resize(terminal.getHeight(), terminal.getWidth());
    List<AttributedString> cut = new ArrayList<>();
    for (String line : lines) {
      cut.add(new AttributedString(line).columnSubSequence(0, terminal.getWidth()));
    }
    display.update(cut, -1);
  }

  @Override
  public void clear() {
    if (display != null) {
      display.update(List.of(), 0);
      display = null;
      terminal.flush();
    }
  }
}
