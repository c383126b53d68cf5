package io.weir.shell.run;

import io.weir.runtime.time.Clock;
import io.weir.shell.render.LiveScreen;
import io.weir.shell.render.ResultFormat;
import io.weir.shell.render.ResultPrinter;
import io.weir.shell.render.ResultPrinters;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How and where an interactive session shows results, which the person may change. */
public final class Presentation implements AutoCloseable {
  private final OutputStream terminal;
  private final Clock clock;
  private Optional<LiveScreen> screen = Optional.empty();
  private ResultFormat format;
  private OutputStream out;
  private boolean isOnce;
  private boolean isTimed = true;

  /** Results in a format, on a terminal. */
  public Presentation(ResultFormat format, OutputStream terminal, Clock clock) {
    this.format = format;
    this.terminal = terminal;
    this.clock = clock;
    this.out = terminal;
  }

  /** The format of results. */
  public ResultFormat format() {
    return format;
  }

  /** Changes the format of results. */
  public void setFormat(ResultFormat format) {
    this.format = format;
  }

  /** Gives results that change a place to do so. */
  public void setScreen(LiveScreen screen) {
    this.screen = Optional.of(screen);
  }

  /** Whether the time of a statement is shown. */
  public boolean isTimed() {
    return isTimed;
  }

  /** Says whether the time of a statement is shown. */
  public void setTimed(boolean isTimed) {
    this.isTimed = isTimed;
  }

  /**
   * Writes results to a file from now on.
   *
   * @param isOnce whether only the next result goes there
   */
  public void redirect(Path file, boolean isOnce) throws IOException {
    OutputStream opened = new BufferedOutputStream(Files.newOutputStream(file));
    close();
    this.out = opened;
    this.isOnce = isOnce;
  }

  /** Writes results to the terminal again. */
  @Override
  public void close() throws IOException {
    if (out != terminal) {
      out.close();
      out = terminal;
    }
  }

  OutputStream out() {
    return out;
  }

  /** A result has been written. */
  void endResult() throws IOException {
    out.flush();
    if (isOnce) {
      isOnce = false;
      close();
    }
  }

  /** The printer of a query's rows. */
  ResultPrinter printer(ResultShape shape) {
    ResultFormat wanted =
        format == ResultFormat.TABLE && !shape.isTable() ? ResultFormat.CHANGELOG : format;
    if (wanted == ResultFormat.TABLE && out == terminal && screen.isPresent()) {
      return ResultPrinters.live(shape.properties(), shape.zone(), out, screen.get(), clock);
    }
    return ResultPrinters.create(wanted, shape.properties(), shape.zone(), out);
  }
}
