package io.weir.runtime.state;

import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Tells whether what a checkpoint holds of a table can be read by today's declaration of it. */
public final class TableFit {
  private TableFit() {}

  /**
   * Why restored contents do not fit, as the end of a sentence that begins with the table's name;
   * empty if they do. Names of columns may differ, and whether types are nullable; names of cells
   * say what they mean, so they may not. How long entries live may differ, not whether they do.
   */
  public static Optional<String> mismatch(TableSpec restored, TableSpec declared) {
    if (restored.shape() != declared.shape()) {
      return differs("was a", restored.shape(), declared.shape());
    }
    if (restored.version() != declared.version()) {
      return differs("was of version", restored.version(), declared.version());
    }
    if (restored.windowed() != declared.windowed()) {
      return Optional.of(
          restored.windowed() ? "was windowed and is not now" : "was not windowed and is now");
    }
    if (restored.ttlMillis() > 0 != declared.ttlMillis() > 0) {
      return Optional.of(
          restored.ttlMillis() > 0
              ? "had a time to live and has none now"
              : "had no time to live and has one now");
    }
    if (!sameTypes(restored.key(), declared.key())) {
      return differs("had the key", restored.key(), declared.key());
    }
    if (!sameTypes(restored.value(), declared.value())) {
      return differs("had the values", restored.value(), declared.value());
    }
    if (!sameCells(restored.cells(), declared.cells())) {
      return differs("had the cells", restored.cells(), declared.cells());
    }
    return Optional.empty();
  }

  private static Optional<String> differs(String what, Object before, Object now) {
    return Optional.of(what + " " + before + " and now it is " + now);
  }

  private static boolean sameCells(List<Cell> a, List<Cell> b) {
    return a.size() == b.size()
        && IntStream.range(0, a.size()).allMatch(i -> a.get(i).holdsWhat(b.get(i)));
  }

  private static boolean sameTypes(Schema a, Schema b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.type(i).equalsIgnoringNullability(b.type(i))) {
        return false;
      }
    }
    return true;
  }
}
