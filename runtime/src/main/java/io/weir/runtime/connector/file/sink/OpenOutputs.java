package io.weir.runtime.connector.file.sink;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps the number of open descriptors of one writer within a bound, closing the longest unused.
 */
final class OpenOutputs {
  private final int limit;
  private final Set<PartFile> leastRecentFirst = new LinkedHashSet<>();

  OpenOutputs(int limit) {
    this.limit = limit;
  }

  /** Notes that a file is about to be written, and closes others where they are too many. */
  void use(PartFile file) throws IOException {
    leastRecentFirst.remove(file);
    leastRecentFirst.add(file);
    Iterator<PartFile> candidates = leastRecentFirst.iterator();
    while (leastRecentFirst.size() > limit && candidates.hasNext()) {
      PartFile candidate = candidates.next();
      if (candidate != file && candidate.closeOutput()) {
        candidates.remove();
      }
    }
  }

  /** Closes all. */
  void closeAll() throws IOException {
    IOException failure = null;
    for (PartFile file : leastRecentFirst) {
      try {
        file.closeOutput();
      } catch (IOException e) {
        failure = e;
      }
    }
    leastRecentFirst.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
