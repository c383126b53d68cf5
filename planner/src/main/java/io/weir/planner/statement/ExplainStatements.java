package io.weir.planner.statement;

import io.weir.parser.statement.CreateTable;
import io.weir.parser.statement.Explain;
import io.weir.parser.statement.ExplainDetail;
import io.weir.parser.statement.ExplainTopic;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.Query;
import io.weir.parser.statement.QueryText;
import io.weir.parser.statement.Statement;
import io.weir.parser.statement.StatementSet;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.explain.GuaranteePrinter;
import io.weir.planner.explain.PlanPrinter;
import io.weir.planner.guarantee.Requirement;
import io.weir.planner.portability.PortabilityExplanation;
import io.weir.planner.rewrite.Phases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** EXPLAIN. */
final class ExplainStatements {
  private final Session session;

  ExplainStatements(Session session) {
    this.session = session;
  }

  Planned explain(Explain explain) {
    if (explain.topic() == ExplainTopic.PORTABILITY) {
      plan(explain.statement());
      String text =
          PortabilityExplanation.of(explain.statement(), session.catalog(), session.settings());
      return Planned.Rows.ofColumn("result", List.of(text.stripTrailing()));
    }
    StringBuilder text = new StringBuilder();
    boolean isGuaranteeOnly = explain.topic() == ExplainTopic.GUARANTEE;
    Planned planned = isGuaranteeOnly ? promised(explain.statement()) : plan(explain.statement());
    if (explain.details().contains(ExplainDetail.PLAN_ADVICE)) {
      phases(explain.statement(), text);
    }
    if (planned instanceof Planned.Query query) {
      text.append(
          isGuaranteeOnly
              ? "the result is shown and not kept: it needs no guarantee\n"
              : PlanPrinter.print(query.root()));
    } else if (planned instanceof Planned.Job job) {
      job(job, isGuaranteeOnly, text);
    }
    for (String warning : planned.warnings()) {
      text.append("warning: ").append(warning).append('\n');
    }
    return Planned.Rows.ofColumn("result", List.of(text.toString().stripTrailing()));
  }

  private Planned plan(Statement statement) {
    if (statement instanceof Query query) {
      return QueryPlanner.plan(query, session);
    }
    if (statement instanceof Insert insert) {
      return new InsertPlanner(session).plan(List.of(insert));
    }
    if (statement instanceof StatementSet set) {
      return new InsertPlanner(session).plan(set.inserts());
    }
    CreateTable create = (CreateTable) statement;
    return QueryPlanner.plan(
        new Query(create.query().orElseThrow(), create.query().orElseThrow().span()), session);
  }

  /** The same where a promise that is too weak is to be explained, not refused. */
  private Planned promised(Statement statement) {
    if (statement instanceof CreateTable create) {
      throw new PlanException(
          "what CREATE TABLE … AS promises is known when there is a table",
          create.span(),
          "create the table, then EXPLAIN GUARANTEE INSERT INTO it");
    }
    if (statement instanceof Insert insert) {
      return new InsertPlanner(session).promised(List.of(insert));
    }
    return statement instanceof StatementSet set
        ? new InsertPlanner(session).promised(set.inserts())
        : plan(statement);
  }

  private void job(Planned.Job job, boolean isGuaranteeOnly, StringBuilder text) {
    if (!isGuaranteeOnly) {
      text.append(PlanPrinter.print(job.sinks(), job.guarantees()));
      return;
    }
    text.append(GuaranteePrinter.print(job));
    Requirement requirement = Requirement.of(session.settings());
    if (!job.guarantees().stream().allMatch(requirement::isMetBy)) {
      text.append("the statement is refused as it is: ").append(requirement.waiver()).append('\n');
    }
  }

  /** What each phase made of each query: only phases that changed something. */
  private void phases(Statement statement, StringBuilder text) {
    List<QueryText> queries = new ArrayList<>();
    if (statement instanceof Query query) {
      queries.add(query.query());
    } else if (statement instanceof Insert insert) {
      queries.add(insert.query());
    } else if (statement instanceof StatementSet set) {
      set.inserts().forEach(insert -> queries.add(insert.query()));
    }
    for (QueryText query : queries) {
      QueryPlanner planner =
          new QueryPlanner(session, query.source(), statement.span(), Optional.empty());
      for (Phases.Step step : planner.trace(query)) {
        text.append("after ").append(step.phase()).append(":\n").append(step.query());
      }
    }
  }
}
