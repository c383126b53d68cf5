package io.weir.runtime.connector.nexmark;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import java.util.List;

/**
 * What determines the events.
 *
 * @param events how many there are; {@link Long#MAX_VALUE} for no end
 * @param staysOpen whether the table does not end behind its last event
 * @param rate events a second of event time
 * @param isPaced whether events come at that rate in real time too
 * @param baseMillis event time of the first event, milliseconds since the epoch
 * @param mix how many of each kind there are
 * @param hotAuctions one bid in this many goes to any auction, the others to a hot one
 * @param hotBidders one bid in this many comes from any person, the others from a hot one
 * @param hotSellers one auction in this many is by any person, the others by a hot one
 */
record NexmarkSettings(
    long events,
    boolean staysOpen,
    long rate,
    boolean isPaced,
    long baseMillis,
    long seed,
    Mix mix,
    Sizes sizes,
    long hotAuctions,
    long hotBidders,
    long hotSellers) {
  private static final String SQUARE = "SQUARE";
  private static final Option EVENTS =
      integer("events.num", "0", "how many events there are; 0 for no end");
  private static final Option STOP_AT =
      integer("stop-at", "-1", "the number of events after which none come; -1 for all");
  private static final Option KEEP_ALIVE =
      flag("keep-alive", "false", "whether the table stays open when its events have come");
  private static final Option FIRST_RATE =
      integer("first-event.rate", "10000", "events a second of event time");
  private static final Option NEXT_RATE =
      integer("next-event.rate", "10000", "understood for the benchmark's sake: has no effect");
  private static final Option FASTEST =
      flag(
          "max-emit-speed",
          "true",
          "whether events come as fast as they are taken, not at their rate in real time");
  private static final Option PERSONS =
      integer("person.proportion", "1", "people among the events, next to the other proportions");
  private static final Option AUCTIONS =
      integer("auction.proportion", "3", "auctions among the events");
  private static final Option BIDS = integer("bid.proportion", "46", "bids among the events");
  private static final Option HOT_AUCTIONS =
      integer(
          "bid.hot-ratio.auctions", "2", "one bid in so many goes to any auction, others to a hot");
  private static final Option HOT_BIDDERS =
      integer(
          "bid.hot-ratio.bidders", "4", "one bid in so many is by any person, others by a hot one");
  private static final Option HOT_SELLERS =
      integer(
          "auction.hot-ratio.sellers",
          "4",
          "one auction in so many is by any person, others by a hot one");
  private static final Option PERSON_SIZE = size("person.avg-size", "200b", "a person");
  private static final Option AUCTION_SIZE = size("auction.avg-size", "500b", "an auction");
  private static final Option BID_SIZE = size("bid.avg-size", "100b", "a bid");
  private static final Option SEED =
      integer("seed", "42", "events of another seed differ; not an option of the benchmark");
  private static final Option BASE_TIME =
      integer(
          "base-time",
          "1436918400000",
          "event time of the first event in milliseconds since 1970, by default 2015-07-15");

  /** All options. */
  static final List<Option> OPTIONS =
      List.of(
          EVENTS,
          STOP_AT,
          KEEP_ALIVE,
          FIRST_RATE,
          NEXT_RATE,
          FASTEST,
          PERSONS,
          AUCTIONS,
          BIDS,
          HOT_AUCTIONS,
          HOT_BIDDERS,
          HOT_SELLERS,
          PERSON_SIZE,
          AUCTION_SIZE,
          BID_SIZE,
          SEED,
          BASE_TIME,
          Option.choice("rate.shape", List.of(SQUARE, "SINE"), SQUARE, NEXT_RATE.description()),
          Option.optional("rate.period", Option.Kind.DURATION, "600 s", NEXT_RATE.description()),
          flag("rate.limited", "false", NEXT_RATE.description()));

  /**
   * How many people, auctions and bids there are in each run of that many events, in this order.
   */
  record Mix(long persons, long auctions, long bids) {
    long total() {
      return persons + auctions + bids;
    }
  }

  /** The average sizes of events in bytes, which their extra text fills up. */
  record Sizes(long person, long auction, long bid) {}

  /**
   * The settings of checked options.
   *
   * @throws OptionException for a number out of its range
   */
  static NexmarkSettings of(Options options) {
    long events = atLeast(options, EVENTS, 0);
    long stopAt = atLeast(options, STOP_AT, -1);
    long all = events == 0 ? Long.MAX_VALUE : events;
    atLeast(options, NEXT_RATE, 1);
    Mix mix =
        new Mix(
            between(options, PERSONS, 0, 1_000_000),
            between(options, AUCTIONS, 0, 1_000_000),
            between(options, BIDS, 0, 1_000_000));
    if (mix.total() == 0) {
      throw new OptionException(
          BIDS.key(), "the proportions of people, auctions and bids are all 0", null);
    }
    return new NexmarkSettings(
        stopAt < 0 ? all : Math.min(all, stopAt),
        options.flag(KEEP_ALIVE.key()),
        between(options, FIRST_RATE, 1, 1_000_000_000),
        !options.flag(FASTEST.key()),
        options.integer(BASE_TIME.key()),
        options.integer(SEED.key()),
        mix,
        new Sizes(
            bytes(options, PERSON_SIZE), bytes(options, AUCTION_SIZE), bytes(options, BID_SIZE)),
        atLeast(options, HOT_AUCTIONS, 1),
        atLeast(options, HOT_BIDDERS, 1),
        atLeast(options, HOT_SELLERS, 1));
  }

  /** Whether the table ends. */
  boolean isBounded() {
    return events != Long.MAX_VALUE && !staysOpen;
  }

  /** What determines the events of a split: all but whether the table stays open behind them. */
  NexmarkSettings ofSplits() {
    return new NexmarkSettings(
        events,
        false,
        rate,
        isPaced,
        baseMillis,
        seed,
        mix,
        sizes,
        hotAuctions,
        hotBidders,
        hotSellers);
  }

  /** Event time of an event in milliseconds since the epoch. */
  long millis(long event) {
    return baseMillis + event / rate * 1000 + event % rate * 1000 / rate;
  }

  private static long atLeast(Options options, Option option, long least) {
    return between(options, option, least, Long.MAX_VALUE / 4);
  }

  private static long bytes(Options options, Option option) {
    long bytes = options.sizeBytes(option.key());
    if (bytes > 1 << 20) {
      throw new OptionException(
          option.key(), "option '" + option.key() + "' must be at most 1 mb, not " + bytes, null);
    }
    return bytes;
  }

  private static long between(Options options, Option option, long least, long most) {
    long value = options.integer(option.key());
    if (value < least || value > most) {
      throw new OptionException(
          option.key(),
          "option '"
              + option.key()
              + "' must be "
              + (value < least ? "at least " + least : "at most " + most)
              + ", not "
              + value,
          null);
    }
    return value;
  }

  private static Option integer(String key, String defaultText, String description) {
    return Option.optional(key, Option.Kind.INTEGER, defaultText, description);
  }

  private static Option flag(String key, String defaultText, String description) {
    return Option.optional(key, Option.Kind.BOOLEAN, defaultText, description);
  }

  private static Option size(String key, String defaultText, String what) {
    return Option.optional(
        key,
        Option.Kind.MEMORY_SIZE,
        defaultText,
        "the average size of " + what + ", up to which its text 'extra' fills it");
  }
}
