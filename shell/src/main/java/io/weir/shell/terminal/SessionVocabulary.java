package io.weir.shell.terminal;

import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogObject;
import io.weir.planner.setting.KnownSettings;
import io.weir.planner.setting.Setting;
import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.format.ReadFormats;
import io.weir.runtime.connector.format.WriteFormats;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.type.Schema;
import io.weir.shell.run.InteractiveSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** The names that a session knows. Functions are asked for once a statement at most. */
final class SessionVocabulary implements Vocabulary {
  private final InteractiveSession session;
  private List<String> functions;

  SessionVocabulary(InteractiveSession session) {
    this.session = session;
  }

  /** A statement has been executed, which may have defined functions. */
  void refresh() {
    functions = null;
  }

  @Override
  public List<String> tables() {
    Catalog catalog = session.catalog();
    return catalog.objects(catalog.currentCatalog(), catalog.currentDatabase());
  }

  @Override
  public Optional<Schema> schema(String table) {
    Catalog catalog = session.catalog();
    return catalog.find(catalog.resolve(List.of(table))).map(CatalogObject::schema);
  }

  @Override
  public List<String> functions() {
    if (functions == null) {
      functions = session.ask("SHOW FUNCTIONS").stream().map(row -> row.get(0)).toList();
    }
    return functions;
  }

  @Override
  public Optional<String> signature(String function) {
    return FunctionRegistry.standard()
        .lookup(function.toUpperCase(Locale.ROOT))
        .flatMap(f -> f.signatures().stream().findFirst());
  }

  @Override
  public List<String> connectors() {
    return session.connectors().names();
  }

  @Override
  public List<Option> options(String connector) {
    List<Option> options = new ArrayList<>();
    for (Connector each : session.connectors().all()) {
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
    return session.jobs();
  }
}
