package io.weir.runtime.connector.nexmark;

import io.weir.runtime.connector.generator.Draw;

/**
 * The distributions of the benchmark: who is hot, who is active, how dear things are. The id of a
 * person or auction is its number in order plus {@link #FIRST_ID}; some refer to ones that come a
 * little later, as if events had overtaken each other.
 */
final class Chances {
  static final long FIRST_ID = 1000;

  /** Of so many in a row, one is hot. */
  private static final long HOT_EVERY = 100;

  /** Bids go to the newest so many auctions. */
  static final long OPEN_AUCTIONS = 100;

  /** The newest so many people bid and sell. */
  private static final long ACTIVE_PERSONS = 1000;

  /** How many ids ahead of the newest may be named. */
  private static final long LEAD = 10;

  private static final int PRICE_STEPS = 4096;
  private static final double[] PRICES = prices();

  private Chances() {}

  /** A hot auction, or one of the open ones. */
  static long auction(EventRun events, Draw draw, int row, int purpose) {
    long event = events.number(row);
    long newest = events.lastAuction(row);
    if (draw.below(event, purpose, events.settings().hotAuctions()) > 0) {
      return FIRST_ID + newest / HOT_EVERY * HOT_EVERY;
    }
    long oldest = Math.max(newest - OPEN_AUCTIONS, 0);
    return FIRST_ID + oldest + draw.below(event, purpose + 1, newest - oldest + 1 + LEAD);
  }

  /**
   * A hot person, or one of the active.
   *
   * @param ratio one in so many is any active one
   * @param offset which of each hundred is hot
   */
  static long person(EventRun events, Draw draw, int row, int purpose, long ratio, long offset) {
    long event = events.number(row);
    long newest = events.lastPerson(row);
    if (draw.below(event, purpose, ratio) > 0) {
      return FIRST_ID + Math.max(newest, 0) / HOT_EVERY * HOT_EVERY + offset;
    }
    long active = Math.min(newest + 1, ACTIVE_PERSONS);
    return FIRST_ID + newest + 1 - active + draw.below(event, purpose + 1, active + LEAD);
  }

  /** Prices from 100 to 100,000,000, as many between 100 and 1,000 as between any such. */
  static long price(Draw draw, long event, int purpose) {
    long bits = draw.bits(event, purpose);
    int step = (int) (bits >>> 52);
    double between = (bits & 0xFFFFFFFFL) * 0x1p-32;
    return (long) (PRICES[step] + (PRICES[step + 1] - PRICES[step]) * between);
  }

  private static double[] prices() {
    double[] prices = new double[PRICE_STEPS + 1];
    for (int i = 0; i <= PRICE_STEPS; i++) {
      prices[i] = 100 * StrictMath.pow(10, 6.0 * i / PRICE_STEPS);
    }
    return prices;
  }
}
