package io.weir.runtime.state;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs every part in a thread of its own, all at the same time. */
final class TwoThreads implements Lanes {
  @Override
  public int width() {
    return 2;
  }

  @Override
  public void run(List<Runnable> parts) {
    List<CompletableFuture<Void>> running = new ArrayList<>();
    parts.forEach(part -> running.add(CompletableFuture.runAsync(part)));
    CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
  }
}
