package io.weir.planner.relation;

import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.catalog.ObjectPath;
import io.weir.planner.validate.StateCalls;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The catalog as Calcite's schemas: catalogs, in them databases, in them tables. */
final class CatalogSchemas {
  private CatalogSchemas() {}

  /**
   * The root above all catalogs.
   *
   * @param expand what stands in the place of a view
   * @param states the tables that calls of STATE stand for, beside the catalogs
   */
  static CalciteSchema of(
      Catalog catalog, Function<CatalogView, RelNode> expand, StateCalls states) {
    return root(
        new Level(
            () -> {
              Map<String, Schema> catalogs = new LinkedHashMap<>();
              for (String name : catalog.catalogs()) {
                catalogs.put(name, databases(catalog, name, expand));
              }
              catalogs.put(StateCalls.SCHEMA, new Level(Map::of, () -> tables(states)));
              return catalogs;
            },
            Map::of));
  }

  private static Map<String, Table> tables(StateCalls states) {
    Map<String, Table> tables = new LinkedHashMap<>();
    states.tables().forEach((name, table) -> tables.put(name, new DeclaredTable(name, table)));
    return tables;
  }

  /** A root with one table. */
  static CalciteSchema ofTable(String name, Table table) {
    return root(new Level(Map::of, () -> Map.of(name, table)));
  }

  private static CalciteSchema root(Schema schema) {
    return CalciteSchema.createRootSchema(false, false, "", schema);
  }

  private static Schema databases(
      Catalog catalog, String catalogName, Function<CatalogView, RelNode> expand) {
    return new Level(
        () -> {
          Map<String, Schema> databases = new LinkedHashMap<>();
          for (String name : catalog.databases(catalogName)) {
            databases.put(name, tables(catalog, catalogName, name, expand));
          }
          return databases;
        },
        Map::of);
  }

  private static Schema tables(
      Catalog catalog, String catalogName, String database, Function<CatalogView, RelNode> expand) {
    return new Level(
        Map::of,
        () -> {
          Map<String, Table> tables = new LinkedHashMap<>();
          for (String name : catalog.objects(catalogName, database)) {
            CatalogObject object =
                catalog.find(new ObjectPath(catalogName, database, name)).orElseThrow();
            tables.put(name, table(object, expand));
          }
          return tables;
        });
  }

  private static Table table(CatalogObject object, Function<CatalogView, RelNode> expand) {
    return object instanceof CatalogTable table
        ? new DeclaredTable(table)
        : new DeclaredView((CatalogView) object, expand);
  }

  /** One level of names. */
  private static final class Level extends AbstractSchema {
    private final Supplier<Map<String, Schema>> schemas;
    private final Supplier<Map<String, Table>> tables;

    Level(Supplier<Map<String, Schema>> schemas, Supplier<Map<String, Table>> tables) {
      this.schemas = schemas;
      this.tables = tables;
    }

    @Override
    protected Map<String, Schema> getSubSchemaMap() {
      return schemas.get();
    }

    @Override
    protected Map<String, Table> getTableMap() {
      return tables.get();
    }
  }
}
