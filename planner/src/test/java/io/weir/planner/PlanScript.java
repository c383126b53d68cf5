package io.weir.planner;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceException;
import io.weir.parser.source.SourceText;
import io.weir.parser.statement.Statement;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.explain.PlanPrinter;
import io.weir.planner.setting.Settings;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.time.SystemClock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Plans the statements of a script and shows what became of each. */
final class PlanScript {
  private static final Settings FIXED =
      Settings.DEFAULTS
          .with("parallelism.default", "1")
          .settings()
          .with("table.local-time-zone", "UTC")
          .settings();

  private final Planner planner;
  private static final List<String> CONNECTORS =
      List.of(
          "filesystem", "nexmark", "datagen", "kafka", "upsert-kafka", "jdbc", "stdin", "socket");

  private final Catalog catalog = new Catalog();
  private Settings settings = FIXED;

  PlanScript() {
    List<Connector> connectors = new ArrayList<>();
    connectors.add(new TestConnector());
    Connectors.standard(SystemClock.INSTANCE).all().stream()
        .filter(connector -> CONNECTORS.contains(connector.name()))
        .forEach(connectors::add);
    this.planner = new Planner(new Connectors(connectors), new TestStates());
  }

  Catalog catalog() {
    return catalog;
  }

  /** What was shown, and whether the last statement failed. */
  record Outcome(String text, boolean isError) {}

  /** Plans statement after statement until one fails. */
  Outcome run(String script) {
    SourceText source = SourceText.of(script);
    StringBuilder out = new StringBuilder();
    try {
      Iterator<Statement> statements = ScriptParser.statements(source);
      while (statements.hasNext()) {
        out.append(plan(statements.next()));
      }
      return new Outcome(out.toString(), false);
    } catch (SourceException mistake) {
      return new Outcome(out + "error: " + mistake.render(source.original()) + "\n", true);
    }
  }

  Planned planned(String statement) {
    return planner.plan(ScriptParser.parseAll(statement).get(0), catalog, settings);
  }

  private String plan(Statement statement) {
    Planned planned = planner.plan(statement, catalog, settings);
    StringBuilder out = new StringBuilder(planned.accept(new Show()));
    planned.warnings().forEach(warning -> out.append("warning: ").append(warning).append('\n'));
    return out.toString();
  }

  private final class Show implements Planned.Visitor<String> {
    @Override
    public String visitJob(Planned.Job job) {
      return "job " + job.name() + "\n" + PlanPrinter.print(job.sinks(), job.guarantees());
    }

    @Override
    public String visitQuery(Planned.Query query) {
      return PlanPrinter.print(query.root());
    }

    @Override
    public String visitRows(Planned.Rows rows) {
      StringBuilder out = new StringBuilder(String.join(" | ", rows.columns()) + "\n");
      for (List<String> row : rows.rows()) {
        List<String> cells =
            row.stream().map(cell -> Objects.requireNonNullElse(cell, "")).toList();
        out.append(String.join(" | ", cells).stripTrailing()).append('\n');
      }
      return out.toString();
    }

    @Override
    public String visitDone(Planned.Done done) {
      settings = done.settings();
      return done.message() + "\n";
    }

    @Override
    public String visitCommand(Planned.Command command) {
      return "command " + command.statement().getClass().getSimpleName() + "\n";
    }
  }
}
