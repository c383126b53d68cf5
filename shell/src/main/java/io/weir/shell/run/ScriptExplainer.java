package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceException;
import io.weir.parser.statement.Explain;
import io.weir.parser.statement.ExplainTopic;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.Query;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StatementSet;
import io.weir.planner.Planned;
import io.weir.shell.command.ExitCode;
import io.weir.shell.render.Console;
import io.weir.shell.render.ErrorText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;

/** {@code weir explain}: the plans of all queries of a script, without running anything. */
final class ScriptExplainer {
  private final Session session;
  private final Console console;

  ScriptExplainer(Session session, Console console) {
    this.session = session;
    this.console = console;
  }

  /** Prints the plans; the exit code. */
  int explain(Script script) {
    try {
      Iterator<Statement> statements = ScriptParser.statements(session.substitute(script.text()));
      while (statements.hasNext()) {
        explain(statements.next(), script);
      }
      return ExitCode.DONE;
    } catch (SourceException e) {
      String origin = script.isFile() ? script.origin() : "";
      console.err().println(ErrorText.of(e, origin, script.text()));
      return ExitCode.FAILED;
    } catch (IOException e) {
      return ExitCode.FAILED;
    }
  }

  private void explain(Statement statement, Script script) throws IOException {
    String text = script.text().substring(statement.span().start(), statement.span().end());
    if (statement instanceof Insert
        || statement instanceof Query
        || statement instanceof StatementSet) {
      Explain explain = new Explain(ExplainTopic.PLAN, Set.of(), statement, statement.span());
      Planned planned = session.plan(explain, text).planned();
      planned.warnings().forEach(warning -> console.err().println("warning: " + warning));
      print("-- line " + statement.span().line() + "\n");
      for (var row : ((Planned.Rows) planned).rows()) {
        print(String.join("\n", row).stripTrailing() + "\n");
      }
      print("\n");
    } else {
      session.plan(statement, text);
    }
  }

  private void print(String text) throws IOException {
    console.out().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
