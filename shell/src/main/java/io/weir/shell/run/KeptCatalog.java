package io.weir.shell.run;

import io.weir.parser.ScriptParser;
import io.weir.parser.source.SourceException;
import io.weir.parser.statement.CreateCatalog;
import io.weir.parser.statement.CreateDatabase;
import io.weir.parser.statement.CreateFunction;
import io.weir.parser.statement.CreateSqlFunction;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.CreateView;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.UseDatabase;
import io.weir.runtime.error.WeirException;
import io.weir.shell.data.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The catalog as it is kept in a data directory, which several processes may change: what another
 * one has defined or dropped since is taken over before a statement is executed, so that keeping
 * ours does not undo it.
 */
final class KeptCatalog {
  private final DataDirectory data;
  private final Session session;

  /** The file as it was last read or written. */
  private String text = "";

  /** What it says: each with the USE before it where it depends on that. */
  private Set<String> known = new LinkedHashSet<>();

  /** Definitions that this process cannot make; they are kept as they are. */
  private final Set<String> foreign = new LinkedHashSet<>();

  /**
   * @param session in which definitions of others are executed
   */
  KeptCatalog(DataDirectory data, Session session) {
    this.data = data;
    this.session = session;
  }

  /**
   * Brings back what is kept, and later takes over what others have changed; the answer are the
   * definitions that failed, each with its error.
   *
   * @throws WeirException if the file is not understood
   */
  List<String> refresh() throws IOException {
    String now = read();
    if (now.equals(text)) {
      return List.of();
    }
    Set<String> theirs = definitions(now);
    List<String> gone = new ArrayList<>(known);
    gone.removeAll(theirs);
    for (int i = gone.size() - 1; i >= 0; i--) {
      if (!foreign.remove(gone.get(i))) {
        drop(gone.get(i));
      }
    }
    List<String> failures = new ArrayList<>();
    for (String definition : theirs) {
      if (!known.contains(definition)) {
        try {
          execute(definition);
        } catch (SourceException e) {
          foreign.add(definition);
          failures.add(e.render(definition));
        }
      }
    }
    text = now;
    known = theirs;
    return failures;
  }

  /**
   * Keeps a catalog as it is now, with what others have changed meanwhile; the answer are those of
   * their definitions that failed, each with its error.
   *
   * @param ddl the catalog, asked for once what others have changed is in it
   */
  List<String> save(Supplier<List<String>> ddl) throws IOException {
    List<String> failures = new ArrayList<>();
    if (!written(ddl.get()).equals(text)) {
      data.changeCatalog(
          () -> {
            failures.addAll(refresh());
            String now = written(ddl.get());
            data.saveCatalog(now);
            text = now;
            known = definitions(now);
          });
    }
    return failures;
  }

  private String written(List<String> ddl) {
    Set<String> all = new LinkedHashSet<>(ddl);
    all.addAll(foreign);
    return all.isEmpty() ? "" : String.join(";\n\n", all) + ";\n";
  }

  private String read() throws IOException {
    return data.files().exists(data.catalogFile())
        ? new String(data.files().readAll(data.catalogFile()), StandardCharsets.UTF_8)
        : "";
  }

  private Set<String> definitions(String text) {
    Set<String> definitions = new LinkedHashSet<>();
    String place = "";
    for (Statement statement : statements(text)) {
      String written = text.substring(statement.span().start(), statement.span().end());
      if (statement instanceof UseDatabase) {
        place = written + ";\n\n";
      } else {
        definitions.add(place + written);
        place = "";
      }
    }
    return definitions;
  }

  private List<Statement> statements(String text) {
    try {
      return ScriptParser.parseAll(text);
    } catch (SourceException e) {
      throw WeirException.permanent(
          data.catalogFile() + ":" + e.getMessage(),
          "a later version of Weir may have written it; use that, or another data directory",
          e);
    }
  }

  private void execute(String definition) {
    for (Statement statement : ScriptParser.parseAll(definition)) {
      session.plan(
          statement, definition.substring(statement.span().start(), statement.span().end()));
    }
  }

  private void drop(String definition) {
    for (Statement statement : ScriptParser.parseAll(definition)) {
      String written =
          dropping(statement)
              .orElseGet(
                  () -> definition.substring(statement.span().start(), statement.span().end()));
      session.plan(ScriptParser.parseAll(written).get(0), written);
    }
  }

  /** What undoes a definition; empty for a USE, behind which that is to happen. */
  private static Optional<String> dropping(Statement statement) {
    if (statement instanceof CreateTable table) {
      return Optional.of("DROP TABLE IF EXISTS " + table.name());
    }
    if (statement instanceof CreateView view) {
      return Optional.of("DROP VIEW IF EXISTS " + view.name());
    }
    if (statement instanceof CreateFunction function) {
      return Optional.of("DROP FUNCTION IF EXISTS " + function.name());
    }
    if (statement instanceof CreateSqlFunction function) {
      return Optional.of("DROP FUNCTION IF EXISTS " + function.name());
    }
    if (statement instanceof CreateDatabase database) {
      return Optional.of("DROP DATABASE IF EXISTS " + database.name());
    }
    if (statement instanceof CreateCatalog catalog) {
      return Optional.of("DROP CATALOG IF EXISTS " + catalog.name());
    }
    return Optional.empty();
  }
}
