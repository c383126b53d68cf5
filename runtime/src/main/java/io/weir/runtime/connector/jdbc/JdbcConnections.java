package io.weir.runtime.connector.jdbc;

import io.weir.runtime.error.WeirException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;

/** Opens connections, and keeps those that nobody uses now. Thread-safe. */
final class JdbcConnections implements AutoCloseable {
  private final JdbcOptions options;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean isClosed;

  JdbcConnections(JdbcOptions options) {
    this.options = options;
  }

  /** A new connection. */
  static Connection open(JdbcOptions options, String doing) {
    Properties properties = new Properties();
    properties.putAll(options.properties());
    options.dialect().addDefaults(properties);
    try {
      Connection connection = driver(options).connect(options.url(), properties);
      if (connection == null) {
        throw WeirException.permanent(
            doing + ": the driver does not take the url " + options.place(), "check 'url'");
      }
      return connection;
    } catch (SQLException e) {
      throw JdbcErrors.of(e, doing, options);
    }
  }

  private static Driver driver(JdbcOptions options) throws SQLException {
    String name = options.driver();
    if (name.isEmpty()) {
      name =
          switch (options.dialect()) {
            case POSTGRES -> "org.postgresql.Driver";
            case SQLITE -> sqlite();
            case MYSQL ->
                options.url().startsWith("jdbc:mariadb:")
                    ? "org.mariadb.jdbc.Driver"
                    : "com.mysql.cj.jdbc.Driver";
          };
    }
    try {
      Class<?> driver = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
      return (Driver) driver.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw WeirException.permanent(
          "the driver " + name + " of " + options.place() + " is not there",
          "put its jar on the class path, or name another class with 'driver'",
          null);
    }
  }

  /**
   * The driver unpacks its library into the temporary directory and removes it when the Java
   * machine ends in good order, which one that is killed, or ends at once, does not. It is told to
   * take the one that the build has unpacked, if that is there.
   */
  private static String sqlite() {
    String unpacked = System.getProperty("weir.native.dir");
    if (unpacked != null && System.getProperty("org.sqlite.lib.path") == null) {
      System.setProperty("org.sqlite.lib.path", unpacked);
    }
    return "org.sqlite.JDBC";
  }

  /** A connection that has been used before, or a new one. */
  Connection take(String doing) {
    synchronized (idle) {
      if (!idle.isEmpty()) {
        return idle.pop();
      }
    }
    return open(options, doing);
  }

  /** Gives back a connection that can be used again. */
  void give(Connection connection) {
    synchronized (idle) {
      if (!isClosed) {
        idle.push(connection);
        return;
      }
    }
    closeQuietly(connection);
  }

  /** Ends a connection of which nothing is expected any more, whatever state it is in. */
  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It was broken; whoever broke it has reported that.
      assert e != null;
    }
  }

  /** Ends the connections that nobody uses now. */
  void closeIdle() {
    synchronized (idle) {
      idle.forEach(JdbcConnections::closeQuietly);
      idle.clear();
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      isClosed = true;
      closeIdle();
    }
  }
}
