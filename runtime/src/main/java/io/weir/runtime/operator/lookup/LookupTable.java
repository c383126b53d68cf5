package io.weir.runtime.operator.lookup;

import io.weir.runtime.connector.LookupSettings.Cache;
import io.weir.runtime.connector.LookupSource;
import io.weir.runtime.expression.Cast;
import io.weir.runtime.expression.ColumnReference;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.operator.calc.CalcNode;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The right side of a lookup join.
 *
 * @param source what is read
 * @param calcs what is computed from its rows, in order; each one's input is the one before it, and
 *     that of the first is the source
 * @param asked how the table is asked; empty if it is bounded and read whole
 * @param askedKeys of the keys of the join, the positions of those that are asked for, in the order
 *     in which {@code asked} was made; the others are compared afterwards
 */
public record LookupTable(
    SourceNode source,
    List<CalcNode> calcs,
    Optional<LookupSource> asked,
    List<Integer> askedKeys) {
  public LookupTable {
    calcs = List.copyOf(calcs);
    askedKeys = List.copyOf(askedKeys);
    if (asked.isPresent() == askedKeys.isEmpty()) {
      throw new IllegalArgumentException(asked + " is asked for " + askedKeys);
    }
  }

  /**
   * The table that a plan reads and computes, if it can be asked for some of the keys or read
   * whole.
   *
   * @param keys positions in the plan's schema that must be equal to something
   * @param isNullSafe for each key whether NULL equals NULL: such a one is not asked for
   */
  public static Optional<LookupTable> of(
      PlanNode plan, List<Integer> keys, List<Boolean> isNullSafe) {
    List<CalcNode> calcs = new ArrayList<>();
    PlanNode node = plan;
    while (node instanceof CalcNode calc) {
      calcs.add(0, calc);
      node = calc.input();
    }
    boolean isFixed = plan.properties().changelog() == ChangelogKind.INSERT_ONLY;
    if (!isFixed || !(node instanceof SourceNode source)) {
      return Optional.empty();
    }
    List<Integer> columns = new ArrayList<>();
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      OptionalInt column = sourceColumn(source, calcs, keys.get(i));
      if (column.isPresent() && !isNullSafe.get(i) && !columns.contains(column.getAsInt())) {
        columns.add(column.getAsInt());
        asked.add(i);
      }
    }
    Optional<LookupSource> lookup =
        columns.isEmpty() ? Optional.empty() : source.source().lookup(columns);
    if (lookup.isPresent()) {
      return Optional.of(new LookupTable(source, calcs, lookup, asked));
    }
    return source.source().isBounded() && !canBeAsked(source)
        ? Optional.of(new LookupTable(source, calcs, Optional.empty(), List.of()))
        : Optional.empty();
  }

  /** Whether a table can be asked for some keys. */
  public static boolean canBeAsked(SourceNode source) {
    return source.source().lookup(List.of(0)).isPresent();
  }

  /** The column of the source whose value a column has. */
  private static OptionalInt sourceColumn(SourceNode source, List<CalcNode> calcs, int column) {
    OptionalInt at = OptionalInt.of(column);
    for (int i = calcs.size() - 1; i >= 0 && at.isPresent(); i--) {
      at = column(calcs.get(i).projections().get(at.getAsInt()));
    }
    return at.isPresent() ? column(source.columns().get(at.getAsInt())) : at;
  }

  private static OptionalInt column(Expression expression) {
    if (expression instanceof ColumnReference reference) {
      return OptionalInt.of(reference.index());
    }
    boolean isWidened =
        expression instanceof Cast cast
            && isInteger(cast.type())
            && isInteger(cast.argument().type())
            && cast.argument().type().kind().compareTo(cast.type().kind()) <= 0;
    return isWidened ? column(((Cast) expression).argument()) : OptionalInt.empty();
  }

  private static boolean isInteger(LogicalType type) {
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INT, BIGINT -> true;
      default -> false;
    };
  }

  /** The columns that the join sees. */
  public Schema schema() {
    return node().properties().schema();
  }

  /** The last step of the table's plan. */
  PlanNode node() {
    return calcs.isEmpty() ? source : calcs.get(calcs.size() - 1);
  }

  /** Whether the table is read before the first row is joined. */
  boolean isReadWhole() {
    return asked.isEmpty() || asked.get().settings().cache() == Cache.FULL;
  }

  /** Whether the same key finds the same rows whenever it is looked up, also after a restart. */
  public boolean isRepeatable() {
    return asked.isEmpty() && source.source().isRewindable();
  }
}
