package io.weir.shell.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Writes a result to the terminal as it comes, and as soon as it does not fit the screen any more,
 * all of it to a {@link Pager}. Fails with {@link PagerLeft} when the person leaves that before the
 * end.
 */
public final class PagedOutput extends OutputStream {
  private final OutputStream terminal;
  private final Pager pager;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int lines;
  private boolean isLong;
  private boolean isLeft;
  private Optional<OutputStream> paged = Optional.empty();

  /** One result on {@code terminal}. */
  public PagedOutput(OutputStream terminal, Pager pager) {
    this.terminal = terminal;
    this.pager = pager;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    for (int i = offset; i < offset + length && !isLong; i++) {
      if (bytes[i] == '\n' && ++lines >= pager.screenLines()) {
        terminal.write(bytes, offset, i + 1 - offset);
        terminal.flush();
        begun.write(bytes, offset, i + 1 - offset);
        from = i + 1;
        becomeLong();
      }
    }
    int rest = offset + length - from;
    if (!isLong) {
      begun.write(bytes, from, rest);
    }
    pass(bytes, from, rest);
  }

  private void becomeLong() throws IOException {
    isLong = true;
    paged = pager.open();
    if (paged.isPresent()) {
      pass(begun.toByteArray(), 0, begun.size());
    }
    begun.reset();
  }

  private void pass(byte[] bytes, int offset, int length) throws IOException {
    if (paged.isEmpty()) {
      terminal.write(bytes, offset, length);
      return;
    }
    try {
      paged.get().write(bytes, offset, length);
    } catch (IOException e) {
      isLeft = true;
      throw new PagerLeft(e);
    }
  }

  @Override
  public void flush() throws IOException {
    if (paged.isEmpty()) {
      terminal.flush();
      return;
    }
    try {
      paged.get().flush();
    } catch (IOException e) {
      isLeft = true;
      throw new PagerLeft(e);
    }
  }

  /** Whether the person has left it before it was complete. */
  public boolean isLeft() {
    return isLeft;
  }

  /** The result is complete; returns when the person has seen it. */
  @Override
  public void close() throws IOException {
    if (paged.isEmpty()) {
      terminal.flush();
    } else {
      paged.get().close();
    }
  }
}
