package io.weir.shell.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagedOutputTest {
  private static final int SCREEN = 3;

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private int opened;
  private boolean isLeft;
  private boolean isSeen;

  @Test
  void aResultThatFitsTheScreenStaysOnIt() throws IOException {
    try (PagedOutput out = new PagedOutput(terminal, pager(true))) {
      write(out, "a\nb\nc");
    }
    assertEquals("a\nb\nc", text(terminal));
    assertEquals(0, opened);
  }

  @Test
  void aLongerOneIsShownWholeInThePagerAndBegunOnTheScreen() throws IOException {
    try (PagedOutput out = new PagedOutput(terminal, pager(true))) {
      write(out, "a\n");
      write(out, "b\nc\nd\n");
      write(out, "e\n");
    }
    assertEquals("a\nb\nc\n", text(terminal));
    assertEquals("a\nb\nc\nd\ne\n", text(pages));
    assertEquals(1, opened);
    assertTrue(isSeen);
  }

  @Test
  void leavingThePagerStopsTheResult() throws IOException {
    try (PagedOutput out = new PagedOutput(terminal, pager(true))) {
      write(out, "a\nb\nc\nd\n");
      isLeft = true;
      assertThrows(PagerLeft.class, () -> write(out, "e\n"));
      assertTrue(out.isLeft());
    }
    assertTrue(isSeen);
  }

  @Test
  void withoutAPagerEverythingGoesToTheTerminal() throws IOException {
    try (PagedOutput out = new PagedOutput(terminal, pager(false))) {
      write(out, "a\nb\nc\nd\n");
      write(out, "e\n");
    }
    assertEquals("a\nb\nc\nd\ne\n", text(terminal));
    assertEquals(1, opened);
  }

  private Pager pager(boolean isThere) {
    return new Pager() {
      @Override
      public int screenLines() {
        return SCREEN;
      }

      @Override
      public Optional<OutputStream> open() {
        opened++;
        return isThere ? Optional.of(new Pages()) : Optional.empty();
      }
    };
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private final class Pages extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      if (isLeft) {
        throw new IOException("Broken pipe");
      }
      pages.write(value);
    }

    @Override
    public void close() {
      isSeen = true;
    }
  }
}
