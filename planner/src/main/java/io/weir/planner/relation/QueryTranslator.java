package io.weir.planner.relation;

import io.weir.parser.statement.ExpressionText;
import io.weir.parser.statement.QueryText;
import io.weir.planner.body.BodyParser;
import io.weir.planner.body.TypeSpec;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.CatalogView;
import io.weir.planner.catalog.ObjectPath;
import io.weir.planner.catalog.SqlFunction;
import io.weir.planner.catalog.StateCatalog;
import io.weir.planner.error.Bodies;
import io.weir.planner.error.PlanningException;
import io.weir.planner.function.FunctionScope;
import io.weir.planner.function.Inlining;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.planner.validate.CastOperator;
import io.weir.planner.validate.Places;
import io.weir.planner.validate.PlainSelect;
import io.weir.planner.validate.QueryBinder;
import io.weir.planner.validate.StateCalls;
import io.weir.planner.validate.StateTtlHints;
import io.weir.planner.validate.ValidationMessages;
import io.weir.planner.validate.WeirValidator;
import io.weir.runtime.function.user.UserFunctionLoader;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.hint.HintPredicates;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.metadata.MetadataHandlerProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilder;

/** Translates the bodies of one statement into relational algebra over one cluster. */
public final class QueryTranslator {
  private final Catalog catalog;
  private final Bodies bodies;
  private final FunctionScope functions;
  private final WeirTypeFactory types = new WeirTypeFactory();
  private final RelOptCluster cluster;
  private final Places places = new Places();
  private final StateCalls states;
  private final Deque<ObjectPath> openViews = new ArrayDeque<>();

  /**
   * A translator over a catalog that registers what it parses.
   *
   * @param functions loads the classes of users' functions
   * @param zone the session's time zone
   * @param states the state of jobs
   */
  public QueryTranslator(
      Catalog catalog,
      Bodies bodies,
      UserFunctionLoader functions,
      ZoneId zone,
      StateCatalog states) {
    this.catalog = catalog;
    this.states = new StateCalls(states, places);
    this.functions = new FunctionScope(catalog, bodies, functions, zone);
    this.bodies = bodies;
    this.cluster =
        RelOptCluster.create(
            new HepPlanner(HepProgram.builder().build()), new WeirRexBuilder(types));
    MetadataHandlerProvider handlers = new ProxyingMetadataHandlerProvider(NoPredicates.provider());
    cluster.setMetadataQuerySupplier(() -> new RelMetadataQuery(handlers) {});
  }

  /** The types of this statement. */
  public WeirTypeFactory types() {
    return types;
  }

  /** Where bodies are registered. */
  public Bodies bodies() {
    return bodies;
  }

  /** A builder of relational expressions that simplifies and merges nothing. */
  public RelBuilder relBuilder() {
    return RelBuilder.proto(
            org.apache.calcite.plan.Contexts.of(configure(RelBuilder.Config.DEFAULT)))
        .create(cluster, null);
  }

  /**
   * The relational expression of a query, with exactly the query's columns.
   *
   * @throws PlanningException if it is not valid
   */
  public RelNode translate(QueryText query) {
    return translate(
        query, "", new CatalogView.Home(catalog.currentCatalog(), catalog.currentDatabase()));
  }

  /** The same for the text of a view that is about to be made. */
  public RelNode translateView(QueryText query, ObjectPath path, CatalogView.Home home) {
    openViews.push(path);
    try {
      return translate(query, "view \"" + path.name() + "\"", home);
    } finally {
      openViews.pop();
    }
  }

  private RelNode translate(QueryText query, String owner, CatalogView.Home home) {
    CalciteSchema root = CatalogSchemas.of(catalog, this::expand, states);
    RelNode translated =
        functions.in(
            home,
            () -> convert(root, List.of(home.catalog(), home.database()), parse(query, owner)));
    if (openViews.isEmpty()) {
      places.stateTtl().check(translated);
    }
    return translated;
  }

  private SqlNode parse(QueryText query, String owner) {
    return new QueryBinder(places, functions, states)
        .bindQuery(new BodyParser(bodies).query(query, owner));
  }

  /**
   * Where a table is read in the statement: its name there, or the option's key in a hint if that
   * is where the option stands.
   */
  public SqlParserPos tablePosition(String table, String optionKey) {
    return places.table(table, optionKey);
  }

  /** What the person who wrote the statement should know of it. */
  public List<String> notes() {
    return places.notes();
  }

  /** Where the statement's ORDER BY or LIMIT stands. */
  public SqlParserPos orderPosition() {
    return places.order();
  }

  /** The MATCH_RECOGNIZE with these columns, as it is written. */
  public SqlMatchRecognize matchRecognize(List<String> columns) {
    return places.match(columns);
  }

  private RelNode expand(CatalogView view) {
    if (openViews.contains(view.path())) {
      throw new PlanningException(
          SqlParserPos.ZERO, "view \"" + view.path().name() + "\" uses itself", null);
    }
    RelNode expanded = expanded(view);
    Schema actual = WeirTypeFactory.toSchema(expanded.getRowType());
    if (!fits(actual, view.schema())) {
      throw new PlanningException(
          SqlParserPos.ZERO,
          "the columns of view \""
              + view.path().name()
              + "\" have changed since it was made: they are now "
              + actual,
          "drop the view and make it again");
    }
    return rename(expanded, view.schema().names());
  }

  /** A mistake in a view that another script has made is shown where the view is used. */
  private RelNode expanded(CatalogView view) {
    try {
      return translateView(view.query(), view.path(), view.home());
    } catch (PlanningException mistake) {
      if (bodies.span(mistake.position()).isPresent()) {
        throw mistake;
      }
      throw new PlanningException(
          tablePosition(view.path().name(), ""),
          bodies.owner(mistake.position()) + mistake.getMessage(),
          mistake.hint().orElse(null));
    }
  }

  private static boolean fits(Schema actual, Schema declared) {
    return actual.size() == declared.size()
        && IntStream.range(0, actual.size())
            .allMatch(i -> actual.type(i).equalsIgnoringNullability(declared.type(i)));
  }

  /** The same columns under other names. */
  public RelNode rename(RelNode rel, List<String> names) {
    if (rel.getRowType().getFieldNames().equals(names)) {
      return rel;
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(cluster.getRexBuilder().makeInputRef(rel, i));
    }
    return LogicalProject.create(rel, List.of(), columns, names, java.util.Set.of());
  }

  /**
   * Expressions over the columns of a table.
   *
   * @param owner what the expressions belong to, for errors
   * @return one row expression each, whose input references are positions in {@code schema}
   */
  public List<RexNode> translate(
      List<ExpressionText> expressions, String table, Schema schema, String owner) {
    if (expressions.isEmpty()) {
      return List.of();
    }
    List<SqlNode> nodes = new ArrayList<>();
    for (ExpressionText expression : expressions) {
      SqlNode parsed = new BodyParser(bodies).expression(expression, owner);
      nodes.add(new QueryBinder(places, functions, states).bindExpression(parsed));
    }
    SqlParserPos position = nodes.get(0).getParserPosition();
    SqlSelect select =
        PlainSelect.of(
            position, new SqlNodeList(nodes, position), new SqlIdentifier(table, position), null);
    CalciteSchema root = CatalogSchemas.ofTable(table, new DeclaredTable(schema));
    RelNode rel = convert(root, List.of(), select);
    return rel instanceof Project project
        ? project.getProjects()
        : IntStream.range(0, nodes.size())
            .<RexNode>mapToObj(i -> RexInputRef.of(i, rel.getRowType()))
            .collect(Collectors.toList());
  }

  /**
   * Makes sure that an SQL function can be called.
   *
   * @throws PlanningException if its expression is not valid, or not of the type it returns
   */
  public void check(SqlFunction function) {
    SqlParserPos position = SqlParserPos.ZERO;
    List<SqlNode> arguments = new ArrayList<>();
    for (Field parameter : function.parameters().fields()) {
      TypeSpec type = new TypeSpec(parameter.type(), position);
      arguments.add(
          CastOperator.CAST.createCall(
              position, SqlLiteral.createNull(position), new SqlDataTypeSpec(type, position)));
    }
    SqlNode value =
        new Inlining(functions)
            .expand(
                function,
                arguments,
                position,
                new QueryBinder(places, functions, states)::bindExpression);
    SqlSelect select =
        PlainSelect.of(position, new SqlNodeList(List.of(value), position), null, null);
    convert(CatalogSchemas.of(catalog, this::expand, states), List.of(), select);
  }

  private RelNode convert(CalciteSchema root, List<String> path, SqlNode bound) {
    CatalogReader reader = new CatalogReader(root, path, types);
    WeirValidator validator = new WeirValidator(reader, types);
    SqlNode validated;
    try {
      validated = validator.validate(bound);
    } catch (CalciteContextException error) {
      if (error.getCause() instanceof PlanningException worded) {
        throw worded;
      }
      throw new ValidationMessages(validator, catalog, places).translate(error);
    }
    SqlToRelConverter converter =
        new SqlToRelConverter(
            QueryTranslator::noViewText, validator, reader, cluster, new Convertlets(), CONFIG);
    RelRoot converted = converter.convertQuery(validated, false, true);
    return converted.project();
  }

  private static RelRoot noViewText(
      org.apache.calcite.rel.type.RelDataType type,
      String text,
      List<String> schemaPath,
      List<String> viewPath) {
    throw new AssertionError("views expand themselves: " + viewPath);
  }

  private static final SqlToRelConverter.Config CONFIG =
      SqlToRelConverter.config()
          .withTrimUnusedFields(false)
          .withExpand(false)
          .withDecorrelationEnabled(false)
          .withHintStrategyTable(
              HintStrategyTable.builder()
                  .hintStrategy("OPTIONS", HintPredicates.TABLE_SCAN)
                  .hintStrategy(StateTtlHints.NAME, HintPredicates.TABLE_SCAN)
                  .build())
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withRelBuilderConfigTransform(QueryTranslator::configure);

  private static RelBuilder.Config configure(RelBuilder.Config config) {
    return config
        .withBloat(-1)
        .withSimplify(false)
        .withSimplifyLimit(false)
        .withSimplifyValues(false)
        .withPushJoinCondition(false)
        .withPruneInputOfAggregate(false)
        .withRemoveRedundantDistinct(false);
  }
}
