package io.weir.parser.statement;

/**
 * One answer per kind of statement. A new kind does not compile until every visitor has answered
 * for it.
 *
 * @param <R> the type of the answer
 */
public interface StatementVisitor<R> {
  R visitQuery(Query statement);

  R visitInsert(Insert statement);

  R visitStatementSet(StatementSet statement);

  R visitCreateTable(CreateTable statement);

  R visitCreateView(CreateView statement);

  R visitCreateCatalog(CreateCatalog statement);

  R visitCreateDatabase(CreateDatabase statement);

  R visitCreateFunction(CreateFunction statement);

  R visitCreateSqlFunction(CreateSqlFunction statement);

  R visitAlterFunction(AlterFunction statement);

  R visitAlterPlace(AlterPlace statement);

  R visitDrop(Drop statement);

  R visitAlterTableSet(AlterTableSet statement);

  R visitAlterTableReset(AlterTableReset statement);

  R visitAlterTableSchema(AlterTableSchema statement);

  R visitAlterRename(AlterRename statement);

  R visitAlterViewAs(AlterViewAs statement);

  R visitUseCatalog(UseCatalog statement);

  R visitUseDatabase(UseDatabase statement);

  R visitUseModules(UseModules statement);

  R visitLoadModule(LoadModule statement);

  R visitUnloadModule(UnloadModule statement);

  R visitExplain(Explain statement);

  R visitExplainAnalyze(ExplainAnalyze statement);

  R visitExplainJobGuarantee(ExplainJobGuarantee statement);

  R visitExplainUpgrade(ExplainUpgrade statement);

  R visitSetOption(SetOption statement);

  R visitShowOptions(ShowOptions statement);

  R visitResetOption(ResetOption statement);

  R visitShow(Show statement);

  R visitShowCreate(ShowCreate statement);

  R visitShowCheckpoints(ShowCheckpoints statement);

  R visitShowOperators(ShowOperators statement);

  R visitDescribe(Describe statement);

  R visitDescribeJob(DescribeJob statement);

  R visitDescribeConnector(DescribeConnector statement);

  R visitStopJob(StopJob statement);

  R visitCancelJob(CancelJob statement);

  R visitResumeJob(ResumeJob statement);

  R visitCheckpointJob(CheckpointJob statement);

  R visitDiagnoseJob(DiagnoseJob statement);

  R visitAddJar(AddJar statement);

  R visitRemoveJar(RemoveJar statement);

  R visitQuit(Quit statement);

  R visitHelp(Help statement);

  R visitClear(Clear statement);

  R visitRunFile(RunFile statement);
}
