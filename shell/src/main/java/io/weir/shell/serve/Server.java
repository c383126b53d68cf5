package io.weir.shell.serve;

import io.weir.runtime.insight.JobView;
import io.weir.shell.data.Lock;
import io.weir.shell.run.Interrupts;
import io.weir.shell.run.Runs;
import io.weir.shell.run.Workspace;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the jobs of a data directory and executes the statements of whoever attaches to it, until it
 * is closed.
 */
public final class Server implements AutoCloseable {
  private static final long TAKE_UP_SECONDS = 2;
  private static final int MOST_CONNECTIONS = 64;

  private final ServerDirectory directory;
  private final Lock lock;
  private final Workspace workspace;
  private final ServerSocketChannel channel;
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch isClosing = new CountDownLatch(1);
  private final CountDownLatch isClosed = new CountDownLatch(1);

  private Server(
      ServerDirectory directory, Lock lock, Workspace workspace, ServerSocketChannel channel) {
    this.directory = directory;
    this.lock = lock;
    this.workspace = workspace;
    this.channel = channel;
  }

  /**
   * Takes the data directory in hand, goes on with its jobs, and listens.
   *
   * @param listener is told of what happens to jobs, from any thread
   * @throws Lock.AlreadyRunning if another process serves it
   */
  public static Server start(Runs runs, Consumer<String> listener)
      throws IOException, Lock.AlreadyRunning {
    ServerDirectory directory = new ServerDirectory(runs.dataDirectory());
    Lock lock = directory.lock();
    Optional<Server> begun = Optional.empty();
    try {
      // Clients that come from now on wait until there is somebody to answer.
      ServerSocketChannel channel = directory.listen();
      Workspace workspace = new Workspace(runs, Interrupts.none());
      Server server = new Server(directory, lock, workspace, channel);
      begun = Optional.of(server);
      workspace.listen(listener);
      workspace.open();
      workspace.takeUpJobs();
      Thread acceptor = new Thread(server::accept, "weir-serve");
      acceptor.setDaemon(true);
      acceptor.start();
      return server;
    } catch (IOException | RuntimeException e) {
      if (begun.isPresent()) {
        begun.get().close();
      } else {
        lock.close();
      }
      throw e;
    }
  }

  private void accept() {
    while (isClosing.getCount() > 0) {
      try {
        SocketChannel client = channel.accept();
        if (connections.size() >= MOST_CONNECTIONS) {
          client.close();
        } else {
          ClientConnection connection =
              new ClientConnection(new Wire(client), workspace, connections::remove);
          connections.add(connection);
          connection.start();
        }
      } catch (IOException e) {
        if (!channel.isOpen()) {
          return;
        }
      }
    }
  }

  /** What can be seen of its jobs. */
  public List<JobView> jobs() {
    return workspace.views();
  }

  /** Goes on until the server is closed; takes up jobs that other processes let go of. */
  public void await() throws IOException, InterruptedException {
    while (!isClosing.await(TAKE_UP_SECONDS, TimeUnit.SECONDS)) {
      workspace.takeUpJobs();
    }
    isClosed.await();
  }

  /** Hangs up, stops all jobs behind a checkpoint, and lets go of the data directory. */
  @Override
  public void close() throws IOException {
    isClosing.countDown();
    channel.close();
    connections.forEach(ClientConnection::close);
    workspace.close();
    directory.remove();
    lock.close();
    isClosed.countDown();
  }
}
