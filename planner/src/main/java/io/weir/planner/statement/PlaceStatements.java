package io.weir.planner.statement;

import io.weir.parser.source.Span;
import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.AlterPlace;
import io.weir.parser.statement.Describe;
import io.weir.parser.statement.ObjectKind;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.StringLiteral;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.PlaceProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of catalogs and databases: changing it and showing it. */
final class PlaceStatements {
  private static final String TYPE = "type";
  private static final String IN_MEMORY = "generic_in_memory";
  private static final String DEFAULT_DATABASE = "default-database";
  private static final String NO_DATABASE = "default";

  private final Session session;
  private final Catalog catalog;

  PlaceStatements(Session session) {
    this.session = session;
    this.catalog = session.catalog();
  }

  Planned alter(AlterPlace statement) {
    return statement.kind() == ObjectKind.CATALOG
        ? alterCatalog(statement)
        : alterDatabase(statement);
  }

  private Planned alterCatalog(AlterPlace statement) {
    String name = catalogNamed(statement.name());
    statement.set().find(TYPE).ifPresent(option -> refuseType(option.span()));
    for (StringLiteral key : statement.reset()) {
      if (key.value().equals(TYPE)) {
        refuseType(key.span());
      }
    }
    PlaceProperties changed = changed(catalog.propertiesOf(name), statement);
    String database = changed.options().getOrDefault(DEFAULT_DATABASE, NO_DATABASE);
    boolean isDatabaseMeant =
        statement.set().find(DEFAULT_DATABASE).isPresent()
            || statement.reset().stream().anyMatch(key -> key.value().equals(DEFAULT_DATABASE));
    catalog.alterCatalog(name, isDatabaseMeant ? database : catalog.defaultDatabase(name), changed);
    return done("changed catalog \"" + name + "\"");
  }

  private static void refuseType(Span span) {
    throw new PlanException(
        "the type of a catalog cannot be changed", span, "drop the catalog and create it anew");
  }

  private Planned alterDatabase(AlterPlace statement) {
    String home = homeOf(statement.name());
    String name = databaseNamed(statement.name());
    catalog.alterDatabase(home, name, changed(catalog.propertiesOf(home, name), statement));
    return done("changed database \"" + name + "\"");
  }

  private static PlaceProperties changed(PlaceProperties properties, AlterPlace statement) {
    return properties.changed(
        statement.set().toMap(),
        statement.reset().stream().map(StringLiteral::value).toList(),
        statement.comment());
  }

  Planned describe(Describe statement) {
    boolean isCatalog = statement.kind() == ObjectKind.CATALOG;
    String name = isCatalog ? catalogNamed(statement.name()) : databaseNamed(statement.name());
    PlaceProperties properties =
        isCatalog
            ? catalog.propertiesOf(name)
            : catalog.propertiesOf(homeOf(statement.name()), name);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", name));
    if (isCatalog) {
      rows.add(List.of(TYPE, IN_MEMORY));
    }
    rows.add(List.of("comment", properties.comment().orElse("")));
    if (statement.extended()) {
      properties
          .options()
          .forEach(
              (key, value) -> {
                if (!key.equals(TYPE)) {
                  rows.add(List.of("option:" + key, value));
                }
              });
    }
    return new Planned.Rows(List.of("info name", "info value"), rows, List.of());
  }

  Planned showCreate(QualifiedName name) {
    return Planned.Rows.ofColumn("result", List.of(catalog.catalogDdl(catalogNamed(name))));
  }

  /** The names of the databases of the current catalog, or of the one that is named. */
  List<String> databases(Optional<QualifiedName> from) {
    return catalog.databases(from.map(this::catalogNamed).orElseGet(catalog::currentCatalog));
  }

  private String catalogNamed(QualifiedName name) {
    if (name.parts().size() > 1) {
      throw new PlanException(
          "the name of a catalog has one part", name.span(), "write " + name.parts().get(0));
    }
    return known("catalog", name, catalog.catalogs());
  }

  private String homeOf(QualifiedName name) {
    return name.parts().size() > 1 ? name.names().get(0) : catalog.currentCatalog();
  }

  private String databaseNamed(QualifiedName name) {
    return known("database", name, catalog.databases(homeOf(name)));
  }

  private static String known(String kind, QualifiedName name, List<String> known) {
    String last = name.last().name();
    if (!known.contains(last)) {
      throw new PlanException(
          kind + " \"" + last + "\" does not exist",
          name.span(),
          Suggestions.hint(last, known).orElse("known " + kind + "s: " + String.join(", ", known)));
    }
    return last;
  }

  private Planned done(String message) {
    return new Planned.Done(message, session.settings(), List.of());
  }
}
