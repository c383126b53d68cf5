package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/** A growing list of ints in pages off the heap: no copy when it grows. */
final class PagedInts {
  private static final int PAGE_SHIFT = 12;
  private static final int PAGE_INTS = 1 << PAGE_SHIFT;
  private static final int FIRST_PAGE_INTS = 16;

  private final TableMemory memory;
  private long[] pages = new long[1];
  private int firstPageInts;
  private int pageCount;
  private int size;

  PagedInts(TableMemory memory) {
    this.memory = memory;
  }

  int size() {
    return size;
  }

  int get(int i) {
    return Memory.getInt(pages[i >>> PAGE_SHIFT] + ((long) (i & (PAGE_INTS - 1)) << 2));
  }

  void add(int value) {
    int i = size;
    if (i >= capacity()) {
      grow();
    }
    Memory.putInt(pages[i >>> PAGE_SHIFT] + ((long) (i & (PAGE_INTS - 1)) << 2), value);
    size = i + 1;
  }

  private int capacity() {
    return pageCount <= 1 ? firstPageInts : pageCount << PAGE_SHIFT;
  }

  private void grow() {
    if (firstPageInts < PAGE_INTS) {
      int ints = firstPageInts == 0 ? FIRST_PAGE_INTS : firstPageInts * 4;
      long page = memory.allocate(ints * 4L);
      if (pageCount == 1) {
        Memory.copy(pages[0], page, firstPageInts * 4L);
        memory.free(pages[0], firstPageInts * 4L);
      }
      pages[0] = page;
      pageCount = 1;
      firstPageInts = ints;
      return;
    }
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, pageCount * 2);
    }
    pages[pageCount] = memory.allocate(PAGE_INTS * 4L);
    pageCount++;
  }

  /** Empties the list and gives its memory back. */
  void clear() {
    for (int i = 0; i < pageCount; i++) {
      memory.free(pages[i], (i == 0 ? firstPageInts : PAGE_INTS) * 4L);
    }
    pageCount = 0;
    firstPageInts = 0;
    size = 0;
  }
}
