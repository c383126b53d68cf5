package io.weir.runtime.operator.window;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.AggregateLayout;
import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.state.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a window aggregate.
 *
 * <ul>
 *   <li>{@code slices}, by slice end: what has come;
 *   <li>{@code late}, by window end: rows that count in this window, and not in all windows that
 *       share their slice; HOP only;
 *   <li>{@code firing}, by window end: windows merged from slices whose emission has begun. A group
 *       that has been emitted is gone from it at the next barrier.
 * </ul>
 *
 * Where a slice is a window, {@code slices} is all there is, and what fires is emitted from it.
 */
final class WindowStores implements AutoCloseable {
  private static final String SLICES = "slices";
  private static final String LATE = "late";
  private static final String FIRING = "firing";
  private static final Optional<String> WINDOW_END = Optional.of("window_end");

  private final AggregateStore slices;
  private final AggregateStore late;
  private final AggregateStore firing;

  WindowStores(WindowAggregateNode node, OperatorContext context) {
    AggregateLayout layout = AggregateLayout.of(node.aggregation());
    // A row that came late counts nowhere, and by another split it may leave in time.
    boolean mayLack = node.aggregation().retracting();
    slices = new AggregateStore(layout, SLICES, sliceEnd(node), List.of(), 0, mayLack, context);
    late =
        hasLateWindows(node)
            ? new AggregateStore(layout, LATE, WINDOW_END, List.of(), 0, mayLack, context)
            : null;
    firing =
        sharesSlices(node)
            ? new AggregateStore(layout, FIRING, WINDOW_END, List.of(), 0, mayLack, context)
            : null;
  }

  static List<TableSpec> specs(WindowAggregateNode node) {
    AggregateLayout layout = AggregateLayout.of(node.aggregation());
    List<TableSpec> specs = new ArrayList<>();
    specs.addAll(AggregateStore.specs(layout, SLICES, sliceEnd(node), List.of(), 0));
    if (hasLateWindows(node)) {
      specs.addAll(AggregateStore.specs(layout, LATE, WINDOW_END, List.of(), 0));
    }
    if (sharesSlices(node)) {
      specs.addAll(AggregateStore.specs(layout, FIRING, WINDOW_END, List.of(), 0));
    }
    return List.copyOf(specs);
  }

  private static Optional<String> sliceEnd(WindowAggregateNode node) {
    return sharesSlices(node) ? Optional.of("slice_end") : WINDOW_END;
  }

  /** Whether windows are put together from slices. */
  static boolean sharesSlices(WindowAggregateNode node) {
    return node.rows().shareSlices(node.window());
  }

  private static boolean hasLateWindows(WindowAggregateNode node) {
    return sharesSlices(node) && node.window().kind() == WindowSpec.Kind.HOP;
  }

  AggregateStore slices() {
    return slices;
  }

  AggregateStore late() {
    return late;
  }

  AggregateStore firing() {
    return firing;
  }

  @Override
  public void close() {
    slices.close();
    if (late != null) {
      late.close();
    }
    if (firing != null) {
      firing.close();
    }
  }
}
