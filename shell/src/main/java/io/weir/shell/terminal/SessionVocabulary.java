package io.weir.shell.terminal;

import io.weir.planner.setting.KnownSettings;
import io.weir.planner.setting.Setting;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.format.ReadFormats;
import io.weir.runtime.connector.format.WriteFormats;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.function.ScalarFunction;
import io.weir.runtime.function.SpecialForm;
import io.weir.runtime.function.SpecialForms;
import io.weir.runtime.function.table.TableFunction;
import io.weir.runtime.function.table.TableFunctions;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import io.weir.runtime.type.Schema;
import io.weir.shell.run.KnownNames;
import io.weir.shell.run.StatementSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The names that a session knows, asked for once a statement. */
final class SessionVocabulary implements Vocabulary {
  private final StatementSession session;
  private final Connectors connectors;
  private KnownNames names;

  SessionVocabulary(StatementSession session, Connectors connectors) {
    this.session = session;
    this.connectors = connectors;
  }

  /** Statements have been executed, which may have defined names. */
  void refresh() {
    names = null;
  }

  /** What the session knows. */
  KnownNames names() {
    if (names == null) {
      names = session.names();
    }
    return names;
  }

  @Override
  public List<String> tables() {
    return List.copyOf(names().tables().keySet());
  }

  @Override
  public Optional<Schema> schema(String table) {
    return names().schema(table);
  }

  @Override
  public List<String> functions() {
    return names().functions();
  }

  @Override
  public Optional<String> signature(String function) {
    String name = function.toUpperCase(Locale.ROOT);
    return FunctionRegistry.standard()
        .lookup(name)
        .map(ScalarFunction::signatures)
        .or(() -> AggregateFunctions.find(name).map(f -> List.of(f.signature())))
        .or(() -> TableFunctions.lookup(name).map(TableFunction::signatures))
        .or(() -> SpecialForms.find(name).map(SpecialForm::signatures))
        .flatMap(signatures -> signatures.stream().findFirst());
  }

  @Override
  public List<String> connectors() {
    return connectors.names();
  }

  @Override
  public List<Option> options(String connector) {
    List<Option> options = new ArrayList<>();
    for (Connector each : connectors.all()) {
      if (each.name().equals(connector)) {
        options.addAll(each.options());
      }
    }
    TreeSet<String> formats = new TreeSet<>();
    ReadFormats.all().forEach(format -> formats.add(format.name()));
    WriteFormats.all().forEach(format -> formats.add(format.name()));
    if (options.stream().anyMatch(option -> option.key().equals("format"))) {
      options.removeIf(option -> option.key().equals("format"));
      options.add(
          Option.choice("format", List.copyOf(formats), null, "How rows are written in bytes."));
      ReadFormats.all().forEach(format -> options.addAll(format.options()));
    }
    return options;
  }

  @Override
  public List<Option> settings() {
    return KnownSettings.active().stream().map(Setting::option).toList();
  }

  @Override
  public List<String> jobs() {
    return names().jobs();
  }
}
