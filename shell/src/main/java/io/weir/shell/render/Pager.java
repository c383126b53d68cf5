package io.weir.shell.render;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Shows a text that is longer than the screen, and lets the person walk in it. */
public interface Pager {
  /** How many lines the screen has. */
  int screenLines();

  /**
   * Begins a text, which may be left before it is complete: then writing more fails. Closing it
   * says that it is complete, and returns when the person has left it.
   *
   * @return empty if there is nothing to show it with
   */
  Optional<OutputStream> open() throws IOException;
}
