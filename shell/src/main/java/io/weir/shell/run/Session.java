package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Variables;
import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;
import io.weir.planner.Planner;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A catalog, settings and variables, against which statements are planned one after the other. */
public final class Session {
  /** A savepoint is for one job, the next. */
  private static final List<String> RECOVERED =
      List.of("RESET 'execution.state-recovery.path'", "RESET 'execution.savepoint.path'");

  private final Planner planner;
  private final Catalog catalog = new Catalog();
  private final ScriptVariables variables;
  private final List<String> definitions = new ArrayList<>();
  private Settings settings;

  /**
   * @param settings those that hold at the start
   * @param variables fills in the statements
   */
  public Session(Planner planner, Settings settings, ScriptVariables variables) {
    this.planner = planner;
    this.settings = settings;
    this.variables = variables;
  }

  /**
   * Plans a statement; a definition takes effect.
   *
   * @param text the statement as written
   * @throws io.weir.parser.source.SourceException if it is not valid
   */
  Work plan(Statement statement, String text) {
    Planned planned = planner.plan(statement, catalog, settings);
    if (planned instanceof Planned.Done done) {
      settings = done.settings();
      definitions.add(done.definition().orElse(text));
    } else if (planned instanceof Planned.Job && settings.recoveryPath().isPresent()) {
      settings = settings.withoutRecoveryPath();
      definitions.addAll(RECOVERED);
    }
    return new Work(statement, text, planned);
  }

  /** What a statement that changes nothing answers. */
  Planned ask(Statement statement) {
    return planner.plan(statement, catalog, settings);
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
    Settings start = Settings.DEFAULTS;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      start = start.with(setting.getKey(), setting.getValue()).settings();
    }
    Session session = new Session(planner, start, variables);
    for (String definition : definitions) {
      session.planOnly(definition);
    }
    return (Planned.Job) session.planOnly(statement).planned();
  }

  private Work planOnly(String text) {
    Statement statement = ScriptParser.parseAll(substitute(text)).get(0);
    return plan(statement, text);
  }

  Catalog catalog() {
    return catalog;
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
   * The statements that have made the catalog and the settings what they are, in order, as written.
   */
  List<String> definitions() {
    return definitions;
  }
}
