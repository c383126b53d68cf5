package io.weir.runtime.execution.task;

import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.metric.SplitFigures;
import io.weir.runtime.metric.SplitState;
import io.weir.runtime.stream.Watermark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The splits of one source instance: which is read next, and what they say about time together.
 * They are read one after the other or, where the source says so, in turn, all of them open.
 */
final class SplitQueue implements AutoCloseable {
  private final SourceInstance source;
  private final List<SplitCursor> cursors;
  private final boolean isEndless;
  private final boolean isInTimeOrder;
  private final Map<SplitCursor, SplitReader> readers = new HashMap<>();
  private final Map<SplitCursor, SplitOpening> openings = new HashMap<>();
  private final List<SplitCursor> unfinished;
  private final boolean isInTurn;
  private final Idleness betweenSplits = new Idleness();
  private long finishedWatermark = Watermark.NONE;
  private int turn;

  /** {@code isEndless} says that splits may be added. */
  SplitQueue(SourceInstance source, List<SplitCursor> cursors, boolean isEndless) {
    this.source = source;
    this.isEndless = isEndless;
    this.cursors = new ArrayList<>(cursors);
    this.unfinished = new ArrayList<>(cursors.stream().filter(c -> !c.isFinished()).toList());
    this.isInTimeOrder = source.node().source().splitsInTimeOrder();
    this.isInTurn = source.node().source().splitsInTurn();
    for (SplitCursor cursor : cursors) {
      if (cursor.isFinished()) {
        finishedWatermark = Math.max(finishedWatermark, cursor.watermark());
      }
    }
    source.metrics().splits(cursors.size() - unfinished.size(), cursors.size());
  }

  boolean isFinished() {
    return unfinished.isEmpty() && !isEndless;
  }

  /** Somebody has looked for splits that were added to the source: these are, or none. */
  void looked(List<Split> added, long idleTimeoutMillis) {
    for (Split split : added) {
      SplitCursor cursor = new SplitCursor(split, SplitPosition.START, Watermark.NONE, false);
      if (isInTimeOrder && unfinished.isEmpty()) {
        cursor.follow(finishedWatermark);
      }
      cursors.add(cursor);
      unfinished.add(cursor);
      source.metrics().splitAdded();
    }
    if (unfinished.isEmpty()) {
      betweenSplits.foundNothing(source.clock(), idleTimeoutMillis);
    } else {
      betweenSplits.foundSomething();
    }
  }

  /** The next split to read from, if one is open. Begins to open what should be open. */
  Optional<Open> next() {
    int candidates = isInTurn ? unfinished.size() : Math.min(1, unfinished.size());
    for (int i = 0; i < candidates; i++) {
      turn = turn < candidates ? turn : 0;
      SplitCursor cursor = unfinished.get(turn++);
      SplitReader reader = readers.get(cursor);
      if (reader == null) {
        reader = open(cursor);
      }
      if (reader != null) {
        return Optional.of(new Open(cursor, reader));
      }
    }
    return Optional.empty();
  }

  private SplitReader open(SplitCursor cursor) {
    SplitOpening opening = openings.get(cursor);
    if (opening == null) {
      Split split = cursor.split();
      String description = split.description() + " of table '" + source.node().table() + "'";
      SplitOpening begun = new SplitOpening(description, source.waker());
      openings.put(cursor, begun);
      SplitPosition position =
          cursor.position().equals(SplitPosition.START) ? null : cursor.position();
      source
          .io()
          .submit(
              () ->
                  source
                      .node()
                      .source()
                      .open(split, position, source.allocator(), source.requests()),
              begun);
      return null;
    }
    SplitReader reader = opening.poll();
    if (reader != null) {
      openings.remove(cursor);
      readers.put(cursor, reader);
    }
    return reader;
  }

  /** A split has been read to its end. */
  void finish(Open split) throws IOException {
    split.cursor.finish(split.reader.position());
    int place = unfinished.indexOf(split.cursor);
    unfinished.remove(place);
    long end = split.cursor.watermark();
    finishedWatermark = Math.max(finishedWatermark, end);
    if (isInTimeOrder && place < unfinished.size()) {
      unfinished.get(place).follow(end);
    }
    turn -= place < turn ? 1 : 0;
    readers.remove(split.cursor);
    source.metrics().splitFinished();
    split.reader.close();
  }

  /**
   * The least watermark of the splits that hold it. If all unfinished ones are idle, the largest;
   * so too if all are finished and more may come. If none will, {@link Watermark#NONE}, since the
   * end of the stream says more. Of splits that follow each other in time, only the first holds it.
   */
  long watermark() {
    if (isInTimeOrder && !unfinished.isEmpty()) {
      return unfinished.get(0).watermark();
    }
    long least = Long.MAX_VALUE;
    long largest = isEndless ? finishedWatermark : Watermark.NONE;
    boolean isHeld = false;
    for (SplitCursor cursor : unfinished) {
      largest = Math.max(largest, cursor.watermark());
      if (!cursor.isIdle()) {
        isHeld = true;
        least = Math.min(least, cursor.watermark());
      }
      if (least == Watermark.NONE) {
        return least;
      }
    }
    return isHeld ? least : largest;
  }

  /**
   * Whether all unfinished splits are idle; if there are none, whether more may come and do not.
   * Where splits go on and on, an added one is a rare event, and nobody waits for it.
   */
  boolean isIdle() {
    if (unfinished.isEmpty()) {
      return isEndless && (isInTurn || betweenSplits.isIdle());
    }
    return unfinished.stream().allMatch(SplitCursor::isIdle);
  }

  /** The unfinished splits; of many those with the least watermarks. */
  List<SplitFigures> figures(long nowNanos, int most) {
    List<SplitFigures> all = new ArrayList<>(unfinished.size());
    for (SplitCursor cursor : unfinished) {
      SplitState opened = openings.containsKey(cursor) ? SplitState.OPENING : SplitState.UNREAD;
      all.add(cursor.figures(nowNanos, readers.containsKey(cursor) ? SplitState.READING : opened));
    }
    if (all.size() > most) {
      all.sort(Comparator.comparingLong(SplitFigures::watermarkMillis));
      return List.copyOf(all.subList(0, most));
    }
    return List.copyOf(all);
  }

  TaskSnapshot.SourcePart snapshot() {
    return new TaskSnapshot.SourcePart(
        source.operatorId(), source.subtask(), cursors.stream().map(SplitCursor::state).toList());
  }

  @Override
  public void close() {
    try {
      for (SplitOpening opening : openings.values()) {
        opening.giveUp();
      }
      for (SplitReader reader : readers.values()) {
        reader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A split that can be read now. */
  record Open(SplitCursor cursor, SplitReader reader) {}
}
