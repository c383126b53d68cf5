package io.weir.planner.convert;

import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.ObjectPath;
import io.weir.runtime.plan.ChangelogKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;

/**
 * What the INSERTs of a statement set have in common. A table that several read is read once, with
 * all columns that any of them needs; the second scan of a table in one query is the second in
 * another. Aggregates, joins and the like that are the same in several become one.
 *
 * <pre>
 * INSERT INTO a SELECT x FROM t;              Sink a ← x ─┐
 * INSERT INTO b SELECT y FROM t;              Sink b ← y ─┴─ Source t (x, y)
 * </pre>
 *
 * <p>First every query is {@link #collect}ed, then they are converted.
 */
public final class SharedPlans {
  private final Map<TableKey, FieldUses.Uses> uses = new HashMap<>();
  private final Map<TableKey, List<Scanned>> scans = new HashMap<>();
  private final Map<String, Stream> streams = new HashMap<>();
  private final WatermarkUse watermarkUse = new WatermarkUse();
  private boolean dividesByCounts;

  /** A table as a scan reads it. */
  private record TableKey(ObjectPath path, Map<String, String> options) {}

  /**
   * A table that is read.
   *
   * @param positions the columns that the stream has, in order
   */
  record Scanned(Stream stream, List<Integer> positions) {}

  /** Takes note of what a query reads. */
  public void collect(RelNode query) {
    watermarkUse.collect(query);
    dividesByCounts |= DividedCounts.areIn(query);
    FieldUses read = new FieldUses();
    read.collect(query);
    new RelVisitor() {
      @Override
      public void visit(RelNode rel, int ordinal, RelNode parent) {
        if (rel instanceof TableScan scan) {
          FieldUses.Uses all = uses.computeIfAbsent(key(scan), any -> new FieldUses.Uses());
          for (int column = 0; column < scan.getRowType().getFieldCount(); column++) {
            all.add(column, read.of(scan), column);
          }
        }
        super.visit(rel, ordinal, parent);
      }
    }.go(query);
  }

  /** Whether for any query sources with such rows tell the watermark before every row. */
  boolean usesWatermarks(ChangelogKind rows) {
    return watermarkUse.isBy(rows);
  }

  /** Whether any query may divide by a COUNT of 0, over a table of which no row has come yet. */
  boolean dividesByCounts() {
    return dividesByCounts;
  }

  private static TableKey key(TableScan scan) {
    CatalogTable table = ScanConverter.table(scan);
    return new TableKey(table.path(), table.options());
  }

  /** What all queries read of the table of a scan. */
  FieldUses.Uses uses(TableScan scan) {
    return uses.get(key(scan));
  }

  /**
   * A scan with at least some columns: one that another query has made, or a new one with what any
   * query reads.
   *
   * @param earlier how many scans of tables this query has had before, which is increased
   * @param create makes the stream of a scan of some columns
   */
  Scanned scan(
      TableScan scan,
      List<Integer> positions,
      Map<Object, Integer> earlier,
      Function<List<Integer>, Stream> create) {
    TableKey key = key(scan);
    int number = earlier.merge(key, 1, Integer::sum) - 1;
    List<Scanned> made = scans.computeIfAbsent(key, any -> new ArrayList<>());
    if (number < made.size() && made.get(number).positions().containsAll(positions)) {
      return made.get(number);
    }
    List<Integer> all = positions(scan, positions);
    Scanned more = new Scanned(create.apply(all), all);
    if (number < made.size()) {
      made.set(number, more);
    } else {
      made.add(more);
    }
    return more;
  }

  private List<Integer> positions(TableScan scan, List<Integer> positions) {
    FieldUses.Uses read = uses(scan);
    return IntStream.range(0, scan.getRowType().getFieldCount())
        .filter(column -> positions.contains(column) || read.isRead(column))
        .boxed()
        .toList();
  }

  /** The stream of an operation that other queries may have too. */
  Stream operation(RelNode rel, Wanted wanted, Supplier<Stream> create) {
    if (!isWorthSharing(rel) || !isTheSameEverywhere(rel)) {
      return create.get();
    }
    String digest =
        RelOptUtil.dumpPlan("", rel, SqlExplainFormat.TEXT, SqlExplainLevel.DIGEST_ATTRIBUTES)
            + rel.getRowType().getFullTypeString()
            + wanted;
    Stream known = streams.get(digest);
    if (known == null) {
      known = create.get();
      streams.put(digest, known);
    }
    return known;
  }

  private static boolean isWorthSharing(RelNode rel) {
    return !(rel instanceof Project
        || rel instanceof Filter
        || rel instanceof TableScan
        || rel instanceof Values);
  }

  /** Nothing in it is drawn or depends on the time, and no hint changes a table. */
  private static boolean isTheSameEverywhere(RelNode rel) {
    boolean[] isSame = {true};
    RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            isSame[0] &=
                call.getOperator().isDeterministic() && !call.getOperator().isDynamicFunction();
            return super.visitCall(call);
          }
        };
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, RelNode parent) {
        node.accept(expressions);
        isSame[0] &= !(node instanceof TableScan scan) || scan.getHints().isEmpty();
        super.visit(node, ordinal, parent);
      }
    }.go(rel);
    return isSame[0];
  }
}
