package io.weir.planner.convert;

import io.weir.planner.convert.Stream.Slot;
import io.weir.planner.expression.ExpressionConverter;
import io.weir.planner.expression.NotNull;
import io.weir.runtime.expression.Call;
import io.weir.runtime.expression.Cast;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Expressions;
import io.weir.runtime.expression.SourcePosition;
import io.weir.runtime.function.FunctionRegistry;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Filters and projections: makes calc nodes, merged with a calc below where that changes neither
 * what is evaluated nor how often.
 */
final class Calcs {
  private static final int MOST_NODES_IN_MERGED_EXPRESSIONS = 2000;

  private Calcs() {}

  /** An output column: an expression over the input's node, or a pending window column. */
  record Output(Slot slot, Optional<Expression> expression) {}

  /** The stream with a node that has exactly its columns. */
  static Stream exact(Stream stream, Conversion conversion) {
    Stream assigned = stream.assigned();
    if (assigned.isExact()) {
      return assigned;
    }
    List<Expression> columns = ExpressionConverter.columns(assigned.node().properties().schema());
    List<Output> outputs = new ArrayList<>();
    for (Slot slot : assigned.slots()) {
      outputs.add(new Output(slot, Optional.of(columns.get(slot.column()))));
    }
    return project(assigned, outputs, conversion);
  }

  /** The rows for which a condition over the stream's node is TRUE. */
  static Stream filter(Stream stream, Expression condition, Conversion conversion) {
    Schema schema = stream.node().properties().schema();
    List<Expression> all = ExpressionConverter.columns(schema);
    PlanNode node = calc(stream.node(), Optional.of(condition), all, schema.names(), conversion);
    return new Stream(node, stream.slots(), stream.pending());
  }

  /** Other columns; a pending stream stays pending and keeps its rowtime. */
  static Stream project(Stream stream, List<Output> outputs, Conversion conversion) {
    List<Expression> expressions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Slot> slots = new ArrayList<>();
    for (Output output : outputs) {
      if (output.expression().isEmpty()) {
        slots.add(output.slot());
        continue;
      }
      slots.add(output.slot().at(expressions.size()));
      expressions.add(output.expression().get());
      names.add(output.slot().name());
    }
    Optional<Stream.Pending> pending =
        stream.pending().map(windows -> keepRowtime(stream, windows, expressions, names));
    PlanNode node = calc(stream.node(), Optional.empty(), expressions, names, conversion);
    return new Stream(node, slots, pending);
  }

  private static Stream.Pending keepRowtime(
      Stream stream, Stream.Pending windows, List<Expression> expressions, List<String> names) {
    for (int i = 0; i < expressions.size(); i++) {
      if (expressions.get(i) instanceof ColumnReference column
          && column.index() == windows.rowtime()) {
        return new Stream.Pending(windows.frame(), i);
      }
    }
    Schema schema = stream.node().properties().schema();
    expressions.add(ColumnReference.of(schema, windows.rowtime()));
    names.add(schema.name(windows.rowtime()));
    return new Stream.Pending(windows.frame(), expressions.size() - 1);
  }

  /** A calc over a node, or a larger calc in the place of one. */
  static PlanNode calc(
      PlanNode input,
      Optional<Expression> condition,
      List<Expression> columns,
      List<String> names,
      Conversion conversion) {
    if (condition.isEmpty() && isIdentity(input, columns, names)) {
      return input;
    }
    if (input instanceof CalcNode below) {
      Optional<PlanNode> merged = merge(below, condition, columns, names, conversion);
      if (merged.isPresent()) {
        return merged.get();
      }
    }
    return new CalcNode(
        input,
        condition,
        columns,
        properties(input.properties(), columns, names),
        conversion.timeZone());
  }

  private static boolean isIdentity(PlanNode input, List<Expression> columns, List<String> names) {
    Schema schema = input.properties().schema();
    if (columns.size() != schema.size() || !names.equals(schema.names())) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!(columns.get(i) instanceof ColumnReference column) || column.index() != i) {
        return false;
      }
    }
    return true;
  }

  /**
   * The calc below and this one as one. The evaluator computes a common subexpression once, so
   * repeating deterministic ones costs nothing; a nondeterministic one stays where it is written.
   */
  private static Optional<PlanNode> merge(
      CalcNode below,
      Optional<Expression> condition,
      List<Expression> columns,
      List<String> names,
      Conversion conversion) {
    boolean isRepeatable =
        below.projections().stream().allMatch(Expression::isDeterministic)
            && below.condition().map(Expression::isDeterministic).orElse(true);
    if (!isRepeatable) {
      return Optional.empty();
    }
    Substitution substitution = new Substitution(below.projections());
    List<Expression> merged = columns.stream().map(substitution::apply).toList();
    Optional<Expression> second = condition.map(substitution::apply);
    int size = merged.stream().mapToInt(Calcs::size).sum() + second.map(Calcs::size).orElse(0);
    if (size > MOST_NODES_IN_MERGED_EXPRESSIONS) {
      return Optional.empty();
    }
    Optional<Expression> both =
        below.condition().isEmpty()
            ? second
            : Optional.of(
                second.map(s -> both(below.condition().get(), s)).orElse(below.condition().get()));
    return Optional.of(calc(below.input(), both, merged, names, conversion));
  }

  /**
   * Both conditions, the second of which may fail where the first is not TRUE: AND goes on where
   * its left side is NULL, so the first is made TRUE or FALSE.
   */
  private static Expression both(Expression first, Expression second) {
    FunctionRegistry functions = FunctionRegistry.standard();
    Expression guard =
        second.canFail() && first.type().nullable()
            ? Expressions.call(functions.get("IS TRUE"), List.of(first), SourcePosition.NONE)
            : first;
    return Expressions.call(functions.get("AND"), List.of(guard, second), SourcePosition.NONE);
  }

  private static int size(Expression expression) {
    int size = 1;
    for (Expression operand : expression.operands()) {
      size += size(operand);
      if (size > MOST_NODES_IN_MERGED_EXPRESSIONS) {
        return size;
      }
    }
    return size;
  }

  /** What is known about the output of a calc. */
  private static StreamProperties properties(
      StreamProperties input, List<Expression> columns, List<String> names) {
    List<Field> fields = new ArrayList<>();
    List<TimeAttribute> times = new ArrayList<>();
    int[] places = new int[input.schema().size()];
    java.util.Arrays.fill(places, -1);
    for (int i = 0; i < columns.size(); i++) {
      fields.add(new Field(names.get(i), columns.get(i).type()));
      TimeAttribute time = TimeAttribute.NONE;
      if (columns.get(i) instanceof Call call && call.function().name().equals("PROCTIME")) {
        time = TimeAttribute.PROCTIME;
      }
      Expression value = NotNull.unwrap(columns.get(i));
      if (value instanceof ColumnReference column) {
        time = input.timeAttributes().get(column.index());
      }
      if (widened(value) instanceof ColumnReference column) {
        if (places[column.index()] < 0) {
          places[column.index()] = i;
        }
      }
      times.add(time);
    }
    Set<List<Integer>> keys = new HashSet<>();
    for (List<Integer> key : input.uniqueKeys()) {
      place(key, places).ifPresent(keys::add);
    }
    List<Integer> upsertKey =
        input.changelog() == ChangelogKind.UPSERT
            ? place(input.upsertKey(), places)
                .orElseThrow(() -> new AssertionError("a projection drops the upsert key"))
            : List.of();
    return new StreamProperties(new Schema(fields), input.changelog(), upsertKey, times, keys);
  }

  /** What is in a cast to a wider whole number, which keeps different values different. */
  private static Expression widened(Expression expression) {
    boolean isWidened =
        expression instanceof Cast cast
            && cast.type().kind().isInteger()
            && cast.argument().type().kind().isInteger()
            && cast.argument().type().kind().compareTo(cast.type().kind()) <= 0;
    return isWidened ? widened(NotNull.unwrap(((Cast) expression).argument())) : expression;
  }

  /** The positions of the columns of a key in the output, if all are there. */
  private static Optional<List<Integer>> place(List<Integer> key, int[] places) {
    List<Integer> placed = new ArrayList<>();
    for (int column : key) {
      if (places[column] < 0) {
        return Optional.empty();
      }
      placed.add(places[column]);
    }
    return Optional.of(placed);
  }
}
