package io.weir.runtime.operator.aggregate;

import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The cells of a group's row, and which accumulators and results they belong to. Calls over the
 * same rows share accumulators: AVG(x) and SUM(x) have one sum, COUNT(*) is the hidden row count,
 * and so is COUNT(x) of a column that is never NULL.
 */
public final class AggregateLayout {
  private static final String COUNTER = "rows";

  private final Aggregation aggregation;
  private final CountAccumulator rowCount;
  private final List<FoldGroup> plain;
  private final List<DistinctLayout> distincts;
  private final List<OrderedLayout> ordered;
  private final List<Accumulator> accumulators;
  private final List<Cell> cells;
  private final List<ResultWriter> results;
  private final List<CountAccumulator> singles;

  private AggregateLayout(Builder builder, List<ResultWriter> results) {
    this.aggregation = builder.aggregation;
    this.rowCount = builder.counter(RowCondition.ALL);
    this.plain = builder.plain();
    this.distincts = builder.distincts();
    this.ordered = List.copyOf(builder.ordered);
    this.accumulators = builder.all();
    this.results = results;
    this.singles = List.copyOf(builder.singles);
    List<Cell> all = new ArrayList<>();
    for (Accumulator accumulator : accumulators) {
      accumulator.place(all.size());
      all.addAll(accumulator.cells());
    }
    builder.sayWhatTheyAre(all);
    this.cells = List.copyOf(all);
  }

  /** The layout for {@code aggregation}; always the same for the same. */
  public static AggregateLayout of(Aggregation aggregation) {
    Builder builder = new Builder(aggregation);
    builder.counter(RowCondition.ALL);
    List<ResultWriter> results = new ArrayList<>();
    for (AggregateCall call : aggregation.calls()) {
      results.add(call.function().resolve(new AccumulatorScope(builder, call)));
    }
    return new AggregateLayout(builder, List.copyOf(results));
  }

  /**
   * Some accumulators and the rows they get.
   *
   * @param accumulators counters first
   */
  record FoldGroup(RowCondition condition, List<Accumulator> accumulators) {}

  /**
   * The calls with DISTINCT on the same columns, which share a table of (group, value).
   *
   * @param notNull the columns in which no value may be NULL
   * @param groups one entry for each different filter
   */
  record DistinctLayout(List<Integer> columns, List<Integer> notNull, List<FoldGroup> groups) {}

  /** A MIN or MAX of rows that can leave again, taken from an ordered multiset of the values. */
  record OrderedLayout(
      String name, RowCondition condition, int column, List<ExtremumAccumulator> extrema) {}

  public Aggregation aggregation() {
    return aggregation;
  }

  /** The cells of a group's row, in order. */
  public List<Cell> cells() {
    return cells;
  }

  CountAccumulator rowCount() {
    return rowCount;
  }

  List<FoldGroup> plain() {
    return plain;
  }

  List<DistinctLayout> distincts() {
    return distincts;
  }

  List<OrderedLayout> ordered() {
    return ordered;
  }

  List<Accumulator> accumulators() {
    return accumulators;
  }

  /** The accumulators whose first cells can grow long (see {@link CellOverflow}). */
  List<Accumulator> growing() {
    return accumulators.stream().filter(a -> a.overflow().isPresent()).toList();
  }

  /** All accumulators whose cells can be merged; those fed by DISTINCT cannot. */
  List<Accumulator> mergeable() {
    List<Accumulator> mergeable = new ArrayList<>(accumulators);
    for (DistinctLayout distinct : distincts) {
      distinct.groups().forEach(group -> mergeable.removeAll(group.accumulators()));
    }
    return mergeable;
  }

  List<ResultWriter> results() {
    return results;
  }

  /** The columns that folding reads, ascending. */
  List<Integer> columns() {
    TreeSet<Integer> columns = new TreeSet<>();
    for (AggregateCall call : aggregation.calls()) {
      columns.addAll(call.arguments());
      call.filter().ifPresent(columns::add);
    }
    return List.copyOf(columns);
  }

  /** Where the cells of {@code table}'s rows lie. */
  static int[] offsets(AggregateTable table, int cells) {
    int[] offsets = new int[cells];
    for (int i = 0; i < cells; i++) {
      offsets[i] = table.cellOffset(i);
    }
    return offsets;
  }

  /** Tells the accumulators where their cells lie in a row. */
  void bind(int[] offsets) {
    accumulators.forEach(accumulator -> accumulator.bind(offsets));
  }

  /** The counters of which none may be above one where a group is at rest. */
  List<CountAccumulator> singles() {
    return singles;
  }

  /** Gives back the memory of accumulators. */
  void close() {
    accumulators.forEach(Accumulator::close);
  }

  /** Collects the accumulators that calls ask for. */
  static final class Builder {
    private final Aggregation aggregation;
    private final Map<RowCondition, Map<String, Accumulator>> byCondition = new LinkedHashMap<>();
    private final List<OrderedLayout> ordered = new ArrayList<>();
    private final Set<CountAccumulator> singles = new LinkedHashSet<>();

    private Builder(Aggregation aggregation) {
      this.aggregation = aggregation;
    }

    Schema rows() {
      return aggregation.rows();
    }

    boolean isRetracting() {
      return aggregation.retracting();
    }

    CountAccumulator counter(RowCondition condition) {
      return accumulator(condition, CountAccumulator.class, COUNTER, CountAccumulator::new);
    }

    <A extends Accumulator> A accumulator(
        RowCondition condition, Class<A> kind, String name, Function<String, A> make) {
      Map<String, Accumulator> present =
          byCondition.computeIfAbsent(condition, c -> new LinkedHashMap<>());
      Accumulator accumulator =
          present.computeIfAbsent(name, n -> make.apply(n + describe(condition)));
      return kind.cast(accumulator);
    }

    void requireSingleRow(CountAccumulator counter) {
      singles.add(counter);
    }

    ExtremumAccumulator extremum(RowCondition condition, Extremum which, int column, String name) {
      counter(condition);
      ExtremumAccumulator extremum =
          accumulator(
              condition,
              ExtremumAccumulator.class,
              name,
              full -> ExtremumAccumulator.of(full, which, column, rows().type(column)));
      if (isRetracting()) {
        addOrdered(condition, column, extremum);
      }
      return extremum;
    }

    private void addOrdered(RowCondition condition, int column, ExtremumAccumulator extremum) {
      for (int i = 0; i < ordered.size(); i++) {
        OrderedLayout present = ordered.get(i);
        if (present.condition().equals(condition) && present.column() == column) {
          if (!present.extrema().contains(extremum)) {
            List<ExtremumAccumulator> extrema = new ArrayList<>(present.extrema());
            extrema.add(extremum);
            ordered.set(i, new OrderedLayout(present.name(), condition, column, extrema));
          }
          return;
        }
      }
      String name = "values(" + rows().name(column) + ")" + describe(condition);
      ordered.add(new OrderedLayout(name, condition, column, List.of(extremum)));
    }

    private String describe(RowCondition condition) {
      StringBuilder text = new StringBuilder();
      if (condition.isDistinct()) {
        text.append(" of distinct ").append(rows().project(condition.distinct()).names());
      } else if (!condition.notNull().isEmpty()) {
        text.append(" with ").append(rows().project(condition.notNull()).names());
      }
      condition.filter().ifPresent(filter -> text.append(" where ").append(rows().name(filter)));
      return text.toString();
    }

    private List<Accumulator> all() {
      return byCondition.values().stream().flatMap(present -> present.values().stream()).toList();
    }

    /** Says of the accumulators' first cells what these are to whoever looks at state. */
    private void sayWhatTheyAre(List<Cell> cells) {
      for (Map.Entry<RowCondition, Map<String, Accumulator>> rows : byCondition.entrySet()) {
        String counter = counter(rows.getKey()).cells().get(0).name();
        rows.getValue()
            .forEach(
                (name, accumulator) -> {
                  Cell cell = cells.get(accumulator.firstCell());
                  CellView view = accumulator.view().named(columnName(name, rows.getKey()));
                  boolean isCounter = accumulator instanceof CountAccumulator;
                  cells.set(
                      accumulator.firstCell(),
                      new Cell(
                          cell.name(), cell.kind(), isCounter ? view : view.countedBy(counter)));
                  if (accumulator.overflow().isPresent()) {
                    sayHowMuchIsBeyond(cells, accumulator.firstCell() + 1, view.name());
                  }
                });
      }
    }

    private static void sayHowMuchIsBeyond(List<Cell> cells, int beyond, String column) {
      Cell cell = cells.get(beyond);
      CellView view = CellView.number().named(column + "_bytes_beyond");
      cells.set(beyond, new Cell(cell.name(), cell.kind(), view));
    }

    /** Such as {@code sum_price} for the accumulator {@code sum(price)}. */
    private String columnName(String accumulator, RowCondition condition) {
      String plain = accumulator;
      if (accumulator.equals(COUNTER)) {
        List<Integer> counted = condition.isDistinct() ? condition.distinct() : condition.notNull();
        String columns = String.join("_", rows().project(counted).names());
        plain = counted.isEmpty() ? "row_count" : "count_" + columns;
      }
      if (condition.isDistinct()) {
        plain = "distinct_" + plain;
      }
      String where =
          condition.filter().isPresent()
              ? "_where_" + rows().name(condition.filter().getAsInt())
              : "";
      return plain.replaceAll("[(, ]+", "_").replace(")", "") + where;
    }

    private FoldGroup folded(RowCondition condition) {
      List<Accumulator> folded = new ArrayList<>();
      for (Accumulator accumulator : byCondition.get(condition).values()) {
        if (ordered.stream().noneMatch(o -> o.extrema().contains(accumulator))) {
          folded.add(accumulator);
        }
      }
      return new FoldGroup(condition, List.copyOf(folded));
    }

    private List<FoldGroup> plain() {
      return byCondition.keySet().stream().filter(c -> !c.isDistinct()).map(this::folded).toList();
    }

    private List<DistinctLayout> distincts() {
      Map<List<List<Integer>>, List<FoldGroup>> byColumns = new LinkedHashMap<>();
      for (RowCondition condition : byCondition.keySet()) {
        if (condition.isDistinct()) {
          byColumns
              .computeIfAbsent(
                  List.of(condition.distinct(), condition.notNull()), c -> new ArrayList<>())
              .add(folded(condition));
        }
      }
      return byColumns.values().stream()
          .map(
              groups ->
                  new DistinctLayout(
                      groups.get(0).condition().distinct(),
                      groups.get(0).condition().notNull(),
                      List.copyOf(groups)))
          .toList();
    }
  }
}
