package io.weir.shell.render;

import io.weir.runtime.stream.Batch;
import java.io.IOException;

/** Writes the rows of one query. Used by one thread at a time. */
public interface ResultPrinter {
  /** Writes the live rows of a batch; does not close it. */
  void print(Batch batch) throws IOException;

  /** No row has come for a moment. */
  default void quiet() {}

  /** No more rows come: writes what was held back. */
  void end() throws IOException;

  /** How many rows have been written. */
  long rows();

  /** Whether ends of values were left out because the screen has no room for them. */
  default boolean hasCut() {
    return false;
  }
}
