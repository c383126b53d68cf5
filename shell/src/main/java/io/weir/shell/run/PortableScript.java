package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;
import io.weir.planner.portability.Outcome;
import io.weir.planner.portability.Portability;
import io.weir.planner.portability.Requirement;
import io.weir.planner.portability.SettingTranslation;
import io.weir.planner.portability.StatementReport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A script as it goes to a Flink cluster: planned here, so that mistakes are found before anything
 * is sent, and translated.
 *
 * @param script as written
 * @param statements in order
 */
public record PortableScript(Script script, List<PortableStatement> statements) {
  public PortableScript {
    statements = List.copyOf(statements);
  }

  /**
   * A statement of it.
   *
   * @param report what becomes of it
   * @param sent what the cluster gets, if anything
   * @param isJob whether it starts a job
   * @param isBounded whether that job ends by itself
   * @param settings to be sent before it
   */
  public record PortableStatement(
      StatementReport report,
      SentStatement sent,
      boolean isJob,
      boolean isBounded,
      Map<String, String> settings) {
    public PortableStatement {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * Plans and translates a script.
   *
   * @param offsets by topic, where reading goes on; empty for where the script says
   * @throws io.weir.parser.source.SourceException if a statement is not valid
   */
  public static PortableScript of(Script script, Session session, Map<String, String> offsets) {
    List<PortableStatement> statements = new ArrayList<>();
    Iterator<Statement> parsed = ScriptParser.statements(session.substitute(script.text()));
    while (parsed.hasNext()) {
      Statement statement = parsed.next();
      String text = script.text().substring(statement.span().start(), statement.span().end());
      Planned planned = session.plan(statement, text).planned();
      StatementReport report = session.with(catalog -> Portability.of(statement, catalog, offsets));
      boolean isJob = planned instanceof Planned.Job;
      boolean isBounded = planned instanceof Planned.Job job && job.isBounded();
      statements.add(
          new PortableStatement(
              report,
              SentStatement.of(script.text(), report, session),
              isJob,
              isBounded,
              isJob ? SettingTranslation.ofJob(isBounded, session.settings()) : Map.of()));
    }
    return new PortableScript(script, statements);
  }

  /** Whether all of it can go. */
  public boolean isPortable() {
    return statements.stream()
        .noneMatch(statement -> statement.report().outcome() == Outcome.REFUSED);
  }

  /** Whether a table of it reads a topic on from where a savepoint stands. */
  public boolean readsOn(String topic) {
    return statements.stream().anyMatch(statement -> statement.report().readOn().contains(topic));
  }

  /** What all statements need to be reachable. */
  public List<Requirement> requirements() {
    return statements.stream()
        .flatMap(statement -> statement.report().requirements().stream())
        .toList();
  }
}
