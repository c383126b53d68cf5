package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Variables;
import io.weir.parser.statement.SqlQuoting;
import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;
import io.weir.planner.Planner;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A catalog, settings and variables, against which statements are planned one after the other.
 * Several sessions can share a catalog; each has its own settings and current database. Statements
 * of sessions that share one are planned one at a time.
 */
public final class Session {
  /** A savepoint is for one job, the next. */
  private static final List<String> RECOVERED =
      List.of("RESET 'execution.state-recovery.path'", "RESET 'execution.savepoint.path'");

  private final Planner planner;
  private final ScriptVariables variables;
  private final Shared shared;
  private Place place = new Place(Catalog.DEFAULT_CATALOG, Catalog.DEFAULT_DATABASE);
  private Settings settings;
  private List<String> frozen = List.of();

  /** What the sessions of one catalog share; its monitor guards the catalog. */
  private static final class Shared {
    final Catalog catalog = new Catalog();
    final List<String> definitions = new ArrayList<>();

    /** The session whose settings and database hold at the end of the definitions. */
    Session last;
  }

  /** Where unqualified names are looked up. */
  private record Place(String catalog, String database) {}

  /**
   * A session with a catalog of its own.
   *
   * @param settings those that hold at the start
   * @param variables fills in the statements
   */
  public Session(Planner planner, Settings settings, ScriptVariables variables) {
    this(planner, settings, variables, new Shared());
    shared.last = this;
  }

  private Session(Planner planner, Settings settings, ScriptVariables variables, Shared shared) {
    this.planner = planner;
    this.settings = settings;
    this.variables = variables;
    this.shared = shared;
  }

  /** A session with the catalog of this one. */
  Session beside(Settings settings, ScriptVariables variables) {
    return new Session(planner, settings, variables, shared);
  }

  /**
   * Plans a statement; a definition takes effect.
   *
   * @param text the statement as written
   * @throws io.weir.parser.source.SourceException if it is not valid
   */
  Work plan(Statement statement, String text) {
    return with(
        catalog -> {
          Planned planned = planner.plan(statement, catalog, settings);
          if (planned instanceof Planned.Done done) {
            define(List.of(done.definition().orElse(text)));
            settings = done.settings();
          } else if (planned instanceof Planned.Job && settings.recoveryPath().isPresent()) {
            define(RECOVERED);
            settings = settings.withoutRecoveryPath();
          }
          if (planned instanceof Planned.Job) {
            takeOver();
            frozen = List.copyOf(shared.definitions);
          }
          return new Work(statement, text, planned);
        });
  }

  private void define(List<String> statements) {
    takeOver();
    shared.definitions.addAll(statements);
  }

  /** Says, where another session was the last, what holds in this one. */
  private void takeOver() {
    if (shared.last == this) {
      return;
    }
    shared.last = this;
    shared.definitions.add(
        "USE " + SqlQuoting.name(place.catalog()) + "." + SqlQuoting.name(place.database()));
    shared.definitions.add("RESET");
    settings
        .written()
        .forEach(
            (key, value) ->
                shared.definitions.add(
                    "SET " + SqlQuoting.string(key) + " = " + SqlQuoting.string(value)));
  }

  /** What a statement that changes nothing answers. */
  Planned ask(Statement statement) {
    return with(catalog -> planner.plan(statement, catalog, settings));
  }

  /** Does something with the catalog as this session sees it, while no other one does. */
  <T> T with(Function<Catalog, T> action) {
    synchronized (shared) {
      Catalog catalog = shared.catalog;
      boolean isThere = catalog.databases(place.catalog()).contains(place.database());
      if (isThere) {
        catalog.use(place.catalog(), place.database());
      } else {
        catalog.use(Catalog.DEFAULT_CATALOG, Catalog.DEFAULT_DATABASE);
      }
      try {
        return action.apply(catalog);
      } finally {
        place = new Place(catalog.currentCatalog(), catalog.currentDatabase());
      }
    }
  }

  /** Text with its variables filled in, ready to be parsed. */
  SourceText substitute(String text) {
    return Variables.substitute(text, variables);
  }

  /** A session as it was when a job was described, and the job planned in it. */
  static Planned.Job replan(
      Planner planner,
      Map<String, String> settings,
      ScriptVariables variables,
      List<String> definitions,
      String statement) {
    Session session = new Session(planner, settingsOf(settings), variables);
    for (String definition : definitions) {
      session.planOnly(definition);
    }
    return (Planned.Job) session.planOnly(statement).planned();
  }

  /** Settings as they were written. */
  static Settings settingsOf(Map<String, String> written) {
    Settings settings = Settings.DEFAULTS;
    for (Map.Entry<String, String> setting : written.entrySet()) {
      settings = settings.with(setting.getKey(), setting.getValue()).settings();
    }
    return settings;
  }

  private Work planOnly(String text) {
    Statement statement = ScriptParser.parseAll(substitute(text)).get(0);
    return plan(statement, text);
  }

  Settings settings() {
    return settings;
  }

  ScriptVariables variables() {
    return variables;
  }

  Planner planner() {
    return planner;
  }

  /**
   * The statements that had made the catalog and the settings what they were when the last job was
   * planned, in order, as written.
   */
  List<String> definitions() {
    return frozen;
  }
}
