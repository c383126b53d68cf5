package io.weir.planner.statement;

import io.weir.parser.source.SourceText;
import io.weir.parser.source.Span;
import io.weir.parser.statement.QueryText;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.convert.Conversion;
import io.weir.planner.convert.Plans;
import io.weir.planner.convert.SharedPlans;
import io.weir.planner.error.Bodies;
import io.weir.planner.error.PlanningException;
import io.weir.planner.explain.StateGrowth;
import io.weir.planner.relation.QueryTranslator;
import io.weir.planner.rewrite.Phases;
import io.weir.planner.setting.RuntimeMode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;

/** Plans the query of one statement. */
final class QueryPlanner {
  private final Session session;
  private final Span statement;
  private final Bodies bodies;
  private final QueryTranslator translator;
  private final Conversion conversion;

  /**
   * @param script the text that the statement was taken from
   * @param statement the whole statement, where errors without a better place point
   * @param shared what it has in common with others of a statement set
   */
  QueryPlanner(Session session, SourceText script, Span statement, Optional<SharedPlans> shared) {
    this.session = session;
    this.statement = statement;
    this.bodies = new Bodies(script);
    this.translator =
        new QueryTranslator(
            session.catalog(),
            bodies,
            session.functions(),
            session.settings().timeZone(),
            session.states());
    this.conversion = new Conversion(translator, session.settings(), session.connectors(), shared);
  }

  /** The plan of SELECT. */
  static Planned.Query plan(io.weir.parser.statement.Query query, Session session) {
    QueryPlanner planner =
        new QueryPlanner(session, query.query().source(), query.span(), Optional.empty());
    PlanNode root = planner.plan(query.query());
    return new Planned.Query(root, session.settings(), isBounded(root), planner.warnings(root));
  }

  /** What should be known of a plan before it runs. */
  List<String> warnings(PlanNode root) {
    List<String> warnings = new ArrayList<>(translator.notes());
    warnings.addAll(StateGrowth.warnings(root, session.settings()));
    return warnings;
  }

  /** The plan of a query. */
  PlanNode plan(QueryText query) {
    return guarded(
        () -> {
          PlanNode root = conversion.convertQuery(rewritten(query));
          checkMode(root);
          return root;
        });
  }

  /** The relational expression of a query after all phases. */
  RelNode rewritten(QueryText query) {
    RelNode translated = translator.translate(query);
    RelNode rewritten = Phases.apply(translated, translator.relBuilder(), false).query();
    return translator.rename(rewritten, translated.getRowType().getFieldNames());
  }

  /** What each phase made of a query. */
  List<Phases.Step> trace(QueryText query) {
    return guarded(
        () -> Phases.apply(translator.translate(query), translator.relBuilder(), true).trace());
  }

  QueryTranslator translator() {
    return translator;
  }

  Conversion conversion() {
    return conversion;
  }

  Bodies bodies() {
    return bodies;
  }

  /** Whether all sources of a plan end. */
  static boolean isBounded(PlanNode root) {
    return Plans.sources(root).stream().allMatch(source -> source.source().isBounded());
  }

  /** In batch mode nothing can be waited for that never comes. */
  void checkMode(PlanNode root) {
    if (session.settings().runtimeMode() == RuntimeMode.STREAMING) {
      return;
    }
    Optional<SourceNode> endless =
        Plans.sources(root).stream().filter(source -> !source.source().isBounded()).findFirst();
    if (endless.isPresent()) {
      String table = endless.get().table();
      throw new PlanningException(
          translator.tablePosition(table, ""),
          "batch mode needs bounded input, and table \"" + table + "\" has no end",
          "SET 'execution.runtime-mode' = 'streaming'");
    }
  }

  /** Runs a step of planning and gives its errors their place in the script. */
  <T> T guarded(Supplier<T> step) {
    try {
      return step.get();
    } catch (PlanningException mistake) {
      Optional<Span> place = bodies.span(mistake.position());
      String owner = place.isPresent() ? "" : bodies.owner(mistake.position());
      throw new PlanException(
          owner + mistake.getMessage(), place.orElse(statement), mistake.hint());
    }
  }

  /** The same for a step that needs this planner. */
  <T> T guarded(Function<QueryPlanner, T> step) {
    return guarded(() -> step.apply(this));
  }
}
