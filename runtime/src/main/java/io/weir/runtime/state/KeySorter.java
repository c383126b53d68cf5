package io.weir.runtime.state;

import io.weir.runtime.vector.Memory;
import java.util.Arrays;

/**
 * Sorts references to entries of a {@link CaptureBuffer} by their keys: radix sort on eight bytes
 * of the key at a time, after what all have in common, then again on the next eight where those are
 * equal (MSD over words, LSD within). Keys must be distinct and none the beginning of another.
 */
final class KeySorter {
  private static final int INSERTION_LIMIT = 40;

  private long[] words = new long[0];
  private long[] otherWords = new long[0];
  private int[] otherReferences = new int[0];
  private final int[] histogram = new int[8 * 256];

  /** Sorts {@code references[from .. to)}. */
  void sort(CaptureBuffer buffer, int[] references, int from, int to) {
    sort(buffer, references, from, to, 0);
  }

  private void sort(CaptureBuffer buffer, int[] references, int from, int to, int depth) {
    int count = to - from;
    if (count < 2) {
      return;
    }
    ensure(count);
    int common = commonBytes(buffer, references, from, to, depth);
    for (int i = 0; i < count; i++) {
      words[i] = word(buffer.address(references[from + i]), common);
    }
    if (count <= INSERTION_LIMIT) {
      insertionSort(references, from, count);
    } else {
      radixSort(references, from, count);
    }
    sortTies(buffer, references, from, count, common + 8);
  }

  private void sortTies(CaptureBuffer buffer, int[] references, int from, int count, int depth) {
    int[] runs = new int[2];
    int runCount = 0;
    for (int start = 0; start < count; ) {
      int end = start + 1;
      while (end < count && words[end] == words[start]) {
        end++;
      }
      if (end - start > 1) {
        if (runCount + 2 > runs.length) {
          runs = Arrays.copyOf(runs, runs.length * 2);
        }
        runs[runCount++] = from + start;
        runs[runCount++] = from + end;
      }
      start = end;
    }
    for (int r = 0; r < runCount; r += 2) {
      sort(buffer, references, runs[r], runs[r + 1], depth);
    }
  }

  /** How many bytes from the start on are the same in all keys; at least {@code depth}. */
  private static int commonBytes(
      CaptureBuffer buffer, int[] references, int from, int to, int depth) {
    long first = buffer.address(references[from]);
    long firstKey = first + CaptureBuffer.HEADER_BYTES;
    int common = CaptureBuffer.keyLength(first);
    for (int i = from + 1; i < to && common > depth; i++) {
      long entry = buffer.address(references[i]);
      long key = entry + CaptureBuffer.HEADER_BYTES;
      int length = Math.min(common, CaptureBuffer.keyLength(entry));
      int same = depth;
      while (same < length && Memory.getByte(firstKey + same) == Memory.getByte(key + same)) {
        same++;
      }
      common = same;
    }
    return Math.max(common, depth);
  }

  /** Eight bytes of a key from {@code at} on as an unsigned number, with zeros after its end. */
  private static long word(long entry, int at) {
    int left = CaptureBuffer.keyLength(entry) - at;
    if (left <= 0) {
      return 0;
    }
    // Entries end at a multiple of 8 bytes and begin with a word, so reading 8 bytes back is safe.
    long address = entry + CaptureBuffer.HEADER_BYTES + at;
    if (left >= 8) {
      return Long.reverseBytes(Memory.getLong(address));
    }
    return Long.reverseBytes(Memory.getLong(address + left - 8)) << 8 * (8 - left);
  }

  private void insertionSort(int[] references, int from, int count) {
    for (int i = 1; i < count; i++) {
      long word = words[i];
      int reference = references[from + i];
      int k = i - 1;
      while (k >= 0 && Long.compareUnsigned(words[k], word) > 0) {
        words[k + 1] = words[k];
        references[from + k + 1] = references[from + k];
        k--;
      }
      words[k + 1] = word;
      references[from + k + 1] = reference;
    }
  }

  private void radixSort(int[] references, int from, int count) {
    Arrays.fill(histogram, 0);
    for (int i = 0; i < count; i++) {
      long word = words[i];
      for (int b = 0; b < 8; b++) {
        histogram[b << 8 | (int) (word >>> (b << 3)) & 255]++;
      }
    }
    long[] fromWords = words;
    long[] toWords = otherWords;
    int[] fromReferences = references;
    int fromOffset = from;
    int[] toReferences = otherReferences;
    int toOffset = 0;
    for (int b = 0; b < 8; b++) {
      int shift = b << 3;
      if (histogram[b << 8 | (int) (fromWords[0] >>> shift) & 255] == count) {
        continue;
      }
      int sum = 0;
      for (int i = b << 8; i < (b + 1) << 8; i++) {
        int size = histogram[i];
        histogram[i] = sum;
        sum += size;
      }
      for (int i = 0; i < count; i++) {
        long word = fromWords[i];
        int to = histogram[b << 8 | (int) (word >>> shift) & 255]++;
        toWords[to] = word;
        toReferences[toOffset + to] = fromReferences[fromOffset + i];
      }
      long[] swappedWords = fromWords;
      fromWords = toWords;
      toWords = swappedWords;
      int[] swappedReferences = fromReferences;
      fromReferences = toReferences;
      toReferences = swappedReferences;
      int swappedOffset = fromOffset;
      fromOffset = toOffset;
      toOffset = swappedOffset;
    }
    if (fromReferences != references) {
      System.arraycopy(fromReferences, 0, references, from, count);
    }
    words = fromWords;
    otherWords = toWords;
  }

  private void ensure(int count) {
    if (words.length < count) {
      words = new long[count];
      otherWords = new long[count];
      otherReferences = new int[count];
    }
  }
}
