package io.weir.planner.catalog;

import io.weir.parser.source.Span;
import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.SqlQuoting;
import io.weir.planner.PlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tables, views and functions by name, in memory. Temporary objects hide permanent ones of the same
 * name. Not thread-safe: a session has one.
 */
public final class Catalog {
  /** The catalog that exists from the start. */
  public static final String DEFAULT_CATALOG = "default_catalog";

  /** The database that every catalog has from the start. */
  public static final String DEFAULT_DATABASE = "default_database";

  private final SortedMap<String, SortedMap<String, Database>> catalogs = new TreeMap<>();
  private final Map<String, String> defaultDatabases = new TreeMap<>();
  private final Map<String, PlaceProperties> properties = new TreeMap<>();
  private final Functions functions = new Functions();
  private final List<String> jars = new ArrayList<>();
  private String currentCatalog = DEFAULT_CATALOG;
  private String currentDatabase = DEFAULT_DATABASE;

  /** The objects of one database. */
  private static final class Database {
    final SortedMap<String, CatalogObject> permanent = new TreeMap<>();
    final SortedMap<String, CatalogObject> temporary = new TreeMap<>();
    PlaceProperties properties = PlaceProperties.NONE;

    boolean isEmpty() {
      return permanent.isEmpty() && temporary.isEmpty();
    }
  }

  /** A catalog with the default database and nothing in it. */
  public Catalog() {
    createCatalog(DEFAULT_CATALOG, DEFAULT_DATABASE, PlaceProperties.NONE);
  }

  /** The functions that users have defined. */
  public Functions functions() {
    return functions;
  }

  /** The jars that ADD JAR has named: absolute paths, which every class is looked for in. */
  public List<String> jars() {
    return List.copyOf(jars);
  }

  /** ADD JAR. */
  public void addJar(String path) {
    if (!jars.contains(path)) {
      jars.add(path);
    }
  }

  /** REMOVE JAR: whether it was there. */
  public boolean removeJar(String path) {
    return jars.remove(path);
  }

  /** The catalog in which unqualified names are looked up. */
  public String currentCatalog() {
    return currentCatalog;
  }

  /** The database in which unqualified names are looked up. */
  public String currentDatabase() {
    return currentDatabase;
  }

  /** The full name that a name means, whether or not it exists. */
  public ObjectPath resolve(List<String> names) {
    int size = names.size();
    return new ObjectPath(
        size > 2 ? names.get(size - 3) : currentCatalog,
        size > 1 ? names.get(size - 2) : currentDatabase,
        names.get(size - 1));
  }

  /** The object of a full name. */
  public Optional<CatalogObject> find(ObjectPath path) {
    return database(path.catalog(), path.database())
        .map(
            database ->
                database.temporary.getOrDefault(path.name(), database.permanent.get(path.name())));
  }

  /**
   * The object of a name in a statement.
   *
   * @throws PlanException with a suggestion if there is none
   */
  public CatalogObject get(QualifiedName name) {
    return find(resolve(name.names())).orElseThrow(() -> unknown("table or view", name));
  }

  /**
   * The table of a name in a statement.
   *
   * @throws PlanException if there is none, or it is a view
   */
  public CatalogTable getTable(QualifiedName name) {
    CatalogObject object = find(resolve(name.names())).orElseThrow(() -> unknown("table", name));
    if (object instanceof CatalogTable table) {
      return table;
    }
    throw new PlanException(
        "\"" + name.last().name() + "\" is a view, not a table",
        name.span(),
        "SHOW CREATE VIEW " + name + " shows the tables that it reads");
  }

  /** The error for a name that means nothing. */
  public PlanException unknown(String kind, QualifiedName name) {
    return new PlanException(
        kind + " " + quoted(name) + " does not exist", name.span(), suggestion(name.names()));
  }

  /** What a name that means nothing may have meant. */
  public Optional<String> suggestion(List<String> names) {
    ObjectPath path = resolve(names);
    if (database(path.catalog(), path.database()).isEmpty()) {
      List<String> databases = databases(path.catalog());
      return databases.isEmpty()
          ? Suggestions.hint(path.catalog(), catalogs.keySet())
          : Suggestions.hint(path.database(), databases);
    }
    List<String> known = objects(path.catalog(), path.database());
    Optional<String> near = Suggestions.hint(path.name(), known);
    if (near.isPresent() || known.isEmpty()) {
      return near;
    }
    return Optional.of("known tables and views: " + String.join(", ", known));
  }

  /** Adds an object; an object of the same name and permanence must not exist. */
  public void add(CatalogObject object) {
    objects(object).put(object.path().name(), object);
  }

  /** Puts an object in the place of the one of the same name and permanence. */
  public void replace(CatalogObject object) {
    objects(object).put(object.path().name(), object);
  }

  /** Removes an object. */
  public void remove(CatalogObject object) {
    objects(object).remove(object.path().name());
  }

  /** Whether a new object of this name and permanence would clash. */
  public boolean exists(ObjectPath path, boolean isTemporary) {
    return database(path.catalog(), path.database())
        .map(d -> isTemporary ? d.temporary : d.permanent)
        .map(objects -> objects.containsKey(path.name()))
        .orElse(false);
  }

  /**
   * The full name of an object that is to be made.
   *
   * @throws PlanException if its database does not exist
   */
  public ObjectPath resolveNew(QualifiedName name) {
    if (name.parts().size() > 3) {
      throw new PlanException(
          "a name has at most three parts: catalog, database and object",
          name.span(),
          (String) null);
    }
    ObjectPath path = resolve(name.names());
    if (!catalogs.containsKey(path.catalog())) {
      throw unknownPart("catalog", path.catalog(), name.span(), catalogs());
    }
    if (database(path.catalog(), path.database()).isEmpty()) {
      throw unknownPart("database", path.database(), name.span(), databases(path.catalog()));
    }
    return path;
  }

  /** The names of all catalogs. */
  public List<String> catalogs() {
    return List.copyOf(catalogs.keySet());
  }

  /** The names of a catalog's databases; empty if there is no such catalog. */
  public List<String> databases(String catalog) {
    return List.copyOf(catalogs.getOrDefault(catalog, new TreeMap<>()).keySet());
  }

  /** The names of a database's tables and views, in order. */
  public List<String> objects(String catalog, String database) {
    return database(catalog, database)
        .map(
            d -> {
              TreeMap<String, CatalogObject> all = new TreeMap<>(d.permanent);
              all.putAll(d.temporary);
              return List.copyOf(all.keySet());
            })
        .orElse(List.of());
  }

  /** Adds a catalog with the database that is current where it is used. */
  public void createCatalog(String name, String defaultDatabase, PlaceProperties described) {
    SortedMap<String, Database> databases = new TreeMap<>();
    databases.put(defaultDatabase, new Database());
    catalogs.put(name, databases);
    defaultDatabases.put(name, defaultDatabase);
    properties.put(name, described);
  }

  /** Adds a database to a catalog that exists. */
  public void createDatabase(String catalog, String name, PlaceProperties described) {
    catalogs.get(catalog).put(name, new Database());
    alterDatabase(catalog, name, described);
  }

  /** The database of a catalog that exists that is current where the catalog is used. */
  public String defaultDatabase(String catalogName) {
    return defaultDatabases.get(catalogName);
  }

  /** What is said of a catalog that exists. */
  public PlaceProperties propertiesOf(String catalog) {
    return properties.get(catalog);
  }

  /** What is said of a database that exists. */
  public PlaceProperties propertiesOf(String catalog, String database) {
    return catalogs.get(catalog).get(database).properties;
  }

  /** Says something else of a catalog that exists, and which of its databases is used first. */
  public void alterCatalog(String name, String defaultDatabase, PlaceProperties described) {
    defaultDatabases.put(name, defaultDatabase);
    properties.put(name, described);
  }

  /** Says something else of a database that exists. */
  public void alterDatabase(String catalog, String name, PlaceProperties described) {
    catalogs.get(catalog).get(name).properties = described;
  }

  /** The statement that makes a catalog that exists, as it is shown. */
  public String catalogDdl(String name) {
    return "CREATE CATALOG " + SqlQuoting.name(name) + properties.get(name).toDdl();
  }

  /** Whether a database has no objects. */
  public boolean isEmpty(String catalog, String name) {
    return database(catalog, name).map(Database::isEmpty).orElse(true);
  }

  /** Removes a database with all that is in it. */
  public void dropDatabase(String catalog, String name) {
    catalogs.get(catalog).remove(name);
    functions.removeAll(catalog, Optional.of(name));
  }

  /** Removes a catalog with all that is in it. */
  public void dropCatalog(String name) {
    catalogs.remove(name);
    properties.remove(name);
    functions.removeAll(name, Optional.empty());
  }

  /**
   * USE CATALOG.
   *
   * @throws PlanException if there is none of this name
   */
  public void useCatalog(Identifier name) {
    if (!catalogs.containsKey(name.name())) {
      throw unknownPart("catalog", name.name(), name.span(), catalogs());
    }
    currentCatalog = name.name();
    currentDatabase = defaultDatabases.get(currentCatalog);
    if (database(currentCatalog, currentDatabase).isEmpty()) {
      catalogs.get(currentCatalog).put(currentDatabase, new Database());
    }
  }

  /**
   * USE.
   *
   * @throws PlanException if there is none of this name
   */
  public void useDatabase(QualifiedName name) {
    String catalog = name.parts().size() > 1 ? name.names().get(0) : currentCatalog;
    String database = name.last().name();
    if (!catalogs.containsKey(catalog)) {
      throw unknownPart("catalog", catalog, name.span(), catalogs());
    }
    if (database(catalog, database).isEmpty()) {
      throw unknownPart("database", database, name.span(), databases(catalog));
    }
    use(catalog, database);
  }

  /** Looks up unqualified names in another database, which exists. */
  public void use(String catalog, String database) {
    currentCatalog = catalog;
    currentDatabase = database;
  }

  /**
   * The statements that make this catalog in an empty one: databases, then functions, tables and
   * views, each after what it uses. Temporary objects are left out.
   */
  public List<String> toDdl() {
    List<String> ddl = new ArrayList<>();
    List<CatalogView> views = new ArrayList<>();
    catalogs.forEach(
        (catalog, databases) -> {
          if (!catalog.equals(DEFAULT_CATALOG)) {
            Map<String, String> stored =
                Map.of(
                    "type", "generic_in_memory", "default-database", defaultDatabases.get(catalog));
            ddl.add(
                "CREATE CATALOG "
                    + SqlQuoting.name(catalog)
                    + properties.get(catalog).changed(stored, List.of(), Optional.empty()).toDdl());
          }
          databases.keySet().forEach(name -> addDatabase(catalog, name, ddl));
        });
    for (CatalogFunction function : functions.stored()) {
      function.home().ifPresent(home -> ddl.add(use(home)));
      ddl.add(function.toDdl());
    }
    for (SortedMap<String, Database> databases : catalogs.values()) {
      databases.values().forEach(database -> addObjects(database, ddl, views));
    }
    for (CatalogView view : ViewOrder.sort(views)) {
      ddl.add(use(view.home()));
      ddl.add(view.toDdl());
    }
    ddl.add(use(new CatalogView.Home(currentCatalog, currentDatabase)));
    return ddl;
  }

  private void addDatabase(String catalog, String name, List<String> ddl) {
    if (!name.equals(defaultDatabases.get(catalog))) {
      ddl.add(
          "CREATE DATABASE "
              + SqlQuoting.name(catalog)
              + "."
              + SqlQuoting.name(name)
              + propertiesOf(catalog, name).toDdl());
    }
  }

  private static void addObjects(Database database, List<String> ddl, List<CatalogView> views) {
    for (CatalogObject object : database.permanent.values()) {
      if (object instanceof CatalogView view) {
        views.add(view);
      } else {
        ddl.add(object.toDdl());
      }
    }
  }

  private static String use(CatalogView.Home home) {
    return "USE " + SqlQuoting.name(home.catalog()) + "." + SqlQuoting.name(home.database());
  }

  private Optional<Database> database(String catalog, String name) {
    return Optional.ofNullable(catalogs.getOrDefault(catalog, new TreeMap<>()).get(name));
  }

  private Map<String, CatalogObject> objects(CatalogObject object) {
    ObjectPath path = object.path();
    Database database = catalogs.get(path.catalog()).get(path.database());
    return object.isTemporary() ? database.temporary : database.permanent;
  }

  private static PlanException unknownPart(
      String kind, String name, Span span, List<String> known) {
    return new PlanException(
        kind + " \"" + name + "\" does not exist",
        span,
        Suggestions.hint(name, known).orElse("known " + kind + "s: " + String.join(", ", known)));
  }

  private static String quoted(QualifiedName name) {
    return "\"" + String.join(".", name.names()) + "\"";
  }
}
