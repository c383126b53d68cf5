package io.weir.runtime.execution.job;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a job has opened, closed in the opposite order, all of it whatever goes wrong. */
final class Resources {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Has {@code resource} closed at the end. */
  <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Closes everything. */
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      AutoCloseable last = opened.pop();
      try {
        last.close();
      } finally {
        closeAll();
      }
    }
  }
}
