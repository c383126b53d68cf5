package io.weir.planner.portability;

import io.weir.parser.source.Span;
import io.weir.parser.statement.AddJar;
import io.weir.parser.statement.AlterFunction;
import io.weir.parser.statement.AlterPlace;
import io.weir.parser.statement.AlterRename;
import io.weir.parser.statement.AlterTableReset;
import io.weir.parser.statement.AlterTableSchema;
import io.weir.parser.statement.AlterTableSet;
import io.weir.parser.statement.AlterViewAs;
import io.weir.parser.statement.BodyText;
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
import io.weir.parser.statement.Options;
import io.weir.parser.statement.Query;
import io.weir.parser.statement.Quit;
import io.weir.parser.statement.RemoveJar;
import io.weir.parser.statement.ResetOption;
import io.weir.parser.statement.RunFile;
import io.weir.parser.statement.SetOption;
import io.weir.parser.statement.Show;
import io.weir.parser.statement.ShowCheckpoints;
import io.weir.parser.statement.ShowCreate;
import io.weir.parser.statement.ShowOptions;
import io.weir.parser.statement.SqlQuoting;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StatementSet;
import io.weir.parser.statement.UnloadModule;
import io.weir.parser.statement.UseCatalog;
import io.weir.parser.statement.UseDatabase;
import io.weir.parser.statement.UseModules;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what becomes of a statement on a Flink cluster. */
public final class Portability {
  private static final Set<Class<? extends Statement>> SAME =
      Set.of(
          CreateCatalog.class,
          CreateDatabase.class,
          Drop.class,
          AlterPlace.class,
          AlterTableReset.class,
          AlterTableSchema.class,
          AlterRename.class,
          UseCatalog.class,
          UseDatabase.class,
          UseModules.class,
          LoadModule.class,
          UnloadModule.class,
          RemoveJar.class);
  private static final Set<Class<? extends Statement>> QUESTIONS =
      Set.of(
          Show.class,
          ShowOptions.class,
          ShowCreate.class,
          Describe.class,
          DescribeConnector.class,
          Explain.class,
          ExplainAnalyze.class,
          ExplainUpgrade.class,
          ExplainJobGuarantee.class,
          ShowCheckpoints.class,
          DescribeJob.class,
          DiagnoseJob.class,
          Help.class,
          Clear.class,
          Quit.class);
  private static final Set<Class<? extends Statement>> FUNCTIONS =
      Set.of(CreateFunction.class, CreateSqlFunction.class, AlterFunction.class);

  private final Statement statement;
  private final Catalog catalog;
  private final Map<String, String> offsets;
  private final List<Note> notes = new ArrayList<>();
  private final List<Edit> edits = new ArrayList<>();
  private final List<Requirement> requirements = new ArrayList<>();
  private final List<String> readOn = new ArrayList<>();
  private boolean isSent = true;

  private Portability(Statement statement, Catalog catalog, Map<String, String> offsets) {
    this.statement = statement;
    this.catalog = catalog;
    this.offsets = offsets;
  }

  /**
   * What becomes of a statement.
   *
   * @param catalog as it is after the statement
   * @param offsets by topic, where reading goes on; empty for where the statement says
   */
  public static StatementReport of(
      Statement statement, Catalog catalog, Map<String, String> offsets) {
    Portability portability = new Portability(statement, catalog, offsets);
    portability.look();
    return new StatementReport(
        StatementTitle.of(statement),
        statement.span(),
        portability.isSent,
        portability.edits,
        portability.notes,
        portability.requirements,
        portability.readOn);
  }

  /** What becomes of a table that exists, for a statement that uses it. */
  static StatementReport ofTable(CatalogTable table, Span span) {
    TableTranslation translation =
        new TableTranslation(
            table.path().name(),
            table.options(),
            Options.NONE,
            table.options(),
            Map.of(),
            true,
            span);
    return new StatementReport(
        "table " + SqlQuoting.name(table.path().name()),
        span,
        true,
        List.of(),
        translation.notes(),
        translation.requirements(),
        List.of());
  }

  private void look() {
    if (statement instanceof SetOption set) {
      set(set);
    } else if (statement instanceof ResetOption reset) {
      reset(reset);
    } else if (statement instanceof CreateTable create) {
      create(create);
    } else if (statement instanceof AlterTableSet alter) {
      alter(alter);
    } else if (statement instanceof AddJar add) {
      addJar(add);
    } else if (statement instanceof CreateView view) {
      query(view.query());
    } else if (statement instanceof AlterViewAs view) {
      query(view.query());
    } else if (statement instanceof Insert insert) {
      query(insert.query());
    } else if (statement instanceof StatementSet inserts) {
      set(inserts);
    } else if (statement instanceof Query) {
      refuse(
          "a cluster shows the rows of a SELECT to nobody",
          "CREATE TABLE for the result, and INSERT INTO it");
    } else if (QUESTIONS.contains(statement.getClass())) {
      leaveOut("it changes nothing");
    } else if (FUNCTIONS.contains(statement.getClass())) {
      refuse(
          "Flink does not know functions of Weir's",
          "write an expression in the place of its calls; a class must extend Flink's own"
              + " ScalarFunction, TableFunction or AggregateFunction there");
    } else if (statement instanceof RunFile) {
      refuse("the cluster has no files of yours", "write the statements of the file in its place");
    } else if (!SAME.contains(statement.getClass())) {
      refuse(
          "a cluster knows no jobs of this process",
          "leave it out; weir submit --stop JOB --to … stops a job of the cluster");
    }
  }

  private void query(BodyText body) {
    notes.addAll(QueryCheck.check(body, catalog));
  }

  /** The gateway takes a statement set as one statement. */
  private void set(StatementSet set) {
    Span whole = set.span();
    int end = whole.start();
    String between = "EXECUTE STATEMENT SET BEGIN\n";
    for (Insert insert : set.inserts()) {
      query(insert.query());
      edits.add(new Edit(gap(whole, end, insert.span().start()), between));
      end = insert.span().end();
      between = ";\n";
    }
    edits.add(new Edit(gap(whole, end, whole.end()), ";\nEND"));
  }

  private static Span gap(Span whole, int start, int end) {
    return new Span(start, end, whole.line(), whole.column());
  }

  private void set(SetOption set) {
    SettingTranslation.Translated translated =
        SettingTranslation.of(set.key().value(), set.value().value());
    switch (translated.outcome()) {
      case AS_IT_IS -> {}
      case TRANSLATED ->
          replaceAll(
              SettingTranslation.statement(translated.key(), translated.value()),
              translated.text());
      case LEFT_OUT -> leaveOut(translated.text());
      case REFUSED -> refuse(translated.text(), translated.hint().orElse(""));
    }
    if (set.key().value().equals("execution.checkpointing.savepoint-dir")) {
      require(
          Requirement.Kind.PATH, set.value().value(), "a directory that all of the cluster sees");
    }
  }

  private void reset(ResetOption reset) {
    if (reset.key().isEmpty()) {
      refuse(
          "it would also reset what Weir has by default and Flink has not",
          "name the setting: RESET 'key'");
      return;
    }
    String key = reset.key().get().value();
    String byDefault = SettingTranslation.defaults().get(key);
    if (byDefault != null) {
      replaceAll(SettingTranslation.statement(key, byDefault), "Flink's default is another one");
    } else if (SettingTranslation.of(key, "").outcome() == Outcome.LEFT_OUT) {
      leaveOut("it is about this process");
    }
  }

  private void create(CreateTable create) {
    if (create.orReplace() && create.query().isEmpty()) {
      refuse(
          "Flink replaces tables only by CREATE OR REPLACE TABLE … AS",
          "DROP TABLE IF EXISTS " + create.name() + ", and CREATE TABLE");
      return;
    }
    create.query().ifPresent(this::query);
    Map<String, String> context = new HashMap<>();
    create
        .like()
        .flatMap(like -> table(like.source().names()))
        .ifPresent(source -> context.putAll(source.options()));
    boolean isComplete = create.like().isEmpty();
    context.putAll(create.options().toMap());
    translate(create.name().last().name(), create.options(), context, isComplete);
  }

  private void alter(AlterTableSet alter) {
    Map<String, String> context = new HashMap<>();
    table(alter.name().names()).ifPresent(table -> context.putAll(table.options()));
    context.putAll(alter.options().toMap());
    translate(alter.name().last().name(), alter.options(), context, false);
  }

  private Optional<CatalogTable> table(List<String> names) {
    return catalog
        .find(catalog.resolve(names))
        .filter(CatalogTable.class::isInstance)
        .map(CatalogTable.class::cast);
  }

  private void translate(
      String table, Options options, Map<String, String> context, boolean isComplete) {
    TableTranslation translation =
        new TableTranslation(
            table, options.toMap(), options, context, offsets, isComplete, statement.span());
    notes.addAll(translation.notes());
    requirements.addAll(translation.requirements());
    translation.readOn().ifPresent(readOn::add);
    List<Options.Entry> entries = options.entries();
    if (translation.isChanged() && !entries.isEmpty()) {
      Span place = entries.get(0).span().to(entries.get(entries.size() - 1).span());
      edits.add(new Edit(place, list(translation.options())));
    }
  }

  private static String list(Map<String, String> options) {
    return options.entrySet().stream()
        .map(e -> SqlQuoting.string(e.getKey()) + " = " + SqlQuoting.string(e.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void addJar(AddJar add) {
    String path = add.path().value();
    String absolute =
        path.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")
            ? path
            : Path.of(path).toAbsolutePath().normalize().toString();
    if (!absolute.equals(path)) {
      replaceAll(
          "ADD JAR " + SqlQuoting.string(absolute), "the gateway has another working directory");
    }
    require(Requirement.Kind.JAR, absolute, "a file that the gateway sees");
  }

  private void replaceAll(String text, String reason) {
    edits.add(new Edit(statement.span(), text));
    notes.add(Note.of(Outcome.TRANSLATED, statement.span(), text + ": " + reason));
  }

  private void leaveOut(String reason) {
    isSent = false;
    notes.add(Note.of(Outcome.LEFT_OUT, statement.span(), reason));
  }

  private void refuse(String problem, String hint) {
    isSent = false;
    notes.add(Note.refused(statement.span(), problem, hint));
  }

  private void require(Requirement.Kind kind, String place, String remark) {
    requirements.add(new Requirement(kind, place, StatementTitle.of(statement), remark));
  }
}
