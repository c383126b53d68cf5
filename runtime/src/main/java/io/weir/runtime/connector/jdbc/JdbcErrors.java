package io.weir.runtime.connector.jdbc;

import io.weir.runtime.error.WeirException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Locale;

/** Says what a database reports in words that help, without secrets. */
final class JdbcErrors {
  /** The state of our own errors: a table's column cannot hold what the database's does. */
  static final String TOO_LARGE_TO_READ = "WE001";

  /** The state of our own errors: a table's column is NOT NULL, and the database's is NULL. */
  static final String NULL_READ = "WE002";

  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_CANTOPEN = 14;

  private JdbcErrors() {}

  /**
   * What went wrong.
   *
   * @param doing what was being done, to which table
   */
  static WeirException of(SQLException error, String doing, JdbcOptions options) {
    SQLException cause = deepest(error);
    String said = cause.getMessage() == null ? cause.toString() : cause.getMessage().strip();
    String message = doing + ": " + without(said, options) + " (" + options.place() + ")";
    Kind kind = kind(cause, said, options);
    // The driver's own exception may name the password, so it is not passed on.
    return kind.isRetryable
        ? WeirException.retryable(message, kind.hint, null)
        : WeirException.permanent(message, kind.hint, null);
  }

  /** As {@link #of}, where rows are read: what does not fit is the table's type. */
  static WeirException ofReading(SQLException error, String doing, JdbcOptions options) {
    WeirException said = of(error, doing, options);
    boolean isMisread = said.hint() == null || said.hint().equals(Kind.TOO_LARGE.hint);
    return isMisread && !said.isRetryable()
        ? WeirException.permanent(said.getMessage(), Kind.MISREAD.hint, null)
        : said;
  }

  private static SQLException deepest(SQLException error) {
    SQLException deepest = error;
    while (deepest instanceof BatchUpdateException && deepest.getNextException() != null) {
      deepest = deepest.getNextException();
    }
    return deepest;
  }

  private static String without(String text, JdbcOptions options) {
    String clean = text.replace(options.url(), options.place());
    for (String name : options.properties().stringPropertyNames()) {
      String value = options.properties().getProperty(name);
      if (!name.equals("user") && value.length() > 3) {
        clean = clean.replace(value, "(hidden)");
      }
    }
    return clean;
  }

  private static Kind kind(SQLException cause, String said, JdbcOptions options) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (state.equals(TOO_LARGE_TO_READ)) {
      return Kind.TOO_LARGE_TO_READ;
    }
    if (state.equals(NULL_READ)) {
      return Kind.NULL_READ;
    }
    if (options.dialect() == JdbcDialect.SQLITE) {
      return sqlite(cause.getErrorCode(), said.toLowerCase(Locale.ROOT));
    }
    return switch (state) {
      case "28P01", "28000" -> Kind.CREDENTIALS;
      case "3D000", "42000" -> Kind.DATABASE;
      case "42P01", "42S02" -> Kind.TABLE;
      case "42703", "42S22" -> Kind.COLUMN;
      case "42P10" -> Kind.KEY;
      case "22001", "22003" -> Kind.TOO_LARGE;
      case "23502" -> Kind.NULL;
      case "23505", "23000" -> Kind.UNIQUE;
      case "42804", "22P02" -> Kind.TYPE;
      case "08001" -> Kind.UNREACHABLE;
      default -> byClass(state);
    };
  }

  private static Kind byClass(String state) {
    boolean isPassing =
        state.startsWith("08")
            || state.startsWith("40")
            || state.startsWith("53")
            || state.startsWith("57P")
            || state.startsWith("55P");
    return isPassing ? Kind.PASSING : Kind.OTHER;
  }

  private static Kind sqlite(int code, String said) {
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
      return Kind.PASSING;
    }
    if (code == SQLITE_CANTOPEN || said.contains("path to")) {
      return Kind.DATABASE;
    }
    if (said.contains("no such table")) {
      return Kind.TABLE;
    }
    if (said.contains("no such column") || said.contains("no column named")) {
      return Kind.COLUMN;
    }
    if (said.contains("on conflict clause does not match")) {
      return Kind.KEY;
    }
    if (said.contains("not null constraint")) {
      return Kind.NULL;
    }
    return said.contains("unique constraint") ? Kind.UNIQUE : Kind.OTHER;
  }

  private enum Kind {
    CREDENTIALS(false, "check 'username' and 'password'"),
    DATABASE(false, "check 'url'"),
    TABLE(false, "create the table in the database, or correct 'table-name'"),
    COLUMN(false, "give the table the columns that the database has"),
    KEY(false, "the database needs a unique index on exactly the columns of PRIMARY KEY"),
    TOO_LARGE(false, "make the column in the database wider, or CAST the value"),
    NULL(false, "filter such rows, or allow NULL in the database"),
    TOO_LARGE_TO_READ(false, "declare the column with a type that holds it, such as STRING"),
    MISREAD(false, "declare the columns with the types that the database has, or as STRING"),
    NULL_READ(false, "declare the column without NOT NULL, and outside of PRIMARY KEY"),
    UNIQUE(false, "declare PRIMARY KEY (…) NOT ENFORCED, so that rows with its values replace"),
    TYPE(false, "CAST the column to the type that the database has"),
    UNREACHABLE(true, "check 'url', and that the database is running"),
    PASSING(true, "check that the database is running"),
    OTHER(false, null);

    private final boolean isRetryable;
    private final String hint;

    Kind(boolean isRetryable, String hint) {
      this.isRetryable = isRetryable;
      this.hint = hint;
    }
  }
}
