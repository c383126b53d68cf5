package io.weir.query;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.Variables;
import io.weir.parser.statement.CreateView;
import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;
import io.weir.planner.Planner;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.setting.Settings;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A script whose last statement is a query or an INSERT, planned to write into tables of the test.
 */
public final class PlannedScript {
  private final TestConnectors connectors;
  private final Planner planner;
  private final Catalog catalog = new Catalog();
  private final List<String> views = new ArrayList<>();
  private Settings settings;
  private String last = "";
  private List<SinkNode> sinks = List.of();

  private PlannedScript(TestConnectors connectors, int parallelism) {
    this.connectors = connectors;
    this.planner = new Planner(connectors.connectors());
    this.settings =
        Settings.DEFAULTS
            .with("parallelism.default", Integer.toString(parallelism))
            .settings()
            .with("table.local-time-zone", "UTC")
            .settings();
  }

  /**
   * Plans a script.
   *
   * @param variables for its references
   * @param isTrickling whether its sources give out few rows at a time
   */
  static PlannedScript of(
      String script,
      Map<String, String> variables,
      Clock clock,
      int parallelism,
      boolean isTrickling) {
    PlannedScript planned = new PlannedScript(new TestConnectors(clock, isTrickling), parallelism);
    planned.run(script, variables);
    return planned;
  }

  private void run(String script, Map<String, String> variables) {
    String text = Variables.substitute(script, new Given(variables)).text();
    Iterator<Statement> statements = ScriptParser.parseAll(text).iterator();
    while (statements.hasNext()) {
      Statement statement = statements.next();
      last = text.substring(statement.span().start(), statement.span().end());
      if (statement instanceof CreateView) {
        views.add(last);
      }
      Planned planned = planner.plan(statement, catalog, settings);
      if (planned instanceof Planned.Done done) {
        settings = done.settings();
      } else if (planned instanceof Planned.Query query) {
        sinks = List.of(query.into(result(query.root().properties()).sink()));
      } else if (planned instanceof Planned.Job job) {
        sinks = job.sinks();
      }
      if (!sinks.isEmpty() && statements.hasNext()) {
        throw new AssertionError("more statements after the query");
      }
    }
    if (sinks.isEmpty()) {
      throw new AssertionError("the last statement makes no rows: " + last);
    }
  }

  private ChangeTable result(StreamProperties properties) {
    Optional<List<Integer>> key =
        properties.changelog() == ChangelogKind.UPSERT
            ? Optional.of(properties.upsertKey())
            : Optional.empty();
    ChangeTable table = new ChangeTable(properties.schema(), key);
    connectors.tables().put("result", table);
    return table;
  }

  List<SinkNode> sinks() {
    return sinks;
  }

  TestConnectors connectors() {
    return connectors;
  }

  Settings settings() {
    return settings;
  }

  /** The text of the last statement, with its variables filled in. */
  String last() {
    return last;
  }

  /** The texts of the views, in order. */
  List<String> views() {
    return views;
  }

  /** The tables that can be read. */
  List<CatalogTable> readableTables() {
    List<CatalogTable> tables = new ArrayList<>();
    for (String name : catalog.objects(Catalog.DEFAULT_CATALOG, Catalog.DEFAULT_DATABASE)) {
      Optional<CatalogTable> table =
          catalog
              .find(catalog.resolve(List.of(name)))
              .filter(CatalogTable.class::isInstance)
              .map(CatalogTable.class::cast);
      table.filter(t -> !t.options().get("connector").equals("table")).ifPresent(tables::add);
    }
    return tables;
  }

  private record Given(Map<String, String> values) implements Variables.Lookup {
    @Override
    public Optional<String> value(String name) {
      return Optional.ofNullable(values.get(name));
    }

    @Override
    public Set<String> names() {
      return values.keySet();
    }
  }
}
