package io.weir.planner.statement;

import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.Describe;
import io.weir.parser.statement.DescribeConnector;
import io.weir.parser.statement.ObjectKind;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.Show;
import io.weir.parser.statement.ShowCreate;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogFunction;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.catalog.Column;
import io.weir.planner.catalog.ObjectPath;
import io.weir.planner.setting.KnownSettings;
import io.weir.planner.validate.WindowFunction;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.ConnectorReference;
import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.Secrets;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.function.SpecialForms;
import io.weir.runtime.function.table.TableFunctions;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import io.weir.runtime.type.LogicalType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** SHOW, DESCRIBE and SET without arguments. */
final class ShowStatements {
  private final Session session;
  private final Catalog catalog;
  private final PlaceStatements places;

  ShowStatements(Session session) {
    this.session = session;
    this.catalog = session.catalog();
    this.places = new PlaceStatements(session);
  }

  Planned show(Show statement) {
    return switch (statement.subject()) {
      case TABLES -> names("table name", statement, objects(statement, false));
      case VIEWS -> names("view name", statement, objects(statement, true));
      case CATALOGS -> names("catalog name", statement, catalog.catalogs());
      case DATABASES -> names("database name", statement, places.databases(statement.from()));
      case CURRENT_CATALOG ->
          Planned.Rows.ofColumn("current catalog name", List.of(catalog.currentCatalog()));
      case CURRENT_DATABASE ->
          Planned.Rows.ofColumn("current database name", List.of(catalog.currentDatabase()));
      case FUNCTIONS -> names("function name", statement, functions());
      case USER_FUNCTIONS -> names("function name", statement, userFunctions());
      case CONNECTORS -> connectors(statement);
      case COLUMNS -> columns(statement);
      case JARS -> names("jars", statement, catalog.jars());
      case MODULES, FULL_MODULES -> names("module name", statement, List.of("core"));
      case JOBS -> new Planned.Command(statement);
    };
  }

  private static Planned names(String column, Show statement, List<String> names) {
    return Planned.Rows.ofColumn(
        column,
        names.stream()
            .filter(name -> statement.pattern().map(p -> p.accepts(name)).orElse(true))
            .toList());
  }

  private List<String> objects(Show statement, boolean viewsOnly) {
    List<String> from = statement.from().map(QualifiedName::names).orElse(List.of());
    int size = from.size();
    String catalogName = size > 1 ? from.get(size - 2) : catalog.currentCatalog();
    String database = size > 0 ? from.get(size - 1) : catalog.currentDatabase();
    if (!catalog.databases(catalogName).contains(database)) {
      throw new PlanException(
          "database \"" + database + "\" does not exist",
          statement.from().map(QualifiedName::span).orElse(statement.span()),
          Suggestions.hint(database, catalog.databases(catalogName)));
    }
    return catalog.objects(catalogName, database).stream()
        .filter(
            name ->
                !viewsOnly
                    || catalog.find(new ObjectPath(catalogName, database, name)).orElseThrow()
                        instanceof CatalogView)
        .toList();
  }

  private List<String> userFunctions() {
    return userDefined().stream().map(function -> function.path().name()).toList();
  }

  private List<CatalogFunction> userDefined() {
    return catalog.functions().visible(catalog.currentCatalog(), catalog.currentDatabase());
  }

  private List<String> functions() {
    TreeSet<String> names = new TreeSet<>(userFunctions());
    for (ScalarFunction function : FunctionRegistry.standard().functions()) {
      if (Character.isLetter(function.name().charAt(0)) && !function.name().contains(" ")) {
        names.add(function.name());
      }
    }
    AggregateFunctions.ALL.forEach(function -> names.add(function.name()));
    SpecialForms.ALL.forEach(form -> names.add(form.name()));
    TableFunctions.all().forEach(function -> names.add(function.name()));
    WindowFunction.ALL.forEach(function -> names.add(function.getName()));
    return List.copyOf(names);
  }

  private Planned connectors(Show statement) {
    List<List<String>> rows = new ArrayList<>();
    for (Connector connector : session.connectors().all()) {
      if (statement.pattern().map(p -> p.accepts(connector.name())).orElse(true)) {
        rows.add(List.of(connector.name(), connector.description()));
      }
    }
    return new Planned.Rows(List.of("connector", "description"), rows, List.of());
  }

  private Planned columns(Show statement) {
    CatalogObject object = catalog.get(statement.from().orElseThrow());
    Planned.Rows all = describe(object);
    return new Planned.Rows(
        all.columns(),
        all.rows().stream()
            .filter(row -> statement.pattern().map(p -> p.accepts(row.get(0))).orElse(true))
            .toList(),
        List.of());
  }

  Planned describe(Describe statement) {
    return switch (statement.kind()) {
      case TABLE, VIEW -> describe(catalog.get(statement.name()));
      case FUNCTION -> describeFunction(statement);
      case CATALOG, DATABASE -> places.describe(statement);
    };
  }

  /** One row a column: what it holds, what is special about it, and what somebody noted. */
  private static Planned.Rows describe(CatalogObject object) {
    List<List<String>> rows = new ArrayList<>();
    List<String> titles =
        new ArrayList<>(List.of("name", "type", "null", "key", "extras", "watermark"));
    if (object instanceof CatalogTable table) {
      boolean isCommented = table.columns().stream().anyMatch(c -> c.comment().isPresent());
      if (isCommented) {
        titles.add("comment");
      }
      for (Column column : table.columns()) {
        List<String> row = row(table, column);
        if (isCommented) {
          row.add(column.comment().orElse(null));
        }
        rows.add(row);
      }
    } else {
      object.schema().fields().forEach(f -> rows.add(row(f.name(), f.type(), null, null, null)));
    }
    return new Planned.Rows(titles, rows, List.of());
  }

  private static List<String> row(CatalogTable table, Column column) {
    return row(
        column.name(),
        column.type(),
        table.primaryKey().contains(column.name())
            ? "PRI(" + String.join(", ", table.primaryKey()) + ")"
            : null,
        extra(column),
        table
            .watermark()
            .filter(mark -> mark.column().equals(column.name()))
            .map(mark -> mark.expression().text())
            .orElse(null));
  }

  private static List<String> row(
      String name, LogicalType type, String key, String extra, String watermark) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(type.withNullable(true).toString());
    row.add(type.nullable() ? "TRUE" : "FALSE");
    row.add(key);
    row.add(extra);
    row.add(watermark);
    return row;
  }

  private static String extra(Column column) {
    if (column instanceof Column.Computed computed) {
      return "AS " + computed.expression().text();
    }
    if (column instanceof Column.Metadata metadata) {
      return "METADATA FROM '" + metadata.key() + "'" + (metadata.isVirtual() ? " VIRTUAL" : "");
    }
    return null;
  }

  private Planned describeFunction(Describe statement) {
    List<String> names = statement.name().names();
    Optional<CatalogFunction> own =
        names.size() == 1 ? catalog.functions().findSystem(names.get(0)) : Optional.empty();
    if (own.isEmpty()) {
      own = catalog.functions().find(catalog.resolve(names));
    }
    boolean isBuiltIn = names.size() == 1 && functions().contains(upper(names.get(0)));
    if (own.isPresent() && (own.get().isSystem() || !isBuiltIn)) {
      return DescribedFunctions.of(own.get(), session, statement);
    }
    return DescribedFunctions.of(names.get(names.size() - 1), statement.extended())
        .orElseThrow(
            () ->
                new PlanException(
                    "function \"" + statement.name().last().name() + "\" does not exist",
                    statement.name().span(),
                    Suggestions.hint(statement.name().last().name(), functions())));
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  Planned describeConnector(DescribeConnector statement) {
    String name = statement.name().name();
    Connector connector =
        session.connectors().all().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new PlanException(
                        "connector '" + name + "' is not known",
                        statement.name().span(),
                        Suggestions.hint(name, session.connectors().names())));
    List<List<String>> rows = new ArrayList<>();
    String about = connector.description() + " Tables can be " + ConnectorReference.uses(connector);
    rows.add(List.of("", "", "", about + "."));
    if (!connector.guarantees().isEmpty()) {
      rows.add(List.of("", "", "", connector.guarantees()));
    }
    for (ConnectorReference.Section section : ConnectorReference.sections(connector)) {
      for (ConnectorReference.Entry entry : section.entries()) {
        rows.add(List.of(entry.key(), entry.value(), entry.defaultText(), entry.description()));
      }
      for (Metadata metadata : section.metadata()) {
        String declaration = ConnectorReference.declaration(metadata);
        rows.add(List.of("", declaration, "", metadata.description()));
      }
    }
    return new Planned.Rows(List.of("option", "value", "default", "description"), rows, List.of());
  }

  private static CatalogTable openly(CatalogTable table) {
    return table.withAllOptions(Secrets.hidden(table.options()));
  }

  Planned showCreate(ShowCreate statement) {
    if (statement.kind() == ObjectKind.CATALOG) {
      return places.showCreate(statement.name());
    }
    String ddl =
        statement.kind() == ObjectKind.TABLE
            ? openly(catalog.getTable(statement.name())).toDdl()
            : catalog.get(statement.name()).toDdl();
    return Planned.Rows.ofColumn("result", List.of(ddl));
  }

  /** SET without arguments. */
  Planned settings() {
    List<List<String>> rows = new ArrayList<>();
    for (var setting : KnownSettings.active()) {
      String value = session.settings().written().get(setting.key());
      rows.add(
          List.of(
              setting.key(),
              value != null ? value : setting.option().defaultValue().orElse(""),
              value != null ? "set" : "default",
              setting.option().description()));
    }
    return new Planned.Rows(List.of("key", "value", "origin", "description"), rows, List.of());
  }
}
