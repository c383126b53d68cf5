package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.CommitsNothing;
import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.type.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table that is written.
 *
 * @param table the table's name in the catalog
 * @param schema its columns
 * @param key the columns of its primary key, by which rows are replaced and deleted; empty if rows
 *     are only inserted
 */
record JdbcSink(String table, Schema schema, List<String> key, JdbcOptions options)
    implements Sink {
  /** Where the database remembers which epochs it has. */
  static final String EPOCHS = "weir_commit";

  static JdbcSink of(TableDescriptor table, JdbcOptions options) {
    return new JdbcSink(table.name(), table.schema(), table.primaryKey(), options);
  }

  List<Integer> keyPositions() {
    return key.stream().map(name -> schema.indexOf(name).orElseThrow()).toList();
  }

  List<Integer> allPositions() {
    return IntStream.range(0, schema.size()).boxed().toList();
  }

  @Override
  public String describe() {
    String mode =
        options.isTransactional()
            ? JdbcOptions.TRANSACTIONAL
            : key.isEmpty() ? "inserted at once" : JdbcOptions.IDEMPOTENT;
    return options + ", " + mode;
  }

  @Override
  public CommitMode commitMode() {
    if (options.isTransactional()) {
      return CommitMode.TRANSACTIONAL;
    }
    return key.isEmpty() ? CommitMode.AT_LEAST_ONCE : CommitMode.IDEMPOTENT;
  }

  @Override
  public Optional<String> remedy() {
    return options.isTransactional()
        ? Optional.empty()
        : Optional.of("'sink.commit-mode' = '" + JdbcOptions.TRANSACTIONAL + "'");
  }

  @Override
  public void prepare() {
    String doing = "preparing to write table '" + table + "'";
    Connection connection = JdbcConnections.open(options, doing);
    try (Statement statement = connection.createStatement()) {
      JdbcChecks.columns(connection, options, schema.names(), doing);
      if (!key.isEmpty()) {
        JdbcChecks.key(connection, options, key, doing);
      }
      if (options.isTransactional()) {
        statement.execute(options.dialect().createEpochs(EPOCHS));
      }
    } catch (SQLException e) {
      throw JdbcErrors.of(e, doing, options);
    } finally {
      JdbcConnections.closeQuietly(connection);
    }
  }

  @Override
  public SinkWriter createWriter(WriterContext context) {
    return options.isTransactional()
        ? new StagingWriter(context.allocator())
        : new DirectWriter(this, context.requests());
  }

  @Override
  public Committer createCommitter(String incarnation) {
    return options.isTransactional()
        ? new JdbcCommitter(this, incarnation)
        : CommitsNothing.INSTANCE;
  }
}
