package io.weir.runtime.operator.window;

/**
 * The arithmetic of windows and slices, in milliseconds of local time. A slice is the piece of time
 * between two neighbouring window boundaries of a regular grid, so a row counts in all windows that
 * contain its slice. For HOP with size 10 and slide 4 slices are 2 long:
 *
 * <pre>
 * slices   |--|--|--|--|--|--|--|--|--|
 * windows  |==============|
 *              |==============|
 *                      |==============|
 * </pre>
 */
final class WindowGrid {
  private final WindowSpec.Kind kind;
  private final long size;
  private final long slide;
  private final long offset;
  private final long slice;

  WindowGrid(WindowSpec spec) {
    kind = spec.kind();
    size = spec.sizeMillis();
    slide = spec.slideMillis();
    offset = spec.offsetMillis();
    slice = greatestCommonDivisor(size, slide);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** The length of a slice. */
  long sliceMillis() {
    return slice;
  }

  /** Whether each slice belongs to one window and is all of it. */
  boolean isSliceAWindow() {
    return slice == size && slide >= size;
  }

  /** The end of the slice that contains {@code millis}. */
  long sliceEnd(long millis) {
    return millis - Math.floorMod(millis - offset, slice) + slice;
  }

  /** The end of the first window that contains the slice that ends at {@code sliceEnd}. */
  long firstWindowEnd(long sliceEnd) {
    return endAtOrAfter(sliceEnd);
  }

  /**
   * The end of the last window that contains the slice that ends at {@code sliceEnd}; before {@link
   * #firstWindowEnd} if the slice lies in a gap between windows.
   */
  long lastWindowEnd(long sliceEnd) {
    if (kind == WindowSpec.Kind.CUMULATE) {
      return start(sliceEnd) + size;
    }
    long latest = sliceEnd - slice + size;
    return latest - Math.floorMod(latest - offset - size, slide);
  }

  /** The end of the first window that ends after {@code millis}. */
  long endAfter(long millis) {
    return endAtOrAfter(millis + 1);
  }

  /** The end of the last window that ends at or before {@code millis}. */
  long endAtOrBefore(long millis) {
    return endAtOrAfter(millis + 1) - slide;
  }

  private long endAtOrAfter(long millis) {
    return millis + Math.floorMod(offset + size - millis, slide);
  }

  /** The start of the window that ends at {@code windowEnd}. */
  long start(long windowEnd) {
    if (kind != WindowSpec.Kind.CUMULATE) {
      return windowEnd - size;
    }
    return windowEnd - 1 - Math.floorMod(windowEnd - 1 - offset, size);
  }

  /** The end of the next window after the one that ends at {@code windowEnd}. */
  long nextEnd(long windowEnd) {
    return windowEnd + slide;
  }
}
