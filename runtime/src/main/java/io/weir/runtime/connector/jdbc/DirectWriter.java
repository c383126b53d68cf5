package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.request.Pending;
import io.weir.runtime.request.Requests;
import io.weir.runtime.stream.Batch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends rows at once, on an I/O thread, in order; before a checkpoint is complete they have all
 * arrived.
 */
final class DirectWriter implements SinkWriter {
  private static final int MOST_WAITING = 4;

  private final JdbcSink sink;
  private final Requests requests;
  private final Sending sending;
  private Pending<Sent> pending;

  DirectWriter(JdbcSink sink, Requests requests) {
    this.sink = sink;
    this.requests = requests;
    this.sending = new Sending(sink);
  }

  @Override
  public void write(Batch batch) {
    try (batch) {
      if (batch.size() == 0) {
        return;
      }
      sending.add(JdbcChange.of(batch, sink));
    }
    if (pending != null && pending.isDone()) {
      Pending<Sent> done = pending;
      pending = null;
      done.take();
    }
    if (pending == null) {
      pending = requests.submit(sending::send);
    }
  }

  @Override
  public boolean isFull() {
    return sending.waiting() >= MOST_WAITING && pending != null && !pending.isDone();
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
    return () -> {
      sending.send();
      return OperatorSnapshot.Content.EMPTY;
    };
  }

  @Override
  public void close() {
    if (pending != null) {
      pending.close();
      pending = null;
    }
    sending.close();
  }

  /** All that waited has arrived. */
  private enum Sent implements AutoCloseable {
    ALL;

    @Override
    public void close() {}
  }

  /** What has not arrived yet. Filled by the writer, emptied by one I/O thread at a time. */
  private static final class Sending implements AutoCloseable {
    private final JdbcSink sink;
    private final JdbcStatements statements;
    private final Queue<Collection<JdbcChange>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private Connection connection;
    private boolean isClosed;

    Sending(JdbcSink sink) {
      this.sink = sink;
      this.statements = new JdbcStatements(sink);
    }

    void add(Collection<JdbcChange> changes) {
      waiting.add(changes);
      count.incrementAndGet();
    }

    int waiting() {
      return count.get();
    }

    synchronized Sent send() {
      for (Collection<JdbcChange> next = waiting.peek();
          next != null && !isClosed;
          next = waiting.peek()) {
        send(next);
        waiting.remove();
        count.decrementAndGet();
      }
      return Sent.ALL;
    }

    private void send(Collection<JdbcChange> changes) {
      int retries = sink.options().maxRetries();
      while (true) {
        try {
          write(changes);
          return;
        } catch (WeirException e) {
          disconnect();
          if (!e.isRetryable() || retries-- == 0) {
            throw e;
          }
        }
      }
    }

    private void write(Collection<JdbcChange> changes) {
      String doing = "writing table '" + sink.table() + "'";
      try {
        if (connection == null) {
          connection = JdbcConnections.open(sink.options(), doing);
          connection.setAutoCommit(false);
          sink.options().dialect().makeDurable(connection);
        }
        statements.write(connection, changes);
        connection.commit();
      } catch (SQLException e) {
        throw JdbcErrors.of(e, doing, sink.options());
      }
    }

    private void disconnect() {
      if (connection != null) {
        JdbcConnections.closeQuietly(connection);
        connection = null;
      }
    }

    @Override
    public synchronized void close() {
      isClosed = true;
      disconnect();
    }
  }
}
