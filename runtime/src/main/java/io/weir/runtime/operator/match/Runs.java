package io.weir.runtime.operator.match;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.operator.match.Automaton.Edge;
import io.weir.runtime.vector.Memory;
import java.util.Arrays;
import java.util.List;

/**
 * The matches of one partition that have begun, called <i>runs</i>, and those that are complete but
 * wait, because one that began earlier may still become a match and then decides which others
 * count. Rows have numbers, from 0 on. All rows from the first of a run on belong to it, the
 * variables one after the other, so a run is where it began, a state, and for each variable how
 * many rows end with it.
 *
 * <p>One run has not begun: it stands in the first state, and every row may be its first.
 */
final class Runs {
  /** Where the run began that has not. */
  private static final long NOWHERE = Long.MAX_VALUE;

  private static final int FIXED_BYTES = Integer.BYTES + 2 * Long.BYTES;

  private final List<PatternVariable> pattern;
  private final Automaton automaton;
  private final AfterMatch after;
  private final long withinMillis;
  private final int variables;

  private long[] starts = new long[8];
  private long[] startMillis = new long[8];
  private int[] states = new int[8];
  private long[] fulfilled = new long[8];
  private int[] ends;
  private int[] free = new int[8];
  private int freeCount;
  private int used;

  private RunHeap open = new RunHeap(this);
  private RunHeap next = new RunHeap(this);
  private final RunHeap complete = new RunHeap(this);
  private final RunHeap justComplete = new RunHeap(this);

  /**
   * @param withinMillis a match is shorter than this; 0 for any length
   */
  Runs(List<PatternVariable> pattern, Automaton automaton, AfterMatch after, long withinMillis) {
    this.pattern = pattern;
    this.automaton = automaton;
    this.after = after;
    this.withinMillis = withinMillis;
    variables = pattern.size();
    ends = new int[8 * variables];
  }

  /** Where a run began. */
  long start(int slot) {
    return starts[slot];
  }

  /** How many runs there are, with the one that has not begun. */
  int count() {
    return open.size();
  }

  /** A run, by its place. */
  int run(int place) {
    return open.get(place);
  }

  /** Adds what a run would be if the next row was taken for a variable. */
  void suppose(int slot, int variable, long row, int partition, Matches supposed) {
    long first = starts[slot] == NOWHERE ? row : starts[slot];
    supposed.add(partition, first, ends, slot * variables, 0);
    supposed.continueLast(variable);
  }

  private int from(int slot, int variable) {
    return variable == 0 ? 0 : ends[slot * variables + variable - 1];
  }

  private int to(int slot, int variable) {
    return ends[slot * variables + variable];
  }

  /** Whether it matters for a run whether the next row fulfils the condition of a variable. */
  boolean needs(int slot, int variable) {
    return automaton.needs(states[slot], variable, fulfilled[slot]);
  }

  /** Forgets, for all runs, what the next row fulfils, except what it does in any case. */
  void beginRow(long always) {
    for (int place = 0; place < open.size(); place++) {
      fulfilled[open.get(place)] = always;
    }
  }

  /** Notes that the next row fulfils the condition of a variable, in a run. */
  void fulfil(int slot, int variable) {
    fulfilled[slot] |= 1L << variable;
  }

  /** Begins with nothing. */
  void reset() {
    open.clear();
    complete.clear();
    used = 0;
    freeCount = 0;
    open.add(notBegun());
  }

  private int notBegun() {
    int slot = take();
    starts[slot] = NOWHERE;
    startMillis[slot] = NOWHERE;
    states[slot] = automaton.start();
    Arrays.fill(ends, slot * variables, (slot + 1) * variables, 0);
    return slot;
  }

  /** Whether nothing has begun and nothing waits. */
  boolean isEmpty() {
    return open.size() == 1 && complete.size() == 0;
  }

  /** The first row of those that are still needed, if {@code next} is the one that comes next. */
  long firstNeeded(long next) {
    long first = Math.min(next, starts[open.peek()]);
    return complete.size() == 0 ? first : Math.min(first, starts[complete.peek()]);
  }

  /**
   * A row comes of which it is known which conditions it fulfils.
   *
   * @param row its number
   * @param millis its time
   */
  void step(long row, long millis, int partition, Matches found) {
    next.clear();
    for (int place = 0; place < open.size(); place++) {
      int slot = open.get(place);
      step(slot, row, millis);
      if (starts[slot] == NOWHERE) {
        next.add(slot);
      } else {
        release(slot);
      }
    }
    RunHeap done = open;
    open = next;
    next = done;
    for (int place = 0; place < justComplete.size(); place++) {
      complete.add(justComplete.get(place));
    }
    justComplete.clear();
    settle(millis, partition, found);
  }

  private void step(int slot, long row, long millis) {
    for (Edge edge : automaton.edges(states[slot])) {
      if (!edge.isTaken(fulfilled[slot])) {
        continue;
      }
      if (edge.target() == Automaton.END) {
        justComplete.add(continued(slot, edge, row, millis));
        continue;
      }
      next.add(continued(slot, edge, row, millis));
      if (edge.mayEnd(fulfilled[slot])) {
        int ended = continued(slot, edge, row, millis);
        states[ended] = Automaton.END;
        justComplete.add(ended);
      }
    }
  }

  /** The run with one row more. */
  private int continued(int slot, Edge edge, long row, long millis) {
    int to = take();
    boolean isFirst = starts[slot] == NOWHERE;
    starts[to] = isFirst ? row : starts[slot];
    startMillis[to] = isFirst ? millis : startMillis[slot];
    states[to] = edge.target();
    int length = (int) (row - starts[to]) + 1;
    int from = slot * variables;
    System.arraycopy(ends, from, ends, to * variables, edge.variable());
    Arrays.fill(ends, to * variables + edge.variable(), (to + 1) * variables, length);
    return to;
  }

  /** Gives up what can be no match any more because too much time has gone by. */
  void expire(long nowMillis, int partition, Matches found) {
    if (withinMillis == 0) {
      return;
    }
    while (starts[open.peek()] != NOWHERE && end(startMillis[open.peek()]) <= nowMillis) {
      long begun = startMillis[open.peek()];
      next.clear();
      for (int place = 0; place < open.size(); place++) {
        int slot = open.get(place);
        if (startMillis[slot] <= begun) {
          release(slot);
        } else {
          next.add(slot);
        }
      }
      RunHeap done = open;
      open = next;
      next = done;
      settle(end(begun), partition, found);
    }
  }

  /** When something expires next; {@code Long.MAX_VALUE} for never. */
  long nextExpiry() {
    boolean isNever = withinMillis == 0 || starts[open.peek()] == NOWHERE;
    return isNever ? Long.MAX_VALUE : end(startMillis[open.peek()]);
  }

  /** The first time at which it is too late for what has begun at this one. */
  private long end(long begunMillis) {
    long end = begunMillis + withinMillis;
    return end < begunMillis ? Long.MAX_VALUE : end;
  }

  /** Lets the complete ones go before which nothing has begun that may still be a match. */
  private void settle(long millis, int partition, Matches found) {
    while (complete.size() > 0 && starts[complete.peek()] <= starts[open.peek()]) {
      int match = complete.poll();
      found.add(partition, starts[match], ends, match * variables, millis);
      long goesOn = firstAfter(match);
      remove(open, goesOn);
      remove(complete, goesOn);
      release(match);
    }
  }

  private void remove(RunHeap heap, long before) {
    heap.removeIf(
        slot -> {
          boolean isGone = starts[slot] < before;
          if (isGone) {
            release(slot);
          }
          return isGone;
        });
  }

  /** The row with which the search goes on behind a match. */
  private long firstAfter(int match) {
    return switch (after.skip()) {
      case PAST_LAST_ROW -> starts[match] + to(match, variables - 1);
      case TO_NEXT_ROW -> starts[match] + 1;
      case TO_FIRST -> skipTo(match, from(match, after.variable()));
      case TO_LAST -> skipTo(match, to(match, after.variable()) - 1);
    };
  }

  private long skipTo(int match, int place) {
    int variable = after.variable();
    if (from(match, variable) == to(match, variable)) {
      throw WeirException.permanent(
          "AFTER MATCH "
              + after.describe(pattern)
              + ": a match has no row of "
              + pattern.get(variable).name(),
          "skip to a variable that always has a row, or SKIP PAST LAST ROW or TO NEXT ROW");
    }
    if (place == 0) {
      throw WeirException.permanent(
          "AFTER MATCH "
              + after.describe(pattern)
              + " leads to the first row of the match, which would be found again for ever",
          "skip to a variable behind the first row, or SKIP PAST LAST ROW or TO NEXT ROW");
    }
    return starts[match] + place;
  }

  private int take() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    if (used == starts.length) {
      int capacity = used * 2;
      starts = Arrays.copyOf(starts, capacity);
      startMillis = Arrays.copyOf(startMillis, capacity);
      states = Arrays.copyOf(states, capacity);
      fulfilled = Arrays.copyOf(fulfilled, capacity);
      ends = Arrays.copyOf(ends, capacity * variables);
    }
    return used++;
  }

  private void release(int slot) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = slot;
  }

  /** The bytes that {@link #write} needs. */
  int bytes() {
    int runs = open.size() + complete.size();
    return 2 * Integer.BYTES + runs * (FIXED_BYTES + Integer.BYTES * variables);
  }

  /** Writes down all runs. */
  void write(long address) {
    Memory.putInt(address, open.size());
    Memory.putInt(address + Integer.BYTES, complete.size());
    long at = write(open, address + 2 * Integer.BYTES);
    write(complete, at);
  }

  private long write(RunHeap heap, long address) {
    long at = address;
    for (int place = 0; place < heap.size(); place++) {
      int slot = heap.get(place);
      Memory.putInt(at, states[slot]);
      Memory.putLong(at + Integer.BYTES, starts[slot]);
      Memory.putLong(at + Integer.BYTES + Long.BYTES, startMillis[slot]);
      at += FIXED_BYTES;
      for (int variable = 0; variable < variables; variable++) {
        Memory.putInt(at, ends[slot * variables + variable]);
        at += Integer.BYTES;
      }
    }
    return at;
  }

  /** Reads what {@link #write} has written, in the place of all runs. */
  void read(long address) {
    open.clear();
    complete.clear();
    used = 0;
    freeCount = 0;
    int openCount = Memory.getInt(address);
    int completeCount = Memory.getInt(address + Integer.BYTES);
    long at = read(open, openCount, address + 2 * Integer.BYTES);
    read(complete, completeCount, at);
  }

  private long read(RunHeap heap, int count, long address) {
    long at = address;
    for (int i = 0; i < count; i++) {
      int slot = take();
      states[slot] = Memory.getInt(at);
      starts[slot] = Memory.getLong(at + Integer.BYTES);
      startMillis[slot] = Memory.getLong(at + Integer.BYTES + Long.BYTES);
      at += FIXED_BYTES;
      for (int variable = 0; variable < variables; variable++) {
        ends[slot * variables + variable] = Memory.getInt(at);
        at += Integer.BYTES;
      }
      heap.append(slot);
    }
    return at;
  }
}
