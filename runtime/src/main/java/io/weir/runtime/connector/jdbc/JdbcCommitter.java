package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.Committer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.apache.arrow.memory.RootAllocator;

/**
 * Writes an epoch in one transaction that also records its number, under a name that no other start
 * of a job has. The record is the transaction's first statement: it waits for a rival that is still
 * committing, and changes nothing if the epoch, or a later one, is there already. So an epoch whose
 * answer was lost is not written again.
 */
final class JdbcCommitter implements Committer {
  private final JdbcSink sink;
  private final JdbcOptions options;
  private final String incarnation;
  private final JdbcStatements statements;
  private final String doing;
  private Connection connection;

  JdbcCommitter(JdbcSink sink, String incarnation) {
    this.sink = sink;
    this.options = sink.options();
    this.incarnation = incarnation;
    this.statements = new JdbcStatements(sink);
    this.doing = "committing rows of table '" + sink.table() + "'";
  }

  @Override
  public void commit(long checkpointId, List<byte[]> committables) throws IOException {
    if (committables.isEmpty()) {
      return;
    }
    boolean isCommitted = false;
    try {
      if (connection == null) {
        connect();
      }
      if (record(checkpointId)) {
        for (byte[] staged : committables) {
          write(staged);
        }
      }
      connection.commit();
      isCommitted = true;
    } catch (SQLException e) {
      throw JdbcErrors.of(e, doing, options);
    } finally {
      if (!isCommitted) {
        close();
      }
    }
  }

  private void connect() throws SQLException {
    connection = JdbcConnections.open(options, doing);
    connection.setAutoCommit(false);
    options.dialect().makeDurable(connection);
    try (PreparedStatement add =
        connection.prepareStatement(options.dialect().addEpoch(JdbcSink.EPOCHS))) {
      add.setString(1, incarnation);
      add.executeUpdate();
    }
    connection.commit();
  }

  /** Whether the epoch was not recorded before. */
  private boolean record(long epoch) throws SQLException {
    try (PreparedStatement raise =
        connection.prepareStatement(options.dialect().raiseEpoch(JdbcSink.EPOCHS))) {
      raise.setLong(1, epoch);
      raise.setString(2, incarnation);
      raise.setLong(3, epoch);
      return raise.executeUpdate() == 1;
    }
  }

  private void write(byte[] staged) throws IOException, SQLException {
    Failure failure = new Failure();
    try (RootAllocator allocator = new RootAllocator()) {
      StagedBatches.read(
          staged,
          sink.schema(),
          allocator,
          batch -> {
            if (failure.error == null) {
              try {
                statements.write(connection, JdbcChange.of(batch, sink));
              } catch (SQLException e) {
                failure.error = e;
              }
            }
          });
    }
    if (failure.error != null) {
      throw failure.error;
    }
  }

  @Override
  public OptionalLong publishedAfter(long checkpointId) {
    String doing = "reading what was committed last to table '" + sink.table() + "'";
    try (Connection reading = JdbcConnections.open(options, doing)) {
      try (Statement create = reading.createStatement()) {
        create.execute(options.dialect().createEpochs(JdbcSink.EPOCHS));
      }
      try (PreparedStatement read =
          reading.prepareStatement(options.dialect().readEpoch(JdbcSink.EPOCHS))) {
        read.setString(1, incarnation);
        try (ResultSet epochs = read.executeQuery()) {
          long epoch = epochs.next() ? epochs.getLong(1) : 0;
          return epoch > checkpointId ? OptionalLong.of(epoch) : OptionalLong.empty();
        }
      }
    } catch (SQLException e) {
      throw JdbcErrors.of(e, doing, options);
    }
  }

  @Override
  public void cleanUp(long checkpointId) {
    // Nothing reaches the database before its checkpoint is complete.
  }

  @Override
  public void close() {
    if (connection != null) {
      JdbcConnections.closeQuietly(connection);
      connection = null;
    }
  }

  /** What went wrong first. */
  private static final class Failure {
    SQLException error;
  }
}
