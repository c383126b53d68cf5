package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one table of one instance changed in one epoch: for each namespace, whether it was dropped,
 * and after that the entries that were put or removed. Filled by the tasklet, then immutable and
 * read by the flush.
 *
 * <p>An entry is a word (length of the value or -1 for removed: 32 bits, length of the key: 24, key
 * group: 8), the key, the value; it starts at a multiple of 8 bytes and lies in one page. It is
 * referred to by page and position in one int.
 */
final class CaptureBuffer implements AutoCloseable {
  static final int HEADER_BYTES = 8;
  static final int REMOVED = -1;

  private static final int PAGE_UNITS_SHIFT = 17;
  private static final long PAGE_BYTES = 8L << PAGE_UNITS_SHIFT;
  private static final int UNIT_MASK = (1 << PAGE_UNITS_SHIFT) - 1;
  private static final long FIRST_PAGE_BYTES = 1 << 12;

  /**
   * The entries of one namespace.
   *
   * @param namespace 0 where the table is not windowed
   * @param isDropped whether what the store holds of it is deleted first
   * @param firstEntry the number of its first entry in the buffer
   * @param entries how many entries it has
   */
  record Section(long namespace, boolean isDropped, int firstEntry, int entries) {}

  private final MemoryBudget budget;
  private final List<Section> sections = new ArrayList<>();
  private long[] pages = new long[2];
  private long[] pageBytes = new long[2];
  private long[] pageUsed = new long[2];
  private int pageCount;
  private long bytes;
  private int entries;
  private int sectionStart;
  private long position;
  private long end;

  CaptureBuffer(MemoryBudget budget) {
    this.budget = budget;
  }

  /** Where an entry of at most {@code bound} bytes with its header can be written. */
  long reserve(long bound) {
    if (position + bound > end) {
      addPage(bound);
    }
    return position;
  }

  /** Ends the entry that was written at the reserved place, which ends before {@code entryEnd}. */
  void add(int keyGroup, int keyLength, int valueLength, long entryEnd) {
    Memory.putLong(
        position, (long) keyGroup << 56 | (long) keyLength << 32 | valueLength & 0xffffffffL);
    position = (entryEnd + 7) & -8L;
    pageUsed[pageCount - 1] = position - pages[pageCount - 1];
    entries++;
  }

  /** Ends the section of a namespace; sections come in ascending order of namespace. */
  void endSection(long namespace, boolean isDropped) {
    if (isDropped || entries > sectionStart) {
      sections.add(new Section(namespace, isDropped, sectionStart, entries - sectionStart));
      sectionStart = entries;
    }
  }

  List<Section> sections() {
    return sections;
  }

  /** The number of entries. */
  int entries() {
    return entries;
  }

  /** The memory held. */
  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return sections.isEmpty();
  }

  /** References to all entries, in the order in which they were added. */
  void references(int[] into) {
    int i = 0;
    for (int page = 0; page < pageCount; page++) {
      long at = pages[page];
      long pageEnd = at + pageUsed[page];
      while (at < pageEnd) {
        into[i++] = page << PAGE_UNITS_SHIFT | (int) (at - pages[page] >>> 3);
        long word = Memory.getLong(at);
        long length = HEADER_BYTES + (word >>> 32 & 0xffffff) + Math.max(0, (int) word);
        at += (length + 7) & -8L;
      }
    }
    assert i == entries : i + " entries read, " + entries + " written";
  }

  /** Where the entry of a reference lies. */
  long address(int reference) {
    return pages[reference >>> PAGE_UNITS_SHIFT] + ((long) (reference & UNIT_MASK) << 3);
  }

  static int keyGroup(long entry) {
    return Memory.getByte(entry + 7) & 0xff;
  }

  static int keyLength(long entry) {
    return (int) (Memory.getLong(entry) >>> 32) & 0xffffff;
  }

  /** The length of an entry's value, or {@link #REMOVED}. */
  static int valueLength(long entry) {
    return Memory.getInt(entry);
  }

  private void addPage(long bound) {
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, pageCount * 2);
      pageBytes = Arrays.copyOf(pageBytes, pageCount * 2);
      pageUsed = Arrays.copyOf(pageUsed, pageCount * 2);
    }
    if (pageCount == 1 << (32 - PAGE_UNITS_SHIFT)) {
      throw io.weir.runtime.error.WeirException.permanent(
          "one instance of a state table changed more than 32 GiB between two checkpoints",
          "checkpoint more often (execution.checkpointing.interval)");
    }
    long size = Math.max(bound, Math.min(PAGE_BYTES, FIRST_PAGE_BYTES << 2 * pageCount));
    budget.reserveForCopy(size);
    pages[pageCount] = Memory.allocate(size);
    pageBytes[pageCount] = size;
    pageUsed[pageCount] = 0;
    bytes += size;
    position = pages[pageCount];
    end = position + size;
    pageCount++;
  }

  /** Gives the memory back; may be called again. */
  @Override
  public void close() {
    for (int i = 0; i < pageCount; i++) {
      Memory.free(pages[i]);
      budget.release(pageBytes[i]);
    }
    pageCount = 0;
    position = 0;
    end = 0;
  }
}
