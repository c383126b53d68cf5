package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.StatementParser;
import io.weir.parser.grammar.StatementParserBaseVisitor;
import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import io.weir.parser.statement.AddJar;
import io.weir.parser.statement.AlterFunction;
import io.weir.parser.statement.AlterPlace;
import io.weir.parser.statement.AlterRename;
import io.weir.parser.statement.AlterTableReset;
import io.weir.parser.statement.AlterTableSchema;
import io.weir.parser.statement.AlterTableSet;
import io.weir.parser.statement.AlterViewAs;
import io.weir.parser.statement.CancelJob;
import io.weir.parser.statement.CheckpointJob;
import io.weir.parser.statement.Clear;
import io.weir.parser.statement.DiagnoseJob;
import io.weir.parser.statement.Drop;
import io.weir.parser.statement.Help;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.LoadModule;
import io.weir.parser.statement.ObjectKind;
import io.weir.parser.statement.Options;
import io.weir.parser.statement.QualifiedName;
import io.weir.parser.statement.Query;
import io.weir.parser.statement.Quit;
import io.weir.parser.statement.RemoveJar;
import io.weir.parser.statement.ResetOption;
import io.weir.parser.statement.ResumeJob;
import io.weir.parser.statement.RunFile;
import io.weir.parser.statement.SchemaChange;
import io.weir.parser.statement.SetOption;
import io.weir.parser.statement.ShowOptions;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StopJob;
import io.weir.parser.statement.StringLiteral;
import io.weir.parser.statement.UnloadModule;
import io.weir.parser.statement.UseCatalog;
import io.weir.parser.statement.UseDatabase;
import io.weir.parser.statement.UseModules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns the parse tree of a statement into its record. Definitions, changes of data and questions
 * have builders of their own.
 */
final class StatementBuilder extends StatementParserBaseVisitor<Statement> {
  private final Parts parts;

  StatementBuilder(SourceText source) {
    this.parts = new Parts(source);
  }

  Statement build(StatementParser.StatementContext tree) {
    return tree.accept(this);
  }

  @Override
  public Statement visitQuery(StatementParser.QueryContext tree) {
    return new Query(parts.query(tree), parts.span(tree));
  }

  @Override
  public Statement visitInsert(StatementParser.InsertContext tree) {
    return new InsertBuilder(parts).insert(tree);
  }

  @Override
  public Statement visitStatementSet(StatementParser.StatementSetContext tree) {
    return new InsertBuilder(parts).set(tree.insert(), parts.span(tree));
  }

  @Override
  public Statement visitLegacyStatementSet(StatementParser.LegacyStatementSetContext tree) {
    return new InsertBuilder(parts).set(tree.insert(), parts.span(tree));
  }

  @Override
  public Statement visitExecute(StatementParser.ExecuteContext tree) {
    if (tree.executePlan() != null) {
      throw Unsupported.of("EXECUTE PLAN", parts.span(tree.executePlan().getStart()));
    }
    return tree.statementSet() != null
        ? new InsertBuilder(parts).set(tree.statementSet().insert(), parts.span(tree))
        : tree.getChild(1).accept(this);
  }

  @Override
  public Statement visitCreate(StatementParser.CreateContext tree) {
    return new CreateBuilder(parts).build(tree);
  }

  @Override
  public Statement visitDrop(StatementParser.DropContext tree) {
    if (tree.dropOther() != null) {
      throw Unsupported.object("DROP", parts, tree.dropOther());
    }
    boolean function = tree.FUNCTION() != null;
    if (tree.system() != null && !(function && tree.TEMPORARY() != null)) {
      throw Unsupported.system(parts.span(tree.system()));
    }
    boolean inside = tree.CATALOG() == null && tree.DATABASE() == null;
    if (tree.TEMPORARY() != null && !inside) {
      throw Unsupported.temporary(parts.span(tree.TEMPORARY().getSymbol()));
    }
    return new Drop(
        droppedKind(tree),
        droppedName(tree),
        tree.TEMPORARY() != null,
        tree.system() != null,
        tree.ifExists() != null,
        tree.CASCADE() != null,
        parts.span(tree));
  }

  private static ObjectKind droppedKind(StatementParser.DropContext tree) {
    if (tree.TABLE() != null) {
      return ObjectKind.TABLE;
    }
    if (tree.VIEW() != null) {
      return ObjectKind.VIEW;
    }
    if (tree.FUNCTION() != null) {
      return ObjectKind.FUNCTION;
    }
    return tree.CATALOG() != null ? ObjectKind.CATALOG : ObjectKind.DATABASE;
  }

  private QualifiedName droppedName(StatementParser.DropContext tree) {
    if (tree.tableName() != null) {
      return parts.qualifiedName(tree.tableName().qualifiedName());
    }
    if (tree.viewName() != null) {
      return parts.qualifiedName(tree.viewName().qualifiedName());
    }
    if (tree.functionName() != null) {
      return parts.qualifiedName(tree.functionName().qualifiedName());
    }
    if (tree.databaseName() != null) {
      return parts.qualifiedName(tree.databaseName().qualifiedName());
    }
    return parts.single(tree.catalogName().identifier());
  }

  @Override
  public Statement visitAlter(StatementParser.AlterContext tree) {
    if (tree.alterOther() != null) {
      throw Unsupported.object("ALTER", parts, tree.alterOther());
    }
    boolean isFunction = tree.functionName() != null;
    if (tree.TEMPORARY() != null && !isFunction) {
      throw Unsupported.temporaryAlter(parts.span(tree.TEMPORARY().getSymbol()));
    }
    if (tree.system() != null && !(tree.TEMPORARY() != null && isFunction)) {
      throw Unsupported.system(parts.span(tree.system()));
    }
    boolean ifExists = tree.ifExists() != null;
    Span span = parts.span(tree);
    if (isFunction) {
      return new AlterFunction(
          parts.qualifiedName(tree.functionName().qualifiedName()),
          tree.TEMPORARY() != null,
          tree.system() != null,
          ifExists,
          new CreateBuilder(parts).functionClass(tree.functionClass()),
          span);
    }
    if (tree.placeChange() != null) {
      return alterPlace(tree, span);
    }
    if (tree.alterTableAction() != null) {
      QualifiedName name = parts.qualifiedName(tree.tableName().qualifiedName());
      return alterTable(tree.alterTableAction(), name, ifExists, span);
    }
    QualifiedName name = parts.qualifiedName(tree.viewName().qualifiedName());
    if (tree.query() != null) {
      return new AlterViewAs(name, parts.query(tree.query()), span);
    }
    QualifiedName newName = parts.qualifiedName(tree.newName().qualifiedName());
    return new AlterRename(ObjectKind.VIEW, name, ifExists, newName, span);
  }

  private Statement alterPlace(StatementParser.AlterContext tree, Span span) {
    boolean isCatalog = tree.catalogName() != null;
    StatementParser.PlaceChangeContext change = tree.placeChange();
    return new AlterPlace(
        isCatalog ? ObjectKind.CATALOG : ObjectKind.DATABASE,
        isCatalog
            ? parts.single(tree.catalogName().identifier())
            : parts.qualifiedName(tree.databaseName().qualifiedName()),
        change.SET() != null ? parts.options(change.optionList()) : Options.NONE,
        change.optionKey().stream().map(key -> parts.string(key.stringLiteral())).toList(),
        Optional.ofNullable(change.stringLiteral()).map(text -> parts.string(text).value()),
        span);
  }

  private Statement alterTable(
      StatementParser.AlterTableActionContext tree,
      QualifiedName name,
      boolean ifExists,
      Span span) {
    if (tree.SET() != null) {
      return new AlterTableSet(name, ifExists, parts.options(tree.optionList()), span);
    }
    if (tree.RESET() != null) {
      List<StringLiteral> keys =
          tree.optionKey().stream().map(key -> parts.string(key.stringLiteral())).toList();
      return new AlterTableReset(name, ifExists, keys, span);
    }
    if (tree.newName() != null) {
      QualifiedName newName = parts.qualifiedName(tree.newName().qualifiedName());
      return new AlterRename(ObjectKind.TABLE, name, ifExists, newName, span);
    }
    if (tree.PARTITION() != null) {
      throw Unsupported.partition(
          parts.span(tree.getStart()), tree.getStart().getText().toUpperCase(Locale.ROOT));
    }
    return new AlterTableSchema(name, ifExists, change(tree), span);
  }

  private SchemaChange change(StatementParser.AlterTableActionContext tree) {
    if (tree.renameColumn() != null) {
      QualifiedName from = parts.qualifiedName(tree.renameColumn().columnPath().qualifiedName());
      if (from.parts().size() > 1) {
        throw new ParseException(
            "only whole columns can be renamed", from.span(), "make the table anew");
      }
      return new SchemaChange.RenameColumn(
          from.last(), parts.identifier(tree.renameColumn().columnName()));
    }
    if (tree.dropFromTable() == null) {
      return new TableBuilder(parts).changes(tree.tableChange(), tree.MODIFY() != null);
    }
    StatementParser.DropFromTableContext dropped = tree.dropFromTable();
    List<Identifier> columns =
        dropped.columnName() != null
            ? List.of(parts.identifier(dropped.columnName()))
            : parts.identifiers(dropped.columnNames());
    return new SchemaChange.Drop(
        columns,
        dropped.PRIMARY() != null || dropped.CONSTRAINT() != null,
        dropped.WATERMARK() != null);
  }

  @Override
  public Statement visitUse(StatementParser.UseContext tree) {
    Span span = parts.span(tree);
    if (tree.catalogName() != null) {
      return new UseCatalog(parts.identifier(tree.catalogName()), span);
    }
    if (tree.databaseName() != null) {
      return new UseDatabase(parts.qualifiedName(tree.databaseName().qualifiedName()), span);
    }
    return new UseModules(tree.moduleName().stream().map(parts::identifier).toList(), span);
  }

  @Override
  public Statement visitSet(StatementParser.SetContext tree) {
    Span span = parts.span(tree);
    if (tree.settingKey() == null) {
      return new ShowOptions(span);
    }
    StatementParser.SettingValueContext value = tree.settingValue();
    StringLiteral text =
        value.stringLiteral() != null
            ? parts.string(value.stringLiteral())
            : new StringLiteral(parts.text(value), parts.span(value));
    return new SetOption(settingKey(tree.settingKey()), text, span);
  }

  @Override
  public Statement visitReset(StatementParser.ResetContext tree) {
    Optional<StringLiteral> key = Optional.ofNullable(tree.settingKey()).map(this::settingKey);
    return new ResetOption(key, parts.span(tree));
  }

  private StringLiteral settingKey(StatementParser.SettingKeyContext tree) {
    if (tree.stringLiteral() != null) {
      return parts.string(tree.stringLiteral());
    }
    String key = parts.text(tree);
    if (!key.matches("[\\p{L}\\p{N}_.\\-]+")) {
      throw new ParseException(
          "\"" + parts.shortText(tree) + "\" is no key of a setting",
          parts.span(tree),
          "write SET 'key' = 'value'");
    }
    return new StringLiteral(key, parts.span(tree));
  }

  @Override
  public Statement visitExplain(StatementParser.ExplainContext tree) {
    return new QuestionBuilder(parts).explain(tree, this);
  }

  @Override
  public Statement visitShow(StatementParser.ShowContext tree) {
    return new QuestionBuilder(parts).show(tree);
  }

  @Override
  public Statement visitDescribe(StatementParser.DescribeContext tree) {
    return new QuestionBuilder(parts).describe(tree);
  }

  @Override
  public Statement visitJobControl(StatementParser.JobControlContext tree) {
    StringLiteral job = parts.string(tree.jobName().stringLiteral());
    Span span = parts.span(tree);
    switch (tree.getStart().getType()) {
      case StatementLexer.CANCEL:
        return new CancelJob(job, span);
      case StatementLexer.RESUME:
        return new ResumeJob(job, span);
      case StatementLexer.CHECKPOINT:
        return new CheckpointJob(job, span);
      case StatementLexer.DIAGNOSE:
        return new DiagnoseJob(job, span);
      default:
        return new StopJob(
            job,
            tree.SAVEPOINT() != null,
            Optional.ofNullable(tree.fileName()).map(file -> parts.string(file.stringLiteral())),
            tree.DRAIN() != null,
            span);
    }
  }

  @Override
  public Statement visitModuleOrJar(StatementParser.ModuleOrJarContext tree) {
    Span span = parts.span(tree);
    switch (tree.getStart().getType()) {
      case StatementLexer.ADD:
        return new AddJar(parts.string(tree.fileName().stringLiteral()), span);
      case StatementLexer.REMOVE:
        return new RemoveJar(parts.string(tree.fileName().stringLiteral()), span);
      case StatementLexer.LOAD:
        return new LoadModule(
            parts.identifier(tree.moduleName()), parts.options(tree.withOptions()), span);
      default:
        return new UnloadModule(parts.identifier(tree.moduleName()), span);
    }
  }

  @Override
  public Statement visitShellCommand(StatementParser.ShellCommandContext tree) {
    Span span = parts.span(tree);
    switch (tree.getStart().getType()) {
      case StatementLexer.HELP:
        return new Help(span);
      case StatementLexer.CLEAR:
        return new Clear(span);
      case StatementLexer.SOURCE:
        return new RunFile(parts.string(tree.fileName().stringLiteral()), span);
      default:
        return new Quit(span);
    }
  }

  @Override
  public Statement visitUnsupported(StatementParser.UnsupportedContext tree) {
    throw Unsupported.of(
        tree.getStart().getText().toUpperCase(Locale.ROOT), parts.span(tree.getStart()));
  }
}
