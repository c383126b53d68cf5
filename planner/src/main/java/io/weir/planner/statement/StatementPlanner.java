package io.weir.planner.statement;

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
import io.weir.parser.statement.CreateCatalog;
import io.weir.parser.statement.CreateDatabase;
import io.weir.parser.statement.CreateFunction;
import io.weir.parser.statement.CreateSqlFunction;
import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.CreateView;
import io.weir.parser.statement.Describe;
import io.weir.parser.statement.DescribeConnector;
import io.weir.parser.statement.DescribeJob;
import io.weir.parser.statement.DiagnoseJob;
import io.weir.parser.statement.Drop;
import io.weir.parser.statement.Explain;
import io.weir.parser.statement.ExplainAnalyze;
import io.weir.parser.statement.ExplainJobGuarantee;
import io.weir.parser.statement.ExplainUpgrade;
import io.weir.parser.statement.Help;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.LoadModule;
import io.weir.parser.statement.Query;
import io.weir.parser.statement.Quit;
import io.weir.parser.statement.RemoveJar;
import io.weir.parser.statement.ResetOption;
import io.weir.parser.statement.ResumeJob;
import io.weir.parser.statement.RunFile;
import io.weir.parser.statement.SetOption;
import io.weir.parser.statement.Show;
import io.weir.parser.statement.ShowCheckpoints;
import io.weir.parser.statement.ShowCreate;
import io.weir.parser.statement.ShowOperators;
import io.weir.parser.statement.ShowOptions;
import io.weir.parser.statement.StatementSet;
import io.weir.parser.statement.StatementVisitor;
import io.weir.parser.statement.StopJob;
import io.weir.parser.statement.UnloadModule;
import io.weir.parser.statement.UseCatalog;
import io.weir.parser.statement.UseDatabase;
import io.weir.parser.statement.UseModules;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.setting.Settings;
import java.util.List;

/** Sends each statement to its handler; those about jobs and the shell go back to the caller. */
public final class StatementPlanner implements StatementVisitor<Planned> {
  private final Session session;

  /** A planner for one statement. */
  public StatementPlanner(Session session) {
    this.session = session;
  }

  @Override
  public Planned visitQuery(Query statement) {
    return QueryPlanner.plan(statement, session);
  }

  @Override
  public Planned visitInsert(Insert statement) {
    return new InsertPlanner(session).plan(List.of(statement));
  }

  @Override
  public Planned visitStatementSet(StatementSet statement) {
    return new InsertPlanner(session).plan(statement.inserts());
  }

  @Override
  public Planned visitCreateTable(CreateTable statement) {
    return definitions().createTable(statement);
  }

  @Override
  public Planned visitCreateView(CreateView statement) {
    return definitions().createView(statement);
  }

  @Override
  public Planned visitCreateCatalog(CreateCatalog statement) {
    return definitions().createCatalog(statement);
  }

  @Override
  public Planned visitCreateDatabase(CreateDatabase statement) {
    return definitions().createDatabase(statement);
  }

  @Override
  public Planned visitCreateFunction(CreateFunction statement) {
    return functions().create(statement);
  }

  @Override
  public Planned visitCreateSqlFunction(CreateSqlFunction statement) {
    return functions().create(statement);
  }

  @Override
  public Planned visitAlterFunction(AlterFunction statement) {
    return functions().alter(statement);
  }

  @Override
  public Planned visitAlterPlace(AlterPlace statement) {
    return new PlaceStatements(session).alter(statement);
  }

  @Override
  public Planned visitDrop(Drop statement) {
    return definitions().drop(statement);
  }

  @Override
  public Planned visitAlterTableSet(AlterTableSet statement) {
    return definitions().alterOptions(statement);
  }

  @Override
  public Planned visitAlterTableReset(AlterTableReset statement) {
    return definitions().resetOptions(statement);
  }

  @Override
  public Planned visitAlterTableSchema(AlterTableSchema statement) {
    return new TableChanges(session).apply(statement);
  }

  @Override
  public Planned visitAlterRename(AlterRename statement) {
    return definitions().rename(statement);
  }

  @Override
  public Planned visitAlterViewAs(AlterViewAs statement) {
    return definitions().alterView(statement);
  }

  @Override
  public Planned visitUseCatalog(UseCatalog statement) {
    session.catalog().useCatalog(statement.name());
    return done("using catalog \"" + statement.name().name() + "\"");
  }

  @Override
  public Planned visitUseDatabase(UseDatabase statement) {
    session.catalog().useDatabase(statement.name());
    return done("using database \"" + statement.name().last().name() + "\"");
  }

  @Override
  public Planned visitUseModules(UseModules statement) {
    if (statement.names().stream().allMatch(name -> isCore(name.name()))) {
      return done("using module core");
    }
    throw modules(statement.span());
  }

  @Override
  public Planned visitLoadModule(LoadModule statement) {
    if (isCore(statement.name().name())) {
      return done("module core is always loaded");
    }
    throw modules(statement.span());
  }

  @Override
  public Planned visitUnloadModule(UnloadModule statement) {
    throw modules(statement.span());
  }

  @Override
  public Planned visitExplain(Explain statement) {
    return new ExplainStatements(session).explain(statement);
  }

  @Override
  public Planned visitExplainAnalyze(ExplainAnalyze statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitExplainJobGuarantee(ExplainJobGuarantee statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitExplainUpgrade(ExplainUpgrade statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitSetOption(SetOption statement) {
    Settings.Change change = session.settings().with(statement.key(), statement.value());
    return new Planned.Done(
        statement.key().value() + " = " + statement.value().value(),
        change.settings(),
        change.warning().map(List::of).orElse(List.of()));
  }

  @Override
  public Planned visitShowOptions(ShowOptions statement) {
    return shows().settings();
  }

  @Override
  public Planned visitResetOption(ResetOption statement) {
    return new Planned.Done(
        statement.key().map(key -> "reset " + key.value()).orElse("reset all settings"),
        session.settings().without(statement.key()),
        List.of());
  }

  @Override
  public Planned visitShow(Show statement) {
    return shows().show(statement);
  }

  @Override
  public Planned visitShowCreate(ShowCreate statement) {
    return shows().showCreate(statement);
  }

  @Override
  public Planned visitShowCheckpoints(ShowCheckpoints statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitShowOperators(ShowOperators statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitDescribe(Describe statement) {
    return shows().describe(statement);
  }

  @Override
  public Planned visitDescribeJob(DescribeJob statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitDescribeConnector(DescribeConnector statement) {
    return shows().describeConnector(statement);
  }

  @Override
  public Planned visitStopJob(StopJob statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitCancelJob(CancelJob statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitResumeJob(ResumeJob statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitCheckpointJob(CheckpointJob statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitDiagnoseJob(DiagnoseJob statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitAddJar(AddJar statement) {
    return functions().addJar(statement);
  }

  @Override
  public Planned visitRemoveJar(RemoveJar statement) {
    return functions().removeJar(statement);
  }

  @Override
  public Planned visitQuit(Quit statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitHelp(Help statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitClear(Clear statement) {
    return new Planned.Command(statement);
  }

  @Override
  public Planned visitRunFile(RunFile statement) {
    return new Planned.Command(statement);
  }

  private DefinitionStatements definitions() {
    return new DefinitionStatements(session);
  }

  private FunctionStatements functions() {
    return new FunctionStatements(session);
  }

  private ShowStatements shows() {
    return new ShowStatements(session);
  }

  private Planned done(String message) {
    return new Planned.Done(message, session.settings(), List.of());
  }

  private static boolean isCore(String module) {
    return module.equalsIgnoreCase("core");
  }

  private static PlanException modules(Span span) {
    return new PlanException(
        "there is no module but core",
        span,
        "all functions are there without loading any; CREATE FUNCTION adds your own");
  }
}
