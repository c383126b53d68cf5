package io.weir.runtime.connector.nexmark;

import io.weir.runtime.stream.Batch;

/**
 * The events of one batch: their numbers, kinds, and what was last on sale and who was last there
 * when each happened. People, auctions and bids follow each other in fixed runs ({@link
 * NexmarkSettings.Mix}), so all of this is a function of the number.
 */
final class EventRun {
  static final byte PERSON = 0;
  static final byte AUCTION = 1;
  static final byte BID = 2;

  private final NexmarkSettings settings;
  private final long[] numbers = new long[Batch.MAX_ROWS];
  private final byte[] kinds = new byte[Batch.MAX_ROWS];
  private final long[] lastPersons = new long[Batch.MAX_ROWS];
  private final long[] lastAuctions = new long[Batch.MAX_ROWS];
  private int count;

  EventRun(NexmarkSettings settings) {
    this.settings = settings;
  }

  /** Holds {@code count} events from now on: the first, and each {@code stride} further. */
  void set(long first, int stride, int count) {
    this.count = count;
    NexmarkSettings.Mix mix = settings.mix();
    long total = mix.total();
    long run = first / total;
    long place = first % total;
    for (int row = 0; row < count; row++) {
      numbers[row] = first + (long) row * stride;
      fill(row, run, place, mix);
      place += stride;
      if (place >= total) {
        run += place / total;
        place %= total;
      }
    }
  }

  private void fill(int row, long run, long place, NexmarkSettings.Mix mix) {
    long person = run * mix.persons() + Math.min(place, mix.persons() - 1);
    long auction = run * mix.auctions() - 1;
    byte kind = PERSON;
    if (place >= mix.persons()) {
      kind = AUCTION;
      auction = run * mix.auctions() + Math.min(place - mix.persons(), mix.auctions() - 1);
      if (place >= mix.persons() + mix.auctions()) {
        kind = BID;
      }
    }
    kinds[row] = kind;
    lastPersons[row] = person;
    lastAuctions[row] = auction;
  }

  NexmarkSettings settings() {
    return settings;
  }

  int count() {
    return count;
  }

  long number(int row) {
    return numbers[row];
  }

  byte kind(int row) {
    return kinds[row];
  }

  /** The newest person, counted from 0: the event itself if it is one; -1 before the first. */
  long lastPerson(int row) {
    return lastPersons[row];
  }

  /** The newest auction, counted from 0: the event itself if it is one; -1 before the first. */
  long lastAuction(int row) {
    return lastAuctions[row];
  }
}
