package io.weir.planner.catalog;

import io.weir.parser.statement.ExpressionText;
import io.weir.parser.statement.SqlQuoting;
import io.weir.runtime.type.LogicalType;
import java.util.Optional;

/** A column of a declared table. */
public sealed interface Column {
  /** Its name. */
  String name();

  /** Its type; of a computed column, the type of its expression. */
  LogicalType type();

  /** What somebody noted about it. */
  Optional<String> comment();

  /** The column as in CREATE TABLE. */
  String toSql();

  /** The same column under another name. */
  Column renamed(String name);

  /** Whether rows that are written have it. */
  boolean isWritten();

  /** Whether a connector delivers it, as opposed to an expression. */
  default boolean isRead() {
    return true;
  }

  /** Stored by the connector as part of the row. */
  record Physical(String name, LogicalType type, Optional<String> comment) implements Column {
    @Override
    public String toSql() {
      return SqlQuoting.name(name) + " " + type + commentSql(comment);
    }

    @Override
    public Column renamed(String name) {
      return new Physical(name, type, comment);
    }

    @Override
    public boolean isWritten() {
      return true;
    }
  }

  /**
   * Known to the connector beside the row.
   *
   * @param key the connector's name for it
   * @param isVirtual whether it is only read
   */
  record Metadata(
      String name, LogicalType type, String key, boolean isVirtual, Optional<String> comment)
      implements Column {
    @Override
    public String toSql() {
      return SqlQuoting.name(name)
          + " "
          + type
          + " METADATA"
          + (key.equals(name) ? "" : " FROM " + SqlQuoting.string(key))
          + (isVirtual ? " VIRTUAL" : "")
          + commentSql(comment);
    }

    @Override
    public Column renamed(String name) {
      return new Metadata(name, type, key, isVirtual, comment);
    }

    @Override
    public boolean isWritten() {
      return !isVirtual;
    }
  }

  /**
   * Computed from other columns when the table is read.
   *
   * @param expression over the physical and metadata columns
   */
  record Computed(
      String name, LogicalType type, ExpressionText expression, Optional<String> comment)
      implements Column {
    @Override
    public String toSql() {
      return SqlQuoting.name(name) + " AS " + expression.text() + commentSql(comment);
    }

    @Override
    public Column renamed(String name) {
      return new Computed(name, type, expression, comment);
    }

    @Override
    public boolean isWritten() {
      return false;
    }

    @Override
    public boolean isRead() {
      return false;
    }
  }

  private static String commentSql(Optional<String> comment) {
    return comment.map(text -> " COMMENT " + SqlQuoting.string(text)).orElse("");
  }
}
