package io.weir.shell.terminal;

import io.weir.shell.render.LiveScreen;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp;

/**
 * The lines of a terminal below the cursor; only what differs is written again. When the terminal
 * changes its size, it moves lines in a way of its own: then all is cleared and written anew.
 */
final class TerminalScreen implements LiveScreen {
  private final Terminal terminal;
  private Display display;
  private List<String> shown = List.of();
  private int width;
  private int height;

  TerminalScreen(Terminal terminal) {
    this.terminal = terminal;
    terminal.handle(Terminal.Signal.WINCH, signal -> resized());
  }

  @Override
  public int rows() {
    return Math.max(1, terminal.getHeight() - 1);
  }

  @Override
  public int columns() {
    int columns = terminal.getWidth();
    return columns > 0 ? columns : Integer.MAX_VALUE;
  }

  private synchronized void resized() {
    if (display != null) {
      show(shown);
    }
  }

  @Override
  public synchronized void show(List<String> lines) {
    boolean isResized = terminal.getWidth() != width || terminal.getHeight() != height;
    if (display == null || isResized) {
      if (display != null) {
        terminal.puts(InfoCmp.Capability.clear_screen);
      }
      display = new Display(terminal, false);
      width = terminal.getWidth();
      height = terminal.getHeight();
      display.resize(height, width);
    }
    shown = lines;
    List<AttributedString> cut = new ArrayList<>();
    for (String line : lines) {
      if (cut.size() < rows()) {
        cut.add(new AttributedString(line).columnSubSequence(0, width));
      }
    }
    display.update(cut, -1);
  }

  @Override
  public synchronized void clear() {
    if (display != null) {
      display.update(List.of(), 0);
      display = null;
      shown = List.of();
      terminal.flush();
    }
  }
}
