package io.weir.shell.run;

import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.time.Clock;
import io.weir.shell.render.LiveScreen;
import io.weir.shell.render.PagedOutput;
import io.weir.shell.render.Pager;
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
  private Optional<Pager> pager = Optional.empty();
  private boolean isPaged = true;

  /** The result that is being shown in pages; empty if none is. */
  private Optional<PagedOutput> paged = Optional.empty();

  private ResultFormat format;
  private OutputStream out;
  private boolean isOnce;
  private boolean isTimed = true;
  private boolean isFitted = true;

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

  /** Gives results that are longer than the screen a place. */
  public void setPager(Pager pager) {
    this.pager = Optional.of(pager);
  }

  /** Whether results that are longer than the screen are shown in pages. */
  public boolean isPaged() {
    return isPaged;
  }

  /** Says whether results that are longer than the screen are shown in pages. */
  public void setPaged(boolean isPaged) {
    this.isPaged = isPaged;
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

  /** Whether tables are made to fit the screen. */
  public boolean isFitted() {
    return isFitted;
  }

  /** Says whether tables are made to fit the screen. */
  public void setFitted(boolean isFitted) {
    this.isFitted = isFitted;
  }

  /** How many cells a line of a table may have. */
  int columns() {
    return out == terminal && isFitted ? screenColumns() : Integer.MAX_VALUE;
  }

  /** How many cells a line of the screen has; no end of them without a screen. */
  int screenColumns() {
    return screen.map(LiveScreen::columns).orElse(Integer.MAX_VALUE);
  }

  /** Where a result goes that ends: begun here, and ended with {@link #endResult}. */
  OutputStream begin() {
    if (out == terminal && isPaged && pager.isPresent()) {
      paged = Optional.of(new PagedOutput(terminal, pager.get()));
      return paged.get();
    }
    return out;
  }

  /**
   * A result has been written; returns when the person has seen it.
   *
   * @return whether all of it was wanted
   */
  boolean endResult() throws IOException {
    boolean isWhole = true;
    if (paged.isPresent()) {
      PagedOutput shown = paged.get();
      paged = Optional.empty();
      shown.close();
      isWhole = !shown.isLeft();
    }
    out.flush();
    if (isOnce) {
      isOnce = false;
      close();
    }
    return isWhole;
  }

  /** The printer of a query's rows. */
  ResultPrinter printer(ResultShape shape) {
    ResultFormat wanted =
        format == ResultFormat.TABLE && !shape.isTable() ? ResultFormat.CHANGELOG : format;
    boolean isOnScreen = out == terminal && screen.isPresent();
    boolean isChanging = shape.properties().changelog() != ChangelogKind.INSERT_ONLY;
    boolean isTable = wanted == ResultFormat.TABLE && isOnScreen;
    // Rows that come for ever are seen as they come; a table that changes is written when it ends.
    OutputStream to = shape.isBounded() || isTable && isChanging ? begin() : out;
    if (isTable) {
      return ResultPrinters.live(
          shape.properties(), shape.zone(), to, screen.get(), this::columns, clock);
    }
    if (wanted == ResultFormat.CHANGELOG && isOnScreen) {
      return ResultPrinters.changes(shape.properties(), shape.zone(), to, this::columns);
    }
    return ResultPrinters.create(wanted, shape.properties(), shape.zone(), to);
  }
}
