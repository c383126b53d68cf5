package io.weir.planner.portability;

import io.weir.parser.statement.AlterPlace;
import io.weir.parser.statement.AlterRename;
import io.weir.parser.statement.AlterTableReset;
import io.weir.parser.statement.AlterTableSchema;
import io.weir.parser.statement.AlterTableSet;
import io.weir.parser.statement.AlterViewAs;
import io.weir.parser.statement.CreateDatabase;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.CreateView;
import io.weir.parser.statement.Drop;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.Query;
import io.weir.parser.statement.ResetOption;
import io.weir.parser.statement.SetOption;
import io.weir.parser.statement.SqlQuoting;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StatementSet;
import io.weir.parser.statement.UseDatabase;
import java.util.Locale;
import java.util.stream.Collectors;

/** A statement in a few words. */
final class StatementTitle {
  private StatementTitle() {}

  static String of(Statement statement) {
    String changed = changed(statement);
    if (!changed.isEmpty()) {
      return changed;
    }
    if (statement instanceof CreateTable create) {
      return "CREATE TABLE " + create.name();
    }
    if (statement instanceof CreateView create) {
      return "CREATE VIEW " + create.name();
    }
    if (statement instanceof CreateDatabase create) {
      return "CREATE DATABASE " + create.name();
    }
    if (statement instanceof UseDatabase use) {
      return "USE " + use.name();
    }
    if (statement instanceof Insert insert) {
      return "INSERT INTO " + insert.target();
    }
    if (statement instanceof StatementSet set) {
      return set.inserts().stream()
          .map(insert -> insert.target().toString())
          .collect(Collectors.joining(", ", "statement set into ", ""));
    }
    if (statement instanceof SetOption set) {
      return "SET " + SqlQuoting.string(set.key().value());
    }
    if (statement instanceof ResetOption reset) {
      return "RESET" + reset.key().map(key -> " " + SqlQuoting.string(key.value())).orElse("");
    }
    if (statement instanceof Query) {
      return "SELECT";
    }
    String words = statement.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return words.toUpperCase(Locale.ROOT);
  }

  /** Of statements that change what there is; else nothing. */
  private static String changed(Statement statement) {
    if (statement instanceof AlterTableSet alter) {
      return "ALTER TABLE " + alter.name() + " SET";
    }
    if (statement instanceof AlterTableReset alter) {
      return "ALTER TABLE " + alter.name() + " RESET";
    }
    if (statement instanceof AlterTableSchema alter) {
      return "ALTER TABLE " + alter.name();
    }
    if (statement instanceof AlterPlace alter) {
      return "ALTER " + alter.kind() + " " + alter.name();
    }
    if (statement instanceof AlterRename alter) {
      return "ALTER " + alter.kind() + " " + alter.name() + " RENAME";
    }
    if (statement instanceof AlterViewAs alter) {
      return "ALTER VIEW " + alter.name();
    }
    if (statement instanceof Drop drop) {
      return "DROP " + drop.kind() + " " + drop.name();
    }
    return "";
  }
}
