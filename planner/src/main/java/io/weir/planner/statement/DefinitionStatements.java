package io.weir.planner.statement;

import io.weir.parser.source.Span;
import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.AlterRename;
import io.weir.parser.statement.AlterTableReset;
import io.weir.parser.statement.AlterTableSet;
import io.weir.parser.statement.AlterViewAs;
import io.weir.parser.statement.CreateCatalog;
import io.weir.parser.statement.CreateDatabase;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.CreateView;
import io.weir.parser.statement.Drop;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.ObjectKind;
import io.weir.parser.statement.Options;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.QueryText;
import io.weir.parser.statement.StringLiteral;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.catalog.ObjectPath;
import io.weir.planner.catalog.PlaceProperties;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE, ALTER and DROP of what the catalog holds. */
final class DefinitionStatements {
  /** What Flink calls the database of a catalog in memory that is given no other name. */
  private static final String DEFAULT_IN_MEMORY_DATABASE = "default";

  private final Session session;
  private final Catalog catalog;

  DefinitionStatements(Session session) {
    this.session = session;
    this.catalog = session.catalog();
  }

  Planned createTable(CreateTable statement) {
    ObjectPath path = catalog.resolveNew(statement.name());
    Optional<CatalogObject> replaced = replaced(path, statement);
    boolean isKept = replaced.isEmpty();
    if (isKept && exists(path, statement.temporary(), statement.ifNotExists(), statement.name())) {
      return done("table \"" + path.name() + "\" exists already");
    }
    QueryColumns queryColumns = queryColumns(statement);
    replaced.ifPresent(catalog::remove);
    boolean isMade = false;
    try {
      Planned made = make(statement, path, queryColumns);
      isMade = true;
      return made;
    } finally {
      if (!isMade) {
        replaced.ifPresent(catalog::add);
      }
    }
  }

  /** The table that CREATE OR REPLACE puts another one in the place of. */
  private Optional<CatalogObject> replaced(ObjectPath path, CreateTable statement) {
    if (!statement.orReplace() || !catalog.exists(path, statement.temporary())) {
      return Optional.empty();
    }
    CatalogObject old = catalog.find(path).orElseThrow();
    if (!(old instanceof CatalogTable)) {
      throw wrongKind(old, "table", statement.name());
    }
    return Optional.of(old);
  }

  private Planned make(CreateTable statement, ObjectPath path, QueryColumns queryColumns) {
    CatalogTable table =
        new TableDefinitions(session, statement).resolve(path, queryColumns.inTable());
    TableOptions.check(table, session.connectors(), statement.options(), statement.name().span());
    catalog.add(table);
    if (statement.query().isEmpty()) {
      return new Planned.Done(
          "created table \"" + path.name() + "\"",
          session.settings(),
          TableOptions.warnings(table, session.connectors()));
    }
    return fill(statement, table, queryColumns);
  }

  /** CREATE TABLE AS: the job that fills the new table; the table goes if it cannot be planned. */
  private Planned fill(CreateTable statement, CatalogTable table, QueryColumns queryColumns) {
    boolean isPlanned = false;
    try {
      Planned job = new InsertPlanner(session).plan(List.of(queryColumns.insert(statement)));
      isPlanned = true;
      return job;
    } finally {
      if (!isPlanned) {
        catalog.remove(table);
      }
    }
  }

  /** The columns that CREATE TABLE AS takes from its query. */
  private QueryColumns queryColumns(CreateTable statement) {
    if (statement.query().isEmpty()) {
      return QueryColumns.NONE;
    }
    QueryText query = statement.query().get();
    Schema schema = schema(query, statement.span());
    checkDistinct(schema, List.of(), query);
    return QueryColumns.of(statement, schema);
  }

  private Schema schema(QueryText query, Span span) {
    QueryPlanner planner = new QueryPlanner(session, query.source(), span, Optional.empty());
    return planner.guarded(
        p -> WeirTypeFactory.toSchema(p.translator().translate(query).getRowType()));
  }

  Planned createView(CreateView statement) {
    ObjectPath path = catalog.resolveNew(statement.name());
    if (exists(path, statement.temporary(), statement.ifNotExists(), statement.name())) {
      return done("view \"" + path.name() + "\" exists already");
    }
    catalog.add(
        view(
            path,
            statement.temporary(),
            statement.query(),
            statement.columns(),
            statement.comment(),
            statement.span()));
    return done("created view \"" + path.name() + "\"");
  }

  private CatalogView view(
      ObjectPath path,
      boolean isTemporary,
      QueryText query,
      List<Identifier> names,
      Optional<String> comment,
      Span span) {
    CatalogView.Home home =
        new CatalogView.Home(catalog.currentCatalog(), catalog.currentDatabase());
    QueryPlanner planner = new QueryPlanner(session, query.source(), span, Optional.empty());
    Schema columns =
        planner.guarded(
            p ->
                WeirTypeFactory.toSchema(
                    p.translator().translateView(query, path, home).getRowType()));
    Schema named = names.isEmpty() ? columns : renamed(columns, names, span);
    checkDistinct(named, names, query);
    return new CatalogView(path, isTemporary, named, query, home, comment);
  }

  private static Schema renamed(Schema columns, List<Identifier> names, Span span) {
    if (names.size() != columns.size()) {
      throw new PlanException(
          "the view names "
              + names.size()
              + " columns and its query has "
              + columns.size()
              + ": "
              + String.join(", ", columns.names()),
          names.get(0).span().to(names.get(names.size() - 1).span()),
          (String) null);
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.add(new Field(names.get(i).name(), columns.type(i)));
    }
    return new Schema(fields);
  }

  private static void checkDistinct(Schema columns, List<Identifier> names, QueryText query) {
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!seen.add(columns.name(i))) {
        throw new PlanException(
            "there would be two columns \"" + columns.name(i) + "\"",
            names.isEmpty() ? query.span() : names.get(i).span(),
            "rename one with AS");
      }
    }
  }

  Planned alterView(AlterViewAs statement) {
    CatalogObject old = catalog.get(statement.name());
    if (!(old instanceof CatalogView view)) {
      throw wrongKind(old, "view", statement.name());
    }
    catalog.replace(
        view(
            view.path(),
            view.isTemporary(),
            statement.query(),
            List.of(),
            view.comment(),
            statement.span()));
    return done("changed view \"" + view.path().name() + "\"");
  }

  Planned alterOptions(AlterTableSet statement) {
    Optional<CatalogTable> table = table(statement.name(), statement.ifExists());
    if (table.isEmpty()) {
      return done("table \"" + statement.name().last().name() + "\" does not exist");
    }
    CatalogTable changed = table.get().withOptions(statement.options().toMap());
    TableOptions.check(changed, session.connectors(), statement.options(), statement.name().span());
    catalog.replace(changed);
    return done("changed table \"" + changed.path().name() + "\"");
  }

  Planned resetOptions(AlterTableReset statement) {
    Optional<CatalogTable> table = table(statement.name(), statement.ifExists());
    if (table.isEmpty()) {
      return done("table \"" + statement.name().last().name() + "\" does not exist");
    }
    Map<String, String> options = new LinkedHashMap<>(table.get().options());
    for (StringLiteral key : statement.keys()) {
      if (options.remove(key.value()) == null) {
        throw new PlanException(
            "table \"" + table.get().path().name() + "\" has no option '" + key.value() + "'",
            key.span(),
            Suggestions.hint(key.value(), table.get().options().keySet()));
      }
    }
    CatalogTable changed = table.get().withAllOptions(options);
    TableOptions.check(changed, session.connectors(), Options.NONE, statement.name().span());
    catalog.replace(changed);
    return done("changed table \"" + changed.path().name() + "\"");
  }

  private Optional<CatalogTable> table(QualifiedName name, boolean ifExists) {
    boolean isMissing = catalog.find(catalog.resolve(name.names())).isEmpty();
    return ifExists && isMissing ? Optional.empty() : Optional.of(catalog.getTable(name));
  }

  Planned rename(AlterRename statement) {
    Optional<CatalogObject> found = catalog.find(catalog.resolve(statement.name().names()));
    if (found.isEmpty() && statement.ifExists()) {
      return done("\"" + statement.name().last().name() + "\" does not exist");
    }
    CatalogObject object = catalog.get(statement.name());
    boolean isKind = object.kind().equalsIgnoreCase(statement.kind().name());
    if (!isKind) {
      throw wrongKind(object, statement.kind().name().toLowerCase(Locale.ROOT), statement.name());
    }
    ObjectPath from = object.path();
    List<String> names = statement.newName().names();
    ObjectPath to =
        names.size() == 1
            ? new ObjectPath(from.catalog(), from.database(), names.get(0))
            : catalog.resolveNew(statement.newName());
    exists(to, object.isTemporary(), false, statement.newName());
    catalog.remove(object);
    catalog.add(object.renamed(to));
    return done("renamed " + object.kind() + " \"" + from.name() + "\" to \"" + to.name() + "\"");
  }

  Planned createCatalog(CreateCatalog statement) {
    String name = statement.name().name();
    if (catalog.catalogs().contains(name)) {
      if (statement.ifNotExists()) {
        return done("catalog \"" + name + "\" exists already");
      }
      throw new PlanException(
          "catalog \"" + name + "\" exists already", statement.name().span(), (String) null);
    }
    Optional<Options.Entry> type = statement.options().find("type");
    if (type.isPresent() && !type.get().value().value().equals("generic_in_memory")) {
      throw new PlanException(
          "catalogs of type '" + type.get().value().value() + "' are not supported",
          type.get().value().span(),
          "write 'type' = 'generic_in_memory'");
    }
    String defaultDatabase =
        statement
            .options()
            .find("default-database")
            .map(option -> option.value().value())
            .orElse(type.isPresent() ? DEFAULT_IN_MEMORY_DATABASE : Catalog.DEFAULT_DATABASE);
    catalog.createCatalog(
        name,
        defaultDatabase,
        PlaceProperties.of(statement.comment(), statement.options().toMap()));
    return done("created catalog \"" + name + "\"");
  }

  Planned createDatabase(CreateDatabase statement) {
    List<String> names = statement.name().names();
    String home = names.size() > 1 ? names.get(0) : catalog.currentCatalog();
    String name = statement.name().last().name();
    if (!catalog.catalogs().contains(home)) {
      throw new PlanException(
          "catalog \"" + home + "\" does not exist",
          statement.name().span(),
          Suggestions.hint(home, catalog.catalogs()));
    }
    if (catalog.databases(home).contains(name)) {
      if (statement.ifNotExists()) {
        return done("database \"" + name + "\" exists already");
      }
      throw new PlanException(
          "database \"" + name + "\" exists already", statement.name().span(), (String) null);
    }
    catalog.createDatabase(
        home, name, PlaceProperties.of(statement.comment(), statement.options().toMap()));
    return done("created database \"" + name + "\"");
  }

  Planned drop(Drop statement) {
    return switch (statement.kind()) {
      case TABLE, VIEW -> dropObject(statement);
      case DATABASE -> dropDatabase(statement);
      case CATALOG -> dropCatalog(statement);
      case FUNCTION -> new FunctionStatements(session).drop(statement);
    };
  }

  private Planned dropObject(Drop statement) {
    String kind = statement.kind() == ObjectKind.TABLE ? "table" : "view";
    Optional<CatalogObject> found = catalog.find(catalog.resolve(statement.name().names()));
    if (found.isEmpty()) {
      if (statement.ifExists()) {
        return done(kind + " \"" + statement.name().last().name() + "\" does not exist");
      }
      String ifExists = "DROP " + statement.kind() + " IF EXISTS passes over one that is not there";
      throw new PlanException(
          kind + " \"" + String.join(".", statement.name().names()) + "\" does not exist",
          statement.name().span(),
          catalog.suggestion(statement.name().names()).orElse(ifExists));
    }
    CatalogObject object = found.get();
    if (!object.kind().equals(kind)) {
      throw wrongKind(object, kind, statement.name());
    }
    if (statement.temporary() && !object.isTemporary()) {
      throw new PlanException(
          kind + " \"" + object.path().name() + "\" is not temporary",
          statement.name().span(),
          "write DROP " + kind.toUpperCase(Locale.ROOT));
    }
    catalog.remove(object);
    return done("dropped " + kind + " \"" + object.path().name() + "\"");
  }

  private Planned dropDatabase(Drop statement) {
    List<String> names = statement.name().names();
    String home = names.size() > 1 ? names.get(0) : catalog.currentCatalog();
    String name = statement.name().last().name();
    if (!catalog.databases(home).contains(name)) {
      if (statement.ifExists()) {
        return done("database \"" + name + "\" does not exist");
      }
      throw new PlanException(
          "database \"" + name + "\" does not exist",
          statement.name().span(),
          Suggestions.hint(name, catalog.databases(home)));
    }
    boolean isCurrent =
        home.equals(catalog.currentCatalog()) && name.equals(catalog.currentDatabase());
    if (isCurrent) {
      throw new PlanException(
          "database \"" + name + "\" is in use", statement.name().span(), "USE another one first");
    }
    if (!statement.cascade() && !catalog.isEmpty(home, name)) {
      throw new PlanException(
          "database \""
              + name
              + "\" is not empty: it holds "
              + String.join(", ", catalog.objects(home, name)),
          statement.name().span(),
          "write CASCADE to drop what is in it too");
    }
    catalog.dropDatabase(home, name);
    return done("dropped database \"" + name + "\"");
  }

  private Planned dropCatalog(Drop statement) {
    String name = statement.name().last().name();
    if (!catalog.catalogs().contains(name)) {
      if (statement.ifExists()) {
        return done("catalog \"" + name + "\" does not exist");
      }
      throw new PlanException(
          "catalog \"" + name + "\" does not exist",
          statement.name().span(),
          Suggestions.hint(name, catalog.catalogs()));
    }
    if (name.equals(catalog.currentCatalog())) {
      throw new PlanException(
          "catalog \"" + name + "\" is in use",
          statement.name().span(),
          "USE CATALOG another one first");
    }
    catalog.dropCatalog(name);
    return done("dropped catalog \"" + name + "\"");
  }

  private boolean exists(
      ObjectPath path, boolean isTemporary, boolean ifNotExists, QualifiedName name) {
    if (!catalog.exists(path, isTemporary)) {
      return false;
    }
    if (ifNotExists) {
      return true;
    }
    throw new PlanException(
        catalog.find(path).map(CatalogObject::kind).orElse("table")
            + " \""
            + path.name()
            + "\" exists already",
        name.span(),
        "drop it first, or write IF NOT EXISTS");
  }

  private static PlanException wrongKind(CatalogObject object, String kind, QualifiedName name) {
    return new PlanException(
        "\"" + object.path().name() + "\" is a " + object.kind() + ", not a " + kind,
        name.span(),
        (String) null);
  }

  private Planned done(String message) {
    return new Planned.Done(message, session.settings(), List.of());
  }
}
