package io.weir.runtime.connector.jdbc;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import java.util.List;

/** {@code 'connector' = 'jdbc'}. */
public final class JdbcConnector implements Connector {
  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public String description() {
    return "Tables of PostgreSQL, SQLite, MySQL and MariaDB: read whole, asked by key in lookup"
        + " joins, inserted into, and updated by key.";
  }

  @Override
  public String guarantees() {
    return "Writing is exactly once: the rows of an epoch are kept in its checkpoint and then"
        + " written in one transaction, which also raises the epoch's number in the table"
        + " `weir_commit` of the same database, so that committing again writes nothing again, and"
        + " a reader never sees part of an epoch. With 'sink.commit-mode' = 'idempotent' rows are"
        + " written at once, and replaced or deleted by PRIMARY KEY; after a crash some are written"
        + " again, which changes nothing, but a reader can see rows of an epoch that is not complete"
        + " yet. Without a PRIMARY KEY that mode may write rows twice. PostgreSQL is told to keep what"
        + " is committed over a crash (synchronous_commit) where its settings say otherwise.\n\n"
        + "A table is read as it is when its rows are reached, in the order of its PRIMARY KEY, or"
        + " of all columns. After a crash the rows that have been read are counted and passed over,"
        + " so that reading is exactly once where the table does not change meanwhile, and only"
        + " there. In a lookup join a row finds what the table holds when it comes; a row that is"
        + " repeated after a crash may find something else.\n\n"
        + "The drivers of PostgreSQL and SQLite are there; that of MySQL or MariaDB must be on the"
        + " class path. SQLite has no types for times: they are texts such as 2024-05-01"
        + " 12:30:00.5, with a Z behind a TIMESTAMP_LTZ; and where a column is declared NUMERIC or"
        + " DECIMAL it makes floating-point numbers of decimals, where it is TEXT it does not."
        + " Arrays of PostgreSQL are read, and not written; its other types (uuid, json, interval, …)"
        + " are STRINGs in both directions. What a column of the table cannot hold, NULL for one that"
        + " is NOT NULL too, is an error.";
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public boolean isSink() {
    return true;
  }

  @Override
  public List<Option> options() {
    return JdbcOptions.documented();
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    JdbcOptions options = JdbcOptions.of(table);
    JdbcValues.check(table, options.dialect(), true);
    return JdbcSource.of(table, columns, options);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    JdbcOptions options = JdbcOptions.of(table);
    JdbcValues.check(table, options.dialect(), false);
    return JdbcSink.of(table, options);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return table.primaryKey().isEmpty() ? SinkInput.INSERT_ONLY : SinkInput.UPSERT;
  }
}
