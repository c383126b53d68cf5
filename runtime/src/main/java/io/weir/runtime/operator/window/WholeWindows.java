package io.weir.runtime.operator.window;

import java.util.TreeSet;

/**
 * Windows that share nothing: each is a namespace of {@code slices}, and gone when it has fired.
 */
final class WholeWindows implements WindowFiring {
  private final WindowZone zone;
  private final WindowStores stores;
  private final TreeSet<Long> ends = new TreeSet<>();
  private long lastAdded;

  WholeWindows(WindowZone zone, WindowStores stores) {
    this.zone = zone;
    this.stores = stores;
    for (long end : stores.slices().rows().namespaces()) {
      sliceAdded(end);
    }
  }

  @Override
  public void sliceAdded(long sliceEnd) {
    if (ends.isEmpty() || sliceEnd != lastAdded) {
      ends.add(sliceEnd);
      lastAdded = sliceEnd;
    }
  }

  @Override
  public void lateWindowAdded(long windowEnd) {
    throw new AssertionError("a late row of windows that do not overlap");
  }

  @Override
  public boolean fireNext(long watermark, WindowEmitter emitter) {
    if (ends.isEmpty() || zone.instantOfEnd(ends.first()) - 1 > watermark) {
      return false;
    }
    long end = ends.pollFirst();
    lastAdded = end - 1;
    emitter.begin(stores.slices(), end);
    return true;
  }

  @Override
  public long nextInstant() {
    return ends.isEmpty() ? Long.MAX_VALUE : zone.instantOfEnd(ends.first());
  }

  @Override
  public byte[] state() {
    return new byte[0];
  }
}
