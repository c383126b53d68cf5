package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.List;

/**
 * Writes what the instances of a table captured in one epoch to the store, in the order of keys:
 * key group, namespace, key. Instances have disjoint key groups, so each buffer is written after
 * the other; within one, entries are gathered by key group by counting and then sorted. Keeps its
 * work space from flush to flush; used by one thread at a time.
 */
final class EpochFlush {
  private final KeySorter sorter = new KeySorter();
  private int[] unordered = new int[0];
  private int[] ordered = new int[0];
  private byte[][] keys = new byte[64][];
  private byte[][] values = new byte[64][];

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
    for (Part part : parts) {
      writeEntries(part.buffer(), windowed, writer);
    }
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

  private void writeEntries(CaptureBuffer buffer, boolean windowed, StoreWriter writer) {
    int count = buffer.entries();
    if (count == 0) {
      return;
    }
    if (unordered.length < count) {
      unordered = new int[count + count / 4];
      ordered = new int[unordered.length];
    }
    buffer.references(unordered);
    int[] starts = new int[KeyGroups.COUNT + 1];
    for (int i = 0; i < count; i++) {
      starts[CaptureBuffer.keyGroup(buffer.address(unordered[i])) + 1]++;
    }
    for (int group = 0; group < KeyGroups.COUNT; group++) {
      starts[group + 1] += starts[group];
    }
    Runs runs = gather(buffer, Arrays.copyOf(starts, KeyGroups.COUNT));
    for (int r : runs.byKeyGroup()) {
      int from = runs.starts[r];
      int to = runs.ends[r];
      sorter.sort(buffer, ordered, from, to);
      long namespace = buffer.sections().get(runs.sections[r]).namespace();
      byte[] prefix = StoreKeys.prefix(runs.groups[r], windowed, namespace);
      for (int i = from; i < to; i++) {
        writeEntry(buffer.address(ordered[i]), prefix, writer);
      }
    }
  }

  /** Moves the references into the order of key groups, and within that of namespaces. */
  private Runs gather(CaptureBuffer buffer, int[] positions) {
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

  private void writeEntry(long entry, byte[] prefix, StoreWriter writer) {
    int keyLength = CaptureBuffer.keyLength(entry);
    byte[] key = array(keys, prefix.length + keyLength);
    System.arraycopy(prefix, 0, key, 0, prefix.length);
    Memory.copyToArray(entry + CaptureBuffer.HEADER_BYTES, key, prefix.length, keyLength);
    int valueLength = CaptureBuffer.valueLength(entry);
    if (valueLength == CaptureBuffer.REMOVED) {
      writer.delete(key);
      return;
    }
    byte[] value = array(values, valueLength);
    Memory.copyToArray(entry + CaptureBuffer.HEADER_BYTES + keyLength, value, 0, valueLength);
    writer.put(key, value);
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
