package io.weir.planner.convert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Which fields of ROW columns a query reads of each scan, followed down through projections and
 * filters; anything else reads its columns whole.
 *
 * <pre>
 * Project(bid.auction)
 *   Filter(event_type = 2)
 *     Scan(event_type, person, bid)      event_type: whole, bid: {auction}, person: nothing
 * </pre>
 */
final class FieldUses {
  private final IdentityHashMap<TableScan, Uses> scans = new IdentityHashMap<>();

  /** Adds what a query reads. */
  void collect(RelNode query) {
    collect(query, Uses.whole(query.getRowType().getFieldCount()));
  }

  /** What is read of a scan; all of it where nothing is known. */
  Uses of(TableScan scan) {
    Uses known = scans.get(scan);
    return known != null ? known : Uses.whole(scan.getRowType().getFieldCount());
  }

  private void collect(RelNode rel, Uses output) {
    if (rel instanceof TableScan scan) {
      Uses known = scans.computeIfAbsent(scan, any -> new Uses());
      for (int column = 0; column < scan.getRowType().getFieldCount(); column++) {
        known.add(column, output, column);
      }
    } else if (rel instanceof Project project) {
      Uses input = new Uses();
      List<RexNode> columns = project.getProjects();
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i) instanceof RexInputRef reference) {
          input.add(reference.getIndex(), output, i);
        } else {
          input.add(columns.get(i));
        }
      }
      collect(project.getInput(), input);
    } else if (rel instanceof Filter filter) {
      Uses input = new Uses();
      for (int i = 0; i < filter.getRowType().getFieldCount(); i++) {
        input.add(i, output, i);
      }
      input.add(filter.getCondition());
      collect(filter.getInput(), input);
    } else {
      for (RelNode input : rel.getInputs()) {
        collect(input, Uses.whole(input.getRowType().getFieldCount()));
      }
    }
  }

  /** What is read of some columns: each whole, or fields of it, or nothing. */
  static final class Uses {
    private final Set<Integer> whole = new HashSet<>();
    private final Map<Integer, Set<Integer>> fields = new HashMap<>();

    static Uses whole(int columns) {
      Uses uses = new Uses();
      for (int column = 0; column < columns; column++) {
        uses.whole.add(column);
      }
      return uses;
    }

    /** The fields that are read of a column; empty if it is read whole. */
    Optional<Set<Integer>> fields(int column) {
      return whole.contains(column)
          ? Optional.empty()
          : Optional.of(fields.getOrDefault(column, Set.of()));
    }

    /** Whether anything of a column is read. */
    boolean isRead(int column) {
      return whole.contains(column) || !fields.getOrDefault(column, Set.of()).isEmpty();
    }

    /** Reads of {@code column} what {@code other} reads of {@code otherColumn}. */
    void add(int column, Uses other, int otherColumn) {
      Optional<Set<Integer>> read = other.fields(otherColumn);
      if (read.isEmpty()) {
        whole.add(column);
      } else {
        fields.computeIfAbsent(column, any -> new HashSet<>()).addAll(read.get());
      }
    }

    /** Reads what an expression reads. */
    void add(RexNode expression) {
      expression.accept(new Collector());
    }

    private final class Collector extends RexVisitorImpl<Void> {
      Collector() {
        super(true);
      }

      @Override
      public Void visitInputRef(RexInputRef reference) {
        whole.add(reference.getIndex());
        return null;
      }

      @Override
      public Void visitFieldAccess(RexFieldAccess access) {
        if (access.getReferenceExpr() instanceof RexInputRef row) {
          fields
              .computeIfAbsent(row.getIndex(), any -> new HashSet<>())
              .add(access.getField().getIndex());
          return null;
        }
        return access.getReferenceExpr().accept(this);
      }
    }
  }
}
