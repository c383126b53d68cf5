package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.Span;
import io.weir.parser.statement.CreateCatalog;
import io.weir.parser.statement.CreateDatabase;
import io.weir.parser.statement.CreateFunction;
import io.weir.parser.statement.CreateView;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.Statement;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Builds CREATE statements. */
final class CreateBuilder {
  private static final Set<String> LANGUAGES = Set.of("JAVA", "SCALA", "PYTHON");

  private final Parts parts;

  CreateBuilder(Parts parts) {
    this.parts = parts;
  }

  Statement build(StatementParser.CreateContext tree) {
    refuse(tree);
    boolean temporary = tree.TEMPORARY() != null;
    Span span = parts.span(tree);
    if (tree.createTable() != null) {
      return new TableBuilder(parts).build(tree.createTable(), temporary, span);
    }
    if (tree.createView() != null) {
      return view(tree.createView(), temporary, span);
    }
    if (tree.createFunction() != null) {
      return function(tree.createFunction(), temporary, tree.system() != null, span);
    }
    return tree.createCatalog() != null
        ? catalog(tree.createCatalog(), span)
        : database(tree.createDatabase(), span);
  }

  private void refuse(StatementParser.CreateContext tree) {
    if (tree.createOther() != null) {
      throw Unsupported.object("CREATE", parts, tree.createOther());
    }
    if (tree.orReplace() != null) {
      Token word = tree.orReplace().getStop();
      throw Unsupported.orReplace(parts.span(tree.orReplace()), word.getText());
    }
    boolean temporary = tree.TEMPORARY() != null;
    if (tree.system() != null && !(temporary && tree.createFunction() != null)) {
      throw Unsupported.system(parts.span(tree.system()));
    }
    if (temporary && (tree.createCatalog() != null || tree.createDatabase() != null)) {
      throw Unsupported.temporary(parts.span(tree.TEMPORARY().getSymbol()));
    }
  }

  private CreateView view(StatementParser.CreateViewContext tree, boolean temporary, Span span) {
    return new CreateView(
        parts.qualifiedName(tree.viewName().qualifiedName()),
        temporary,
        tree.ifNotExists() != null,
        parts.identifiers(tree.columnNames()),
        parts.comment(tree.comment()),
        parts.query(tree.query()),
        span);
  }

  private CreateFunction function(
      StatementParser.CreateFunctionContext tree, boolean temporary, boolean system, Span span) {
    return new CreateFunction(
        parts.qualifiedName(tree.functionName().qualifiedName()),
        temporary,
        system,
        tree.ifNotExists() != null,
        parts.string(tree.className().stringLiteral()),
        tree.language() == null ? "JAVA" : language(tree.language()),
        tree.jar().stream().map(jar -> parts.string(jar.fileName().stringLiteral())).toList(),
        parts.options(tree.withOptions()),
        span);
  }

  private String language(StatementParser.LanguageContext tree) {
    Identifier written = parts.identifier(tree);
    String language = written.name().toUpperCase(Locale.ROOT);
    if (!LANGUAGES.contains(language)) {
      throw new ParseException(
          "there is no language \"" + written.name() + "\"",
          written.span(),
          "a function is written in JAVA, SCALA or PYTHON");
    }
    return language;
  }

  private CreateCatalog catalog(StatementParser.CreateCatalogContext tree, Span span) {
    return new CreateCatalog(
        parts.identifier(tree.catalogName()),
        tree.ifNotExists() != null,
        parts.comment(tree.comment()),
        parts.options(tree.withOptions()),
        span);
  }

  private CreateDatabase database(StatementParser.CreateDatabaseContext tree, Span span) {
    return new CreateDatabase(
        parts.qualifiedName(tree.databaseName().qualifiedName()),
        tree.ifNotExists() != null,
        parts.comment(tree.comment()),
        parts.options(tree.withOptions()),
        span);
  }
}
