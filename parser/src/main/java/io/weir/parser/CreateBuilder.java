package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import io.weir.parser.source.Span;
import io.weir.parser.statement.CreateCatalog;
import io.weir.parser.statement.CreateDatabase;
import io.weir.parser.statement.CreateFunction;
import io.weir.parser.statement.CreateSqlFunction;
import io.weir.parser.statement.CreateView;
import io.weir.parser.statement.FunctionClass;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.Statement;
import java.util.List;
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
      return new TableBuilder(parts)
          .build(tree.createTable(), temporary, tree.orReplace() != null, span);
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
    boolean isReplaced = tree.createTable() != null && isReplace(tree.orReplace());
    if (tree.orReplace() != null && !isReplaced) {
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

  private static boolean isReplace(StatementParser.OrReplaceContext tree) {
    return tree != null && tree.REPLACE() != null;
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

  private Statement function(
      StatementParser.CreateFunctionContext tree, boolean temporary, boolean system, Span span) {
    QualifiedName name = parts.qualifiedName(tree.functionName().qualifiedName());
    boolean ifNotExists = tree.ifNotExists() != null;
    if (tree.sqlFunction() != null) {
      return sqlFunction(tree.sqlFunction(), name, temporary, system, ifNotExists, span);
    }
    FunctionClass implementation = functionClass(tree.functionClass());
    return new CreateFunction(name, temporary, system, ifNotExists, implementation, span);
  }

  private CreateSqlFunction sqlFunction(
      StatementParser.SqlFunctionContext tree,
      QualifiedName name,
      boolean temporary,
      boolean system,
      boolean ifNotExists,
      Span span) {
    if (tree.language() != null) {
      Identifier written = parts.identifier(tree.language());
      if (!written.name().equalsIgnoreCase("SQL")) {
        throw new ParseException(
            "a function with RETURN is written in SQL, not in " + written.name(),
            written.span(),
            "write AS 'class' for a function in another language");
      }
    }
    TypeBuilder types = new TypeBuilder(parts);
    List<CreateSqlFunction.Parameter> parameters =
        tree.functionParameters().functionParameter().stream()
            .map(
                parameter ->
                    new CreateSqlFunction.Parameter(
                        parts.identifier(parameter.parameterName()),
                        types.build(parameter.dataType())))
            .toList();
    return new CreateSqlFunction(
        name,
        temporary,
        system,
        ifNotExists,
        parameters,
        types.build(tree.dataType()),
        parts.expression(tree.expression()),
        span);
  }

  /** What stands behind the name of a function that a class implements. */
  FunctionClass functionClass(StatementParser.FunctionClassContext tree) {
    return new FunctionClass(
        parts.string(tree.className().stringLiteral()),
        tree.language() == null ? "JAVA" : language(tree.language()),
        tree.jar().stream().map(jar -> parts.string(jar.fileName().stringLiteral())).toList(),
        parts.options(tree.withOptions()));
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
