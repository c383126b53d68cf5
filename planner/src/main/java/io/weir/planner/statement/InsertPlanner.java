package io.weir.planner.statement;

import io.weir.parser.source.Suggestions;
import io.weir.parser.statement.Identifier;
import io.weir.parser.statement.Insert;
import io.weir.parser.statement.PartitionValue;
import io.weir.planner.PlanException;
import io.weir.planner.Planned;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.Column;
import io.weir.planner.convert.BadRecordSinks;
import io.weir.planner.convert.SharedPlans;
import io.weir.planner.convert.SinkPlans;
import io.weir.planner.guarantee.Guarantee;
import io.weir.planner.guarantee.Guarantees;
import io.weir.planner.guarantee.Requirement;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.plan.SinkNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/** Plans INSERT and statement sets. */
final class InsertPlanner {
  private final Session session;

  InsertPlanner(Session session) {
    this.session = session;
  }

  /**
   * The job of some INSERTs.
   *
   * @throws PlanException also if a sink is promised less than the settings ask for
   */
  Planned.Job plan(List<Insert> inserts) {
    Planned.Job job = promised(inserts);
    for (int i = 0; i < job.sinks().size(); i++) {
      Insert insert = inserts.get(Math.min(i, inserts.size() - 1));
      checkGuarantee(insert, job.sinks().get(i).table(), job.guarantees().get(i));
    }
    return job;
  }

  /** The job of some INSERTs, whatever their sinks are promised. */
  Planned.Job promised(List<Insert> inserts) {
    List<SinkNode> sinks = new ArrayList<>();
    List<Guarantee> guarantees = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Optional<SharedPlans> shared =
        inserts.size() == 1 ? Optional.empty() : Optional.of(new SharedPlans());
    List<Prepared> prepared = inserts.stream().map(insert -> prepare(insert, shared)).toList();
    for (Prepared one : prepared) {
      SinkNode sink = sink(one);
      sinks.add(sink);
      guarantees.add(Guarantees.of(sink));
      warnings.addAll(one.planner().warnings(sink));
    }
    for (SinkNode sink : badRecordSinks(inserts, sinks)) {
      sinks.add(sink);
      guarantees.add(Guarantees.of(sink));
    }
    return new Planned.Job(
        name(inserts),
        sinks,
        guarantees,
        session.settings(),
        sinks.stream().allMatch(QueryPlanner::isBounded),
        warnings);
  }

  private List<SinkNode> badRecordSinks(List<Insert> inserts, List<SinkNode> sinks) {
    try {
      return new BadRecordSinks(session.catalog(), session.connectors()).of(sinks);
    } catch (OptionException mistake) {
      throw new PlanException(mistake.getMessage(), inserts.get(0).query().span(), mistake.hint());
    }
  }

  private String name(List<Insert> inserts) {
    return session
        .settings()
        .pipelineName()
        .orElseGet(
            () ->
                "insert-into_"
                    + String.join(
                        "_",
                        inserts.stream().map(insert -> insert.target().last().name()).toList()));
  }

  /** An INSERT whose query has been rewritten. */
  private record Prepared(
      Insert insert,
      CatalogTable table,
      Map<String, String> constants,
      List<Column> targets,
      QueryPlanner planner,
      RelNode query) {}

  private Prepared prepare(Insert insert, Optional<SharedPlans> shared) {
    CatalogTable declared = session.catalog().getTable(insert.target());
    CatalogTable table = declared.withOptions(insert.hintOptions().toMap());
    checkConflicts(insert, table);
    Map<String, String> constants = partition(insert, table);
    List<Column> targets = targets(insert, table, constants.keySet());
    QueryPlanner planner =
        new QueryPlanner(session, insert.query().source(), insert.span(), shared);
    RelNode query =
        planner.guarded(
            p -> {
              RelNode rewritten = p.rewritten(insert.query());
              checkWidth(insert, table, rewritten.getRowType().getFieldCount(), targets);
              shared.ifPresent(plans -> plans.collect(rewritten));
              return rewritten;
            });
    return new Prepared(insert, table, constants, targets, planner, query);
  }

  private SinkNode sink(Prepared prepared) {
    Insert insert = prepared.insert();
    CatalogTable table = prepared.table();
    try {
      return prepared
          .planner()
          .guarded(
              p -> {
                SinkPlans plans =
                    new SinkPlans(p.conversion(), table, insert.overwrite(), session.settings());
                Map<String, Integer> placed = placed(table, prepared.targets());
                SinkNode sink = plans.plan(prepared.query(), placed, prepared.constants());
                p.checkMode(sink);
                return sink;
              });
    } catch (SinkPlans.Mismatch mismatch) {
      throw new PlanException(mismatch.getMessage(), insert.query().span(), mismatch.hint());
    } catch (OptionException mistake) {
      throw new PlanException(
          "table \"" + table.path().name() + "\": " + mistake.getMessage(),
          insert
              .hintOptions()
              .find(mistake.key())
              .map(entry -> entry.key().span())
              .orElse(insert.target().span()),
          mistake.hint());
    }
  }

  private static Map<String, String> partition(Insert insert, CatalogTable table) {
    Map<String, String> constants = new LinkedHashMap<>();
    for (PartitionValue value : insert.partition()) {
      String name = value.column().name();
      if (!table.partitionKeys().contains(name)) {
        throw new PlanException(
            "\"" + name + "\" is no partition column of table \"" + table.path().name() + "\"",
            value.column().span(),
            Suggestions.hint(name, table.partitionKeys()));
      }
      constants.put(name, value.value());
    }
    return constants;
  }

  /** The columns that the query's columns go to, in their order. */
  private static void checkConflicts(Insert insert, CatalogTable table) {
    if (insert.onConflict().isPresent() && table.primaryKey().isEmpty()) {
      throw new PlanException(
          "table \"" + table.path().name() + "\" has no PRIMARY KEY: no rows of it are in conflict",
          insert.onConflict().get(),
          "leave ON CONFLICT out, or give the table a PRIMARY KEY");
    }
  }

  private static List<Column> targets(Insert insert, CatalogTable table, Set<String> constants) {
    if (insert.columns().isEmpty()) {
      return table.writtenColumns().stream()
          .filter(column -> !constants.contains(column.name()))
          .toList();
    }
    List<Column> targets = new ArrayList<>();
    Set<String> seen = new HashSet<>(constants);
    for (Identifier name : insert.columns()) {
      targets.add(target(name, table));
      if (!seen.add(name.name())) {
        throw new PlanException(
            "column \"" + name.name() + "\" is written twice", name.span(), (String) null);
      }
    }
    return targets;
  }

  private static Column target(Identifier name, CatalogTable table) {
    Optional<Column> column = table.column(name.name());
    if (column.isEmpty()) {
      throw new PlanException(
          "column \"" + name.name() + "\" does not exist in table \"" + table.path().name() + "\"",
          name.span(),
          Suggestions.hint(name.name(), table.schema().names())
              .orElse("it has " + String.join(", ", table.schema().names())));
    }
    if (!column.get().isWritten()) {
      throw new PlanException(
          "column \"" + name.name() + "\" is computed or virtual: it cannot be written",
          name.span(),
          "leave it out");
    }
    return column.get();
  }

  private static void checkWidth(
      Insert insert, CatalogTable table, int width, List<Column> targets) {
    if (width != targets.size()) {
      throw new PlanException(
          "the query has "
              + columns(width)
              + " and table \""
              + table.path().name()
              + "\" takes "
              + targets.size()
              + ": "
              + String.join(", ", targets.stream().map(Column::name).toList()),
          insert.query().span(),
          widthHint(insert, width, targets));
    }
  }

  private static String widthHint(Insert insert, int width, List<Column> targets) {
    if (width > targets.size()) {
      return "leave out " + columns(width - targets.size()) + " of the query";
    }
    if (width == 1 && insert.query().text().stripLeading().regionMatches(true, 0, "VALUES", 0, 6)) {
      return "a row of several columns stands in brackets: VALUES (…, …)";
    }
    return insert.columns().isEmpty()
        ? "name the columns that are written: INSERT INTO " + insert.target() + " (…) SELECT …"
        : null;
  }

  private static String columns(int count) {
    return count == 1 ? "1 column" : count + " columns";
  }

  /** For each column of the table that is written, which column of the query it gets. */
  private static Map<String, Integer> placed(CatalogTable table, List<Column> targets) {
    Map<String, Integer> placed = new HashMap<>();
    for (int i = 0; i < targets.size(); i++) {
      placed.put(targets.get(i).name(), i);
    }
    return placed;
  }

  private void checkGuarantee(Insert insert, String table, Guarantee guarantee) {
    Requirement requirement = Requirement.of(session.settings());
    if (!requirement.isMetBy(guarantee)) {
      throw new PlanException(
          "table \"" + table + "\" cannot be written exactly once: " + guarantee.reason(),
          insert.target().span(),
          requirement.hint(guarantee));
    }
  }
}
