package io.weir.runtime.operator.match;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Numbers of runs, those that began first at the front: a binary heap. Which of several that began
 * with the same row comes first follows from the order in which they were added and removed; it is
 * the one that {@link java.util.PriorityQueue} has, which decides the same in Flink.
 */
final class RunHeap {
  private final Runs runs;
  private int[] slots = new int[8];
  private int size;

  RunHeap(Runs runs) {
    this.runs = runs;
  }

  int size() {
    return size;
  }

  /** The run at a place, from 0, in the order in which they are kept. */
  int get(int place) {
    return slots[place];
  }

  void clear() {
    size = 0;
  }

  /** One that began first. */
  int peek() {
    return slots[0];
  }

  void add(int slot) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size * 2);
    }
    int place = size++;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (runs.start(slot) >= runs.start(slots[parent])) {
        break;
      }
      slots[place] = slots[parent];
      place = parent;
    }
    slots[place] = slot;
  }

  /** Adds a run behind all others, as when they were written in this order. */
  void append(int slot) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size * 2);
    }
    slots[size++] = slot;
  }

  /** Takes the first one away. */
  int poll() {
    int first = slots[0];
    int last = slots[--size];
    if (size > 0) {
      siftDown(0, last);
    }
    return first;
  }

  /** Takes away all that {@code isGone} accepts. */
  void removeIf(IntPredicate isGone) {
    int kept = 0;
    for (int place = 0; place < size; place++) {
      if (!isGone.test(slots[place])) {
        slots[kept++] = slots[place];
      }
    }
    if (kept < size) {
      size = kept;
      for (int place = (size >>> 1) - 1; place >= 0; place--) {
        siftDown(place, slots[place]);
      }
    }
  }

  private void siftDown(int from, int slot) {
    int place = from;
    int half = size >>> 1;
    while (place < half) {
      int child = 2 * place + 1;
      int right = child + 1;
      if (right < size && runs.start(slots[child]) > runs.start(slots[right])) {
        child = right;
      }
      if (runs.start(slot) <= runs.start(slots[child])) {
        break;
      }
      slots[place] = slots[child];
      place = child;
    }
    slots[place] = slot;
  }
}
