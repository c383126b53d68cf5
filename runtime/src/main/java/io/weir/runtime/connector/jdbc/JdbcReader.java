package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.request.Pending;
import io.weir.runtime.request.Requests;
import io.weir.runtime.stream.Batch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.memory.BufferAllocator;

/** Reads the rows of a statement, one batch ahead. */
final class JdbcReader implements SplitReader {
  private final JdbcSource source;
  private final String sql;
  private final String doing;
  private final BufferAllocator allocator;
  private final Requests requests;
  private final Cursor cursor = new Cursor();
  private Pending<JdbcRows> pending;
  private long done;
  private boolean isFinished;

  JdbcReader(
      JdbcSource source,
      String sql,
      long done,
      String doing,
      BufferAllocator allocator,
      Requests requests) {
    this.source = source;
    this.sql = sql;
    this.done = done;
    this.doing = doing;
    this.allocator = allocator;
    this.requests = requests;
    this.pending = requests.submit(cursor::next);
  }

  @Override
  public Batch read() {
    if (isFinished || !pending.isDone()) {
      return null;
    }
    try (JdbcRows rows = pending.take()) {
      isFinished = rows.count() < Batch.MAX_ROWS;
      if (!isFinished) {
        pending = requests.submit(cursor::next);
      }
      done += rows.count();
      return rows.next(allocator);
    }
  }

  @Override
  public SplitPosition position() {
    return new SplitPosition(done, done);
  }

  @Override
  public boolean isFinished() {
    return isFinished;
  }

  @Override
  public boolean isAtEnd() {
    return false;
  }

  @Override
  public void close() {
    if (!isFinished) {
      pending.close();
    }
    cursor.close();
  }

  /** The statement's result. Used by one I/O thread at a time, and closed by any. */
  private final class Cursor implements AutoCloseable {
    private Connection connection;
    private ResultSet rows;
    private boolean isClosed;

    synchronized JdbcRows next() {
      JdbcRows batch = new JdbcRows(source.schema());
      if (isClosed) {
        return batch;
      }
      try {
        if (rows == null) {
          connection = JdbcConnections.open(source.options(), doing);
          connection.setAutoCommit(false);
          Statement statement = connection.createStatement();
          statement.setFetchSize(source.options().fetchSize());
          rows = statement.executeQuery(sql);
        }
        while (batch.count() < Batch.MAX_ROWS && rows.next()) {
          batch.add(source.options().dialect(), rows);
        }
        return batch;
      } catch (SQLException e) {
        throw JdbcErrors.ofReading(e, doing, source.options());
      }
    }

    @Override
    public synchronized void close() {
      isClosed = true;
      if (connection != null) {
        JdbcConnections.closeQuietly(connection);
        connection = null;
      }
    }
  }
}
