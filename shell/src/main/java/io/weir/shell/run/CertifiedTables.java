package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceException;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.SqlQuoting;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StatementSet;
import io.weir.planner.Planned;
import io.weir.runtime.connector.file.sink.FileSink;
import io.weir.runtime.plan.SinkNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a script writes, found by planning it.
 *
 * @param files the tables of files, whose output can be written elsewhere
 * @param queries scripts that read those whose files are no lines of text, by table
 * @param others the tables that cannot be compared, and why
 * @param isBounded whether all jobs end
 */
public record CertifiedTables(
    Set<String> files, Map<String, String> queries, Map<String, String> others, boolean isBounded) {
  private static final Set<String> LINES = Set.of("json", "csv", "raw");

  /** The tables that are compared. */
  public List<String> compared() {
    return files.stream().filter(table -> !others.containsKey(table)).toList();
  }

  /**
   * Plans a script; runs nothing.
   *
   * @throws SourceException if it is not valid
   */
  public static CertifiedTables of(Script script, Session session) {
    CertifiedTables tables =
        new CertifiedTables(
            new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), true);
    Iterator<Statement> statements = ScriptParser.statements(session.substitute(script.text()));
    boolean isBounded = true;
    while (statements.hasNext()) {
      Statement statement = statements.next();
      String text = script.text().substring(statement.span().start(), statement.span().end());
      if (session.plan(statement, text).planned() instanceof Planned.Job job) {
        isBounded &= job.isBounded();
        for (SinkNode sink : job.sinks()) {
          tables.add(sink, statement, session);
        }
      }
    }
    return new CertifiedTables(tables.files, tables.queries, tables.others, isBounded);
  }

  private void add(SinkNode sink, Statement statement, Session session) {
    String table = sink.table();
    if (!(sink.sink() instanceof FileSink file)) {
      others.put(table, sink.sink().describe());
      return;
    }
    files.add(table);
    if (LINES.contains(file.suffix()) && !file.isCompressed()) {
      return;
    }
    String query = "SELECT * FROM " + name(table, statement);
    try {
      Planned planned = session.ask(ScriptParser.parseAll(session.substitute(query)).get(0));
      if (planned instanceof Planned.Query rows && rows.isBounded()) {
        queries.put(table, script(query, statement, session));
      } else {
        others.put(table, file.describe() + ", of which reading does not end");
      }
    } catch (SourceException unreadable) {
      others.put(table, file.describe() + ", which cannot be read: " + unreadable.getMessage());
    }
  }

  /** All that makes the table known, and then the query, so that what was replaced is gone. */
  private static String script(String query, Statement statement, Session session) {
    List<String> all = new ArrayList<>(session.definitions());
    if (statement instanceof CreateTable made) {
      session
          .with(catalog -> catalog.find(catalog.resolve(made.name().names())))
          .ifPresent(object -> all.add(object.toDdl()));
    }
    all.add("SET 'execution.runtime-mode' = 'batch'");
    all.add(query);
    return String.join(";\n", all) + ";\n";
  }

  /** The name by which the statement knows the table. */
  private static String name(String table, Statement statement) {
    List<QualifiedName> targets = new ArrayList<>();
    if (statement instanceof Insert insert) {
      targets.add(insert.target());
    } else if (statement instanceof StatementSet set) {
      set.inserts().forEach(insert -> targets.add(insert.target()));
    } else if (statement instanceof CreateTable made) {
      targets.add(made.name());
    }
    Optional<QualifiedName> named =
        targets.stream().filter(target -> target.last().name().equals(table)).findFirst();
    return named.map(QualifiedName::toString).orElseGet(() -> SqlQuoting.name(table));
  }
}
