package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes what the instances of a table captured in one epoch to the store, in the order of keys:
 * key group, namespace, key. Instances have disjoint key groups, so each buffer is written after
 * the other; within one, entries are gathered by key group by counting and then sorted, different
 * key groups at the same time where there are {@link Lanes}. Keeps its work space from flush to
 * flush; used by one thread at a time.
 */
final class EpochFlush {
  private final Lanes lanes;
  private final List<Sorting> sortings = new ArrayList<>();
  private int[] unordered = new int[0];
  private int[][] ordered = new int[0][];

  EpochFlush(Lanes lanes) {
    this.lanes = lanes;
  }

  /**
   * What one instance captured of a table.
   *
   * @param firstKeyGroup the first key group of the instance
   * @param keyGroupCount how many it has
   */
  record Part(CaptureBuffer buffer, int firstKeyGroup, int keyGroupCount) {}

  /**
   * Writes all parts.
   *
   * @param parts ascending by key group
   */
  void write(List<Part> parts, boolean windowed, StoreWriter writer) {
    for (Part part : parts) {
      deleteDropped(part, windowed, writer);
    }
    if (ordered.length < parts.size()) {
      int known = ordered.length;
      ordered = Arrays.copyOf(ordered, parts.size());
      Arrays.fill(ordered, known, ordered.length, new int[0]);
    }
    List<Chunk> chunks = new ArrayList<>();
    int each = Math.max(1, lanes.width() / parts.size());
    for (int i = 0; i < parts.size(); i++) {
      Runs runs = order(parts.get(i).buffer(), i);
      chunks.addAll(chunks(parts.get(i).buffer(), runs, ordered[i], each));
    }
    List<StoreEntries> targets = writer.parts(chunks.size());
    if (targets.size() < chunks.size()) {
      chunks.forEach(chunk -> write(chunk, windowed, sorting(0), targets.get(0)));
    } else {
      List<Runnable> work = new ArrayList<>();
      for (int i = 0; i < chunks.size(); i++) {
        Chunk chunk = chunks.get(i);
        Sorting sorting = sorting(i);
        StoreEntries target = targets.get(i);
        work.add(() -> write(chunk, windowed, sorting, target));
      }
      lanes.run(work);
    }
  }

  /**
   * Consecutive runs of one buffer.
   *
   * @param order the numbers of the runs, ascending by key group
   */
  private record Chunk(CaptureBuffer buffer, Runs runs, int[] ordered, int[] order) {}

  /** What sorting and writing one chunk needs, kept from flush to flush. */
  private static final class Sorting {
    final KeySorter sorter = new KeySorter();
    final byte[][] keys = new byte[64][];
    final byte[][] values = new byte[64][];
  }

  private Sorting sorting(int i) {
    while (sortings.size() <= i) {
      sortings.add(new Sorting());
    }
    return sortings.get(i);
  }

  /** Cuts the runs of a buffer into {@code count} chunks of about as many entries. */
  private static List<Chunk> chunks(CaptureBuffer buffer, Runs runs, int[] ordered, int count) {
    int[] order = runs.byKeyGroup();
    List<Chunk> chunks = new ArrayList<>();
    int from = 0;
    for (int c = 1; c <= count; c++) {
      long wanted = (long) buffer.entries() * c / count;
      int to = from;
      while (to < order.length && (c == count || runs.ends[order[to]] <= wanted)) {
        to++;
      }
      if (to > from) {
        chunks.add(new Chunk(buffer, runs, ordered, Arrays.copyOfRange(order, from, to)));
      }
      from = to;
    }
    return chunks;
  }

  private static void deleteDropped(Part part, boolean windowed, StoreWriter writer) {
    for (CaptureBuffer.Section section : part.buffer().sections()) {
      if (section.isDropped()) {
        for (int i = 0; i < part.keyGroupCount(); i++) {
          byte[] prefix = StoreKeys.prefix(part.firstKeyGroup() + i, windowed, section.namespace());
          writer.deleteRange(prefix, StoreKeys.after(prefix));
        }
      }
    }
  }

  /** Brings the references to all entries into the order of key groups. */
  private Runs order(CaptureBuffer buffer, int part) {
    int count = buffer.entries();
    if (unordered.length < count) {
      unordered = new int[count + count / 4];
    }
    if (ordered[part].length < count) {
      ordered[part] = new int[count + count / 4];
    }
    buffer.references(unordered);
    int[] starts = new int[KeyGroups.COUNT + 1];
    for (int i = 0; i < count; i++) {
      starts[CaptureBuffer.keyGroup(buffer.address(unordered[i])) + 1]++;
    }
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      starts[group + 1] += starts[group];
    }
    return gather(buffer, ordered[part], Arrays.copyOf(starts, KeyGroups.COUNT));
  }

  private static void write(Chunk chunk, boolean windowed, Sorting sorting, StoreEntries target) {
    CaptureBuffer buffer = chunk.buffer();
    Runs runs = chunk.runs();
    for (int r : chunk.order()) {
      int from = runs.starts[r];
      int to = runs.ends[r];
      sorting.sorter.sort(buffer, chunk.ordered(), from, to);
      long namespace = buffer.sections().get(runs.sections[r]).namespace();
      byte[] prefix = StoreKeys.prefix(runs.groups[r], windowed, namespace);
      for (int i = from; i < to; i++) {
        writeEntry(buffer.address(chunk.ordered()[i]), prefix, sorting, target);
      }
    }
  }

  /** Moves the references into the order of key groups, and within that of namespaces. */
  private Runs gather(CaptureBuffer buffer, int[] ordered, int[] positions) {
    Runs runs = new Runs();
    int[] openRun = new int[KeyGroups.COUNT];
    Arrays.fill(openRun, -1);
    List<CaptureBuffer.Section> sections = buffer.sections();
    for (int s = 0; s < sections.size(); s++) {
      CaptureBuffer.Section section = sections.get(s);
      int end = section.firstEntry() + section.entries();
      for (int i = section.firstEntry(); i < end; i++) {
        int group = CaptureBuffer.keyGroup(buffer.address(unordered[i]));
        int run = openRun[group];
        if (run < 0 || runs.sections[run] != s) {
          run = runs.open(group, s, positions[group]);
          openRun[group] = run;
        }
        ordered[positions[group]++] = unordered[i];
        runs.ends[run] = positions[group];
      }
    }
    return runs;
  }

  private static void writeEntry(long entry, byte[] prefix, Sorting sorting, StoreEntries target) {
    int keyLength = CaptureBuffer.keyLength(entry);
    byte[] key = array(sorting.keys, prefix.length + keyLength);
    System.arraycopy(prefix, 0, key, 0, prefix.length);
    Memory.copyToArray(entry + CaptureBuffer.HEADER_BYTES, key, prefix.length, keyLength);
    int valueLength = CaptureBuffer.valueLength(entry);
    if (valueLength == CaptureBuffer.REMOVED) {
      target.delete(key);
      return;
    }
    byte[] value = array(sorting.values, valueLength);
    Memory.copyToArray(entry + CaptureBuffer.HEADER_BYTES + keyLength, value, 0, valueLength);
    target.put(key, value);
  }

  /** An array of exactly this length, used again if it is short. */
  private static byte[] array(byte[][] cache, int length) {
    if (length >= cache.length) {
      return new byte[length];
    }
    byte[] array = cache[length];
    if (array == null) {
      array = new byte[length];
      cache[length] = array;
    }
    return array;
  }

  /** Ranges of references that have key group and namespace in common. */
  private static final class Runs {
    int[] groups = new int[KeyGroups.COUNT];
    int[] sections = new int[KeyGroups.COUNT];
    int[] starts = new int[KeyGroups.COUNT];
    int[] ends = new int[KeyGroups.COUNT];
    int count;

    int open(int group, int section, int start) {
      if (count == groups.length) {
        groups = Arrays.copyOf(groups, count * 2);
        sections = Arrays.copyOf(sections, count * 2);
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
      }
      groups[count] = group;
      sections[count] = section;
      starts[count] = start;
      return count++;
    }

    /** The runs in the order of their references, which is that of key groups. */
    int[] byKeyGroup() {
      long[] order = new long[count];
      for (int i = 0; i < count; i++) {
        order[i] = (long) starts[i] << 32 | i;
      }
      Arrays.sort(order);
      int[] runs = new int[count];
      for (int i = 0; i < count; i++) {
        runs[i] = (int) order[i];
      }
      return runs;
    }
  }
}
