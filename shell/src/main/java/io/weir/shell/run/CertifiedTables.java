package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.statement.Statement;
import io.weir.planner.Planned;
import io.weir.runtime.connector.file.sink.FileSink;
import io.weir.runtime.plan.SinkNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a script writes, found by planning it.
 *
 * @param comparable the tables whose content can be compared
 * @param others the tables that cannot be compared, and why
 * @param isBounded whether all jobs end
 */
public record CertifiedTables(
    Set<String> comparable, Map<String, String> others, boolean isBounded) {
  private static final Set<String> FORMATS = Set.of("json", "csv", "raw");

  /**
   * Plans a script; runs nothing.
   *
   * @throws io.weir.parser.source.SourceException if it is not valid
   */
  public static CertifiedTables of(Script script, Session session) {
    Set<String> comparable = new LinkedHashSet<>();
    Map<String, String> others = new LinkedHashMap<>();
    boolean isBounded = true;
    Iterator<Statement> statements = ScriptParser.statements(session.substitute(script.text()));
    while (statements.hasNext()) {
      Statement statement = statements.next();
      String text = script.text().substring(statement.span().start(), statement.span().end());
      if (session.plan(statement, text).planned() instanceof Planned.Job job) {
        isBounded &= job.isBounded();
        for (SinkNode sink : job.sinks()) {
          if (sink.sink() instanceof FileSink file && FORMATS.contains(file.suffix())) {
            comparable.add(sink.table());
          } else {
            others.put(sink.table(), sink.sink().describe());
          }
        }
      }
    }
    return new CertifiedTables(comparable, others, isBounded);
  }
}
