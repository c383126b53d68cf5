package io.weir.runtime.operator.window;

import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.aggregate.AggregateStore;
import io.weir.runtime.stream.Watermark;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Windows that share slices. To fire, a window is put together in {@code firing}: HOP from all its
 * slices and its own late rows; CUMULATE adds the newest slice to the first one, which has taken in
 * those between before, and copies that. A slice is dropped with the last window that needs it.
 */
final class SharedSlices implements WindowFiring {
  private final WindowSpec.Kind kind;
  private final WindowGrid grid;
  private final WindowZone zone;
  private final WindowStores stores;
  private final FiredWindows fired;
  private final TreeSet<Long> slices = new TreeSet<>();
  private final TreeSet<Long> lateWindows = new TreeSet<>();
  private final TreeSet<Long> restored = new TreeSet<>();
  private long firedThrough;

  SharedSlices(
      WindowSpec.Kind kind,
      WindowGrid grid,
      WindowZone zone,
      WindowStores stores,
      OperatorContext context) {
    this.kind = kind;
    this.grid = grid;
    this.zone = zone;
    this.stores = stores;
    fired = new FiredWindows(context);
    firedThrough = fired.through();
    addAll(stores.slices(), slices);
    addAll(stores.firing(), restored);
    if (stores.late() != null) {
      addAll(stores.late(), lateWindows);
    }
  }

  private static void addAll(AggregateStore store, TreeSet<Long> to) {
    for (long namespace : store.rows().namespaces()) {
      to.add(namespace);
    }
  }

  @Override
  public void sliceAdded(long sliceEnd) {
    slices.add(sliceEnd);
  }

  @Override
  public void lateWindowAdded(long windowEnd) {
    lateWindows.add(windowEnd);
  }

  @Override
  public boolean fireNext(long watermark, WindowEmitter emitter) {
    if (!restored.isEmpty()) {
      emitter.begin(stores.firing(), restored.pollFirst());
      return true;
    }
    long end = nextEnd();
    if (end == Long.MAX_VALUE || zone.instantOfEnd(end) - 1 > watermark) {
      passEmptyWindows(watermark);
      return false;
    }
    IntPredicate isOpen = keyGroup -> fired.isOpen(end, keyGroup);
    if (kind == WindowSpec.Kind.CUMULATE) {
      accumulate(end, isOpen);
    } else {
      putTogether(end, isOpen);
    }
    fired.fired(end);
    firedThrough = end;
    dropSlices();
    emitter.begin(stores.firing(), end);
    return true;
  }

  @Override
  public long nextInstant() {
    if (!restored.isEmpty()) {
      return Long.MIN_VALUE;
    }
    long end = nextEnd();
    return end == Long.MAX_VALUE ? Long.MAX_VALUE : zone.instantOfEnd(end);
  }

  /** The end of the first window that has not fired and contains something. */
  private long nextEnd() {
    long next = lateWindows.isEmpty() ? Long.MAX_VALUE : lateWindows.first();
    if (!slices.isEmpty()) {
      long first = grid.firstWindowEnd(slices.first());
      next = Math.min(next, first > firedThrough ? first : grid.endAfter(firedThrough));
    }
    return next;
  }

  /**
   * Counts all windows that have ended at {@code watermark} as fired: a row that comes late for
   * them, but not for later ones that share its slice, must not make them fire.
   */
  private void passEmptyWindows(long watermark) {
    if (watermark == Watermark.NONE) {
      return;
    }
    long end = Long.MAX_VALUE;
    if (watermark < Watermark.END) {
      long instant = watermark + 1;
      end = grid.endAtOrBefore(instant + zone.shiftAt(instant));
      while (zone.instantOfEnd(end) > instant) {
        end = grid.endAtOrBefore(end - 1);
      }
    }
    if (end > firedThrough) {
      fired.fired(end);
      firedThrough = end;
    }
  }

  private void putTogether(long end, IntPredicate isOpen) {
    long start = grid.start(end);
    NavigableSet<Long> parts = slices.subSet(start, false, end, true);
    for (long slice : parts) {
      stores.firing().merge(stores.slices(), slice, end, isOpen);
    }
    if (lateWindows.remove(end)) {
      stores.firing().merge(stores.late(), end, end, isOpen);
      stores.late().drop(end);
    }
    stores.firing().dropDistinct(end);
  }

  private void accumulate(long end, IntPredicate isOpen) {
    long first = grid.sliceEnd(grid.start(end));
    if (end != first && slices.remove(end)) {
      stores.slices().merge(stores.slices(), end, first, isOpen);
      stores.slices().drop(end);
      slices.add(first);
    }
    if (slices.contains(first)) {
      stores.firing().copy(stores.slices(), first, end, isOpen);
    }
  }

  private void dropSlices() {
    while (!slices.isEmpty() && grid.lastWindowEnd(slices.first()) <= firedThrough) {
      stores.slices().drop(slices.pollFirst());
    }
  }

  @Override
  public byte[] state() {
    return fired.state();
  }
}
