package io.weir.parser.statement;

import io.weir.parser.source.Span;

/**
 * One statement of a script as it was written: names are not resolved, query bodies and expressions
 * are still text. Statements are immutable values; two with the same text at the same place are
 * equal.
 */
public sealed interface Statement
    permits Query,
        Insert,
        StatementSet,
        CreateTable,
        CreateView,
        CreateCatalog,
        CreateDatabase,
        CreateFunction,
        CreateSqlFunction,
        AlterFunction,
        AlterPlace,
        Drop,
        AlterTableSet,
        AlterTableReset,
        AlterTableSchema,
        AlterRename,
        AlterViewAs,
        UseCatalog,
        UseDatabase,
        UseModules,
        LoadModule,
        UnloadModule,
        Explain,
        ExplainAnalyze,
        ExplainJobGuarantee,
        ExplainUpgrade,
        SetOption,
        ShowOptions,
        ResetOption,
        Show,
        ShowCreate,
        ShowCheckpoints,
        ShowOperators,
        Describe,
        DescribeJob,
        DescribeConnector,
        StopJob,
        CancelJob,
        ResumeJob,
        CheckpointJob,
        DiagnoseJob,
        AddJar,
        RemoveJar,
        Quit,
        Help,
        Clear,
        RunFile {

  /** Where the statement stands in the script, without its closing semicolon. */
  Span span();

  /** Calls the method of the visitor that belongs to this kind of statement. */
  <R> R accept(StatementVisitor<R> visitor);
}
