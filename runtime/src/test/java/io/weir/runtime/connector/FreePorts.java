package io.weir.runtime.connector;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that must know theirs before they start. None is given twice, and none is one
 * of those that systems give to clients, which anybody may have by the time the server starts: a
 * client that tries to connect to a server that is away even connects to itself then.
 */
public final class FreePorts {
  private static final int FIRST = 10_000;
  private static final int COUNT = 20_000;

  /** Other processes begin elsewhere. */
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 37 % COUNT));

  private FreePorts() {}

  /** One that nobody listens at. */
  public static int next() throws IOException {
    while (true) {
      int port = FIRST + NEXT.getAndIncrement() % COUNT;
      try (ServerSocket free = new ServerSocket(port)) {
        return free.getLocalPort();
      } catch (BindException taken) {
        continue;
      }
    }
  }
}
