package io.weir.planner;

import io.weir.parser.statement.Statement;
import io.weir.planner.guarantee.Guarantee;
import io.weir.planner.setting.Settings;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SinkNode;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Optional;

/** What became of a statement. */
public sealed interface Planned {
  /** What the user should know although nothing is wrong. */
  List<String> warnings();

  /** Calls the method of the visitor that belongs to this outcome. */
  <R> R accept(Visitor<R> visitor);

  /** One answer per outcome. */
  interface Visitor<R> {
    R visitJob(Job job);

    R visitQuery(Query query);

    R visitRows(Rows rows);

    R visitDone(Done done);

    R visitCommand(Command command);
  }

  /**
   * INSERT, a statement set, or CREATE TABLE AS: a job to run.
   *
   * @param name for people; not unique
   * @param sinks what it writes
   * @param guarantees one a sink, in the same order
   * @param settings those it was planned with
   * @param isBounded whether all inputs end
   */
  record Job(
      String name,
      List<SinkNode> sinks,
      List<Guarantee> guarantees,
      Settings settings,
      boolean isBounded,
      List<String> warnings)
      implements Planned {
    public Job {
      sinks = List.copyOf(sinks);
      guarantees = List.copyOf(guarantees);
      warnings = List.copyOf(warnings);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitJob(this);
    }
  }

  /**
   * A query whose rows go to whoever runs it.
   *
   * @param root makes the rows; its changelog kind tells how they change
   * @param settings those it was planned with
   * @param isBounded whether all inputs end
   */
  record Query(PlanNode root, Settings settings, boolean isBounded, List<String> warnings)
      implements Planned {
    public Query {
      warnings = List.copyOf(warnings);
    }

    /** The columns of the result. */
    public Schema schema() {
      return root.properties().schema();
    }

    /** The plan that hands the rows to {@code sink}. */
    public SinkNode into(Sink sink) {
      return new SinkNode("result", sink, root, Distribution.SINGLE);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitQuery(this);
    }
  }

  /**
   * SHOW, DESCRIBE and EXPLAIN: a little table of texts.
   *
   * @param columns the names of its columns
   * @param rows its rows; a cell is null where there is nothing
   */
  record Rows(List<String> columns, List<List<String>> rows, List<String> warnings)
      implements Planned {
    public Rows {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      warnings = List.copyOf(warnings);
    }

    /** One column. */
    public static Rows ofColumn(String column, List<String> values) {
      return new Rows(List.of(column), values.stream().map(List::of).toList(), List.of());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRows(this);
    }
  }

  /**
   * The catalog or the settings have changed.
   *
   * @param message says what has happened
   * @param settings those that hold from now on
   * @param definition what to plan in the place of the statement's text to come to the same catalog
   *     again, if that text leaves something open
   */
  record Done(String message, Settings settings, List<String> warnings, Optional<String> definition)
      implements Planned {
    public Done {
      warnings = List.copyOf(warnings);
    }

    /** A change whose text says all of it. */
    public Done(String message, Settings settings, List<String> warnings) {
      this(message, settings, warnings, Optional.empty());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDone(this);
    }
  }

  /**
   * A statement about jobs, files or the shell itself, which the planner knows nothing about.
   *
   * @param statement to be carried out by the caller
   */
  record Command(Statement statement) implements Planned {
    @Override
    public List<String> warnings() {
      return List.of();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCommand(this);
    }
  }
}
