package io.weir.query;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The connectors of a script under test: the real ones, whose sources trickle if asked to, and
 * {@code 'connector' = 'table'}, a table that takes {@code 'changes'} of the kind it says.
 */
final class TestConnectors {
  private final Clock clock;
  private final boolean isTrickling;
  private final List<TricklingSource> sources = new ArrayList<>();
  private final Map<String, ChangeTable> tables = new TreeMap<>();

  TestConnectors(Clock clock, boolean isTrickling) {
    this.clock = clock;
    this.isTrickling = isTrickling;
  }

  Connectors connectors() {
    List<Connector> all = new ArrayList<>();
    for (Connector connector : Connectors.standard(clock).all()) {
      all.add(isTrickling && connector.isSource() ? new Trickling(connector) : connector);
    }
    all.add(new Tables());
    return new Connectors(all);
  }

  /** Rows of all sources that trickle; those that the plan does not reach count nothing. */
  long rows() {
    return sources.stream().mapToLong(TricklingSource::rows).sum();
  }

  /** What was written, by table. */
  Map<String, ChangeTable> tables() {
    return tables;
  }

  private final class Trickling implements Connector {
    private final Connector connector;

    Trickling(Connector connector) {
      this.connector = connector;
    }

    @Override
    public String name() {
      return connector.name();
    }

    @Override
    public String description() {
      return connector.description();
    }

    @Override
    public boolean isSource() {
      return true;
    }

    @Override
    public boolean isSink() {
      return connector.isSink();
    }

    @Override
    public List<Option> options() {
      return connector.options();
    }

    @Override
    public Source createSource(TableDescriptor table, List<Integer> columns) {
      TricklingSource source = new TricklingSource(connector.createSource(table, columns));
      sources.add(source);
      return source;
    }

    @Override
    public Sink createSink(TableDescriptor table) {
      return connector.createSink(table);
    }

    @Override
    public SinkInput sinkInput(TableDescriptor table) {
      return connector.sinkInput(table);
    }
  }

  private final class Tables implements Connector {
    @Override
    public String name() {
      return "table";
    }

    @Override
    public String description() {
      return "A table of the test.";
    }

    @Override
    public boolean isSource() {
      return false;
    }

    @Override
    public boolean isSink() {
      return true;
    }

    @Override
    public List<Option> options() {
      return List.of(
          Option.choice(
              "changes", List.of("insert_only", "upsert", "any"), "upsert", "What it takes."));
    }

    @Override
    public Source createSource(TableDescriptor table, List<Integer> columns) {
      throw new AssertionError("planned as a source");
    }

    @Override
    public Sink createSink(TableDescriptor table) {
      return tables.computeIfAbsent(table.name(), name -> made(table)).sink();
    }

    private ChangeTable made(TableDescriptor table) {
      if (sinkInput(table) != SinkInput.UPSERT) {
        return new ChangeTable(table.schema(), Optional.empty());
      }
      List<Integer> key = new ArrayList<>();
      table.primaryKey().forEach(name -> key.add(table.schema().indexOf(name).orElseThrow()));
      return new ChangeTable(table.schema(), Optional.of(key));
    }

    @Override
    public SinkInput sinkInput(TableDescriptor table) {
      String changes = Options.of(table.options(), options()).text("changes");
      return SinkInput.valueOf(changes.toUpperCase(Locale.ROOT));
    }
  }
}
