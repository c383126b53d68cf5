package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * Rows of one size, numbered from 0, in pages off the heap. Only the first page is ever copied,
 * while it grows to its full size; freed rows are used again.
 *
 * <p>Pages are of one size, which is settled for good when rows are pinned or there is a second
 * page: where many tables hold a few rows each, a full page for each would be far more than the
 * rows.
 */
final class RowStore {
  /**
   * What the tables of all namespaces together may take up for their first pages where they have to
   * be pinned before it is known how many rows they get.
   */
  static final long PINNED_BYTES = 16L << 20;

  /** A full page. */
  static final int PAGE_BYTES = 1 << 17;

  private static final int FIRST_PAGE_ROWS = 8;
  private static final int NONE = -1;

  private final TableMemory memory;
  private final RowLayout layout;
  private final int rowBytes;

  /** Rows in a page, as a power of two. */
  int pageShift;

  int pageMask;

  /** The addresses of the pages. */
  long[] pages = new long[1];

  private int pageCount;
  private int firstPageRows;

  /** One more than the highest row that was ever used. */
  private int limit;

  private int firstFree = NONE;

  RowStore(RowLayout layout, TableMemory memory) {
    this.layout = layout;
    this.memory = memory;
    this.rowBytes = layout.rowBytes;
    int rows = Math.max(FIRST_PAGE_ROWS, Integer.highestOneBit(PAGE_BYTES / rowBytes));
    this.pageShift = Integer.numberOfTrailingZeros(rows);
    this.pageMask = rows - 1;
  }

  long address(int row) {
    return pages[row >>> pageShift] + (long) (row & pageMask) * rowBytes;
  }

  int limit() {
    return limit;
  }

  /** A row with all cells zero; its header and key are the caller's to write. May move the rest. */
  int allocate() {
    int row = firstFree;
    if (row != NONE) {
      firstFree = Memory.getInt(address(row) + RowLayout.HASH);
    } else {
      if (limit >= (pageCount <= 1 ? firstPageRows : pageCount << pageShift)) {
        grow();
      }
      row = limit++;
    }
    zeroCells(address(row));
    return row;
  }

  void zeroCells(long row) {
    long end = row + layout.keyOffset;
    for (long at = row + RowLayout.CELLS; at < end; at += 8) {
      Memory.putLong(at, 0);
    }
  }

  void free(int row) {
    long address = address(row);
    Memory.putInt(address + RowLayout.HASH, firstFree);
    Memory.putInt(address + RowLayout.FLAGS, RowFlags.FREE);
    firstFree = row;
  }

  /** Moves the row {@code from} to the lower, unused row {@code to}. */
  void move(int from, int to) {
    if (from != to) {
      Memory.copy(address(from), address(to), rowBytes);
    }
  }

  /** Keeps the rows below {@code newLimit}, all of them in use; gives pages back. */
  void truncate(int newLimit) {
    limit = newLimit;
    firstFree = NONE;
    int needed = Math.max(1, (newLimit + pageMask) >>> pageShift);
    while (pageCount > needed) {
      pageCount--;
      memory.free(pages[pageCount], (long) rowBytes << pageShift);
    }
  }

  /**
   * From now on no row moves when others are added.
   *
   * @param bytes about how large a page must be, if there is no full one yet; any number
   */
  void pin(long bytes) {
    if (firstPageRows > pageMask) {
      return;
    }
    int wanted = Integer.highestOneBit((int) Math.max(1, Math.min(bytes, PAGE_BYTES) / rowBytes));
    int rows = Math.max(Math.max(FIRST_PAGE_ROWS, firstPageRows), wanted);
    if (rows > firstPageRows) {
      growFirstPage(rows);
    }
    pageShift = Integer.numberOfTrailingZeros(rows);
    pageMask = rows - 1;
  }

  private void grow() {
    int fullPage = pageMask + 1;
    if (firstPageRows < fullPage) {
      growFirstPage(Math.min(fullPage, Math.max(FIRST_PAGE_ROWS, firstPageRows * 2)));
      return;
    }
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, pageCount * 2);
    }
    pages[pageCount] = memory.allocate((long) rowBytes << pageShift);
    pageCount++;
  }

  private void growFirstPage(int rows) {
    long page = memory.allocate((long) rows * rowBytes);
    if (pageCount == 1) {
      Memory.copy(pages[0], page, (long) firstPageRows * rowBytes);
      memory.free(pages[0], (long) firstPageRows * rowBytes);
    }
    pages[0] = page;
    pageCount = 1;
    firstPageRows = rows;
  }

  void close() {
    for (int i = 0; i < pageCount; i++) {
      memory.free(
          pages[i], i == 0 ? (long) firstPageRows * rowBytes : (long) rowBytes << pageShift);
    }
    pageCount = 0;
    firstPageRows = 0;
    limit = 0;
    firstFree = NONE;
  }
}
