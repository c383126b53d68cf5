package io.weir.planner.statement;

import io.weir.parser.source.Span;
import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.AlterTableSchema;
import io.weir.parser.statement.ColumnDefinition;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.Options;
import io.weir.parser.statement.SchemaChange;
import io.weir.parser.statement.TableLike;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * ALTER TABLE of columns, key and watermark. Only the description changes: the data behind a table
 * is read and written by what is described.
 */
final class TableChanges {
  private final Session session;
  private final Catalog catalog;

  TableChanges(Session session) {
    this.session = session;
    this.catalog = session.catalog();
  }

  Planned apply(AlterTableSchema statement) {
    String name = statement.name().last().name();
    if (statement.ifExists() && catalog.find(catalog.resolve(statement.name().names())).isEmpty()) {
      return done("table \"" + name + "\" does not exist");
    }
    CatalogTable table = catalog.getTable(statement.name());
    SchemaChange change = statement.change();
    CatalogTable changed;
    if (change instanceof SchemaChange.Define define) {
      changed = define(table, define, statement);
    } else if (change instanceof SchemaChange.Drop drop) {
      changed = drop(table, drop, statement.span());
    } else {
      changed = rename(table, (SchemaChange.RenameColumn) change);
    }
    CatalogTable checked = checked(changed, statement);
    TableOptions.check(checked, session.connectors(), Options.NONE, statement.name().span());
    catalog.replace(checked);
    return done("changed table \"" + name + "\"");
  }

  private Planned done(String message) {
    return new Planned.Done(message, session.settings(), List.of());
  }

  private CatalogTable define(
      CatalogTable table, SchemaChange.Define change, AlterTableSchema statement) {
    for (SchemaChange.PlacedColumn placed : change.columns()) {
      checkPresence(table, placed.column().name(), change.isModify());
    }
    change
        .primaryKey()
        .ifPresent(
            key ->
                checkPresence(
                    "primary key", !table.primaryKey().isEmpty(), change.isModify(), key.span()));
    change
        .watermark()
        .ifPresent(
            mark ->
                checkPresence(
                    "watermark", table.watermark().isPresent(), change.isModify(), mark.span()));
    CatalogTable defined =
        new TableDefinitions(session, asCreate(change, statement)).resolve(table.path(), List.of());
    return rebuilt(table, ordered(table, defined, change), defined);
  }

  /** The table as CREATE TABLE … LIKE itself would make it, with what is new. */
  private static CreateTable asCreate(SchemaChange.Define change, AlterTableSchema statement) {
    List<ColumnDefinition> columns =
        change.columns().stream().map(SchemaChange.PlacedColumn::column).toList();
    return new CreateTable(
        statement.name(),
        false,
        false,
        false,
        columns,
        change.primaryKey(),
        change.watermark(),
        Optional.empty(),
        List.of(),
        List.of(),
        Options.NONE,
        Optional.of(new TableLike(statement.name(), List.of(), statement.span())),
        Optional.empty(),
        statement.span());
  }

  private static void checkPresence(CatalogTable table, Identifier name, boolean isModify) {
    boolean isThere = table.column(name.name()).isPresent();
    if (isModify && !isThere) {
      throw unknown(table, name);
    }
    if (!isModify && isThere) {
      throw new PlanException(
          "column \"" + name.name() + "\" exists already",
          name.span(),
          "write MODIFY to change it");
    }
  }

  private static void checkPresence(String what, boolean isThere, boolean isModify, Span span) {
    if (isThere != isModify) {
      throw new PlanException(
          isThere ? "the table has a " + what + " already" : "the table has no " + what,
          span,
          isThere ? "write MODIFY to change it" : "write ADD");
    }
  }

  private static PlanException unknown(CatalogTable table, Identifier name) {
    return new PlanException(
        "column \"" + name.name() + "\" does not exist in table \"" + table.path().name() + "\"",
        name.span(),
        Suggestions.hint(name.name(), table.columns().stream().map(Column::name).toList()));
  }

  /** The columns in the old order, with those of the change where it puts them. */
  private static List<Column> ordered(
      CatalogTable table, CatalogTable defined, SchemaChange.Define change) {
    List<Column> ordered = new ArrayList<>();
    table.columns().forEach(old -> ordered.add(defined.column(old.name()).orElseThrow()));
    for (SchemaChange.PlacedColumn placed : change.columns()) {
      Column column = defined.column(placed.column().name().name()).orElseThrow();
      if (placed.place().isEmpty()) {
        if (!change.isModify()) {
          ordered.add(column);
        }
        continue;
      }
      ordered.removeIf(other -> other.name().equals(column.name()));
      Optional<Identifier> after = placed.place().get().after();
      ordered.add(after.map(name -> place(ordered, name, defined) + 1).orElse(0), column);
    }
    return ordered;
  }

  private static int place(List<Column> columns, Identifier name, CatalogTable defined) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name.name())) {
        return i;
      }
    }
    throw unknown(defined, name);
  }

  private static CatalogTable rebuilt(
      CatalogTable table, List<Column> columns, CatalogTable parts) {
    return new CatalogTable(
        table.path(),
        table.isTemporary(),
        columns,
        parts.watermark(),
        parts.primaryKey(),
        parts.partitionKeys(),
        table.options(),
        table.comment());
  }

  private static CatalogTable drop(CatalogTable table, SchemaChange.Drop change, Span span) {
    if (change.isKey() && table.primaryKey().isEmpty()) {
      throw new PlanException("the table has no primary key", span, (String) null);
    }
    if (change.isWatermark() && table.watermark().isEmpty()) {
      throw new PlanException("the table has no watermark", span, (String) null);
    }
    Set<String> gone = new HashSet<>();
    for (Identifier name : change.columns()) {
      if (table.column(name.name()).isEmpty()) {
        throw unknown(table, name);
      }
      checkUnused(table, name);
      gone.add(name.name());
    }
    return new CatalogTable(
        table.path(),
        table.isTemporary(),
        table.columns().stream().filter(column -> !gone.contains(column.name())).toList(),
        change.isWatermark() ? Optional.empty() : table.watermark(),
        change.isKey() ? List.of() : table.primaryKey(),
        table.partitionKeys(),
        table.options(),
        table.comment());
  }

  private static void checkUnused(CatalogTable table, Identifier name) {
    String user = null;
    if (table.primaryKey().contains(name.name())) {
      user = "the primary key: DROP PRIMARY KEY first";
    } else if (table.partitionKeys().contains(name.name())) {
      user = "PARTITIONED BY: make the table anew";
    } else if (table.watermark().filter(m -> m.column().equals(name.name())).isPresent()) {
      user = "the watermark: DROP WATERMARK first";
    }
    if (user != null) {
      int colon = user.indexOf(": ");
      throw new PlanException(
          "column \"" + name.name() + "\" is used by " + user.substring(0, colon),
          name.span(),
          user.substring(colon + 2));
    }
  }

  private static CatalogTable rename(CatalogTable table, SchemaChange.RenameColumn change) {
    String from = change.from().name();
    String to = change.to().name();
    if (table.column(from).isEmpty()) {
      throw unknown(table, change.from());
    }
    checkPresence(table, change.to(), false);
    return new CatalogTable(
        table.path(),
        table.isTemporary(),
        table.columns().stream()
            .map(column -> column.name().equals(from) ? column.renamed(to) : column)
            .toList(),
        table
            .watermark()
            .map(
                mark ->
                    mark.column().equals(from)
                        ? new CatalogTable.Watermark(to, mark.expression())
                        : mark),
        renamed(table.primaryKey(), from, to),
        renamed(table.partitionKeys(), from, to),
        table.options(),
        table.comment());
  }

  private static List<String> renamed(List<String> names, String from, String to) {
    return names.stream().map(name -> name.equals(from) ? to : name).toList();
  }

  /** The table with the types that its expressions have now. */
  private CatalogTable checked(CatalogTable table, AlterTableSchema statement) {
    if (table.columns().stream().noneMatch(Column::isRead)) {
      throw new PlanException(
          "a table needs at least one column that is not computed",
          statement.span(),
          (String) null);
    }
    try {
      return new TableDefinitions(session, asCreate(NOTHING, statement)).retyped(table);
    } catch (PlanException mistake) {
      throw new PlanException(
          "table \"" + table.path().name() + "\" would not be valid: " + mistake.getMessage(),
          statement.span(),
          "change or drop what uses the column first");
    }
  }

  private static final SchemaChange.Define NOTHING =
      new SchemaChange.Define(false, List.of(), Optional.empty(), Optional.empty());
}
