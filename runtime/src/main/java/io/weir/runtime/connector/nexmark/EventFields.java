package io.weir.runtime.connector.nexmark;

import io.weir.runtime.connector.generator.Draw;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of people, auctions and bids, as functions of settings. */
final class EventFields {
  private static final byte[][] FIRST_NAMES =
      bytes("Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter");
  private static final byte[][] LAST_NAMES =
      bytes("Shultz", "Abrams", "Spencer", "White", "Bartels", "Walton", "Smith", "Jones", "Noris");
  private static final byte[][] CITIES =
      bytes(
          "Phoenix",
          "Los Angeles",
          "San Francisco",
          "Boise",
          "Portland",
          "Bend",
          "Redmond",
          "Seattle",
          "Kent",
          "Cheyenne");
  private static final byte[][] STATES = bytes("AZ", "CA", "ID", "OR", "WA", "WY");
  private static final byte[][] HOT_CHANNELS = bytes("Google", "Facebook", "Baidu", "Apple");
  private static final byte[] CHANNEL = ascii("channel-");
  private static final byte[] SITE = ascii("https://www.nexmark.com/");
  private static final byte[] PAGE = ascii("item.htm?query=1");
  private static final byte[] CHANNEL_ID = ascii("&channel_id=");
  private static final byte[] DOT_COM = ascii(".com");
  private static final int OTHER_CHANNELS = 10_000;
  private static final int CATEGORIES = 5;
  private static final int FIRST_CATEGORY = 10;

  /** What the other fields take on average, which 'extra' need not fill. */
  private static final long PERSON_BYTES = 70;

  private static final long AUCTION_BYTES = 112;
  private static final long BID_BYTES = 32;

  private final NexmarkSettings settings;
  private final Draw draw;
  private final Draw channels;
  private int purpose;

  private EventFields(NexmarkSettings settings) {
    this.settings = settings;
    this.draw = new Draw(settings.seed());
    this.channels = new Draw(~settings.seed());
  }

  /** The fields of a kind of event, in the order of the benchmark's tables. */
  static List<EventField> of(byte kind, NexmarkSettings settings) {
    EventFields fields = new EventFields(settings);
    return switch (kind) {
      case EventRun.PERSON -> fields.person();
      case EventRun.AUCTION -> fields.auction();
      default -> fields.bid();
    };
  }

  /** Room for the longest text of any field. */
  static int longestText(NexmarkSettings settings) {
    NexmarkSettings.Sizes sizes = settings.sizes();
    long longest = Math.max(sizes.person(), Math.max(sizes.auction(), sizes.bid()));
    return (int) (longest + longest / 2) + 256;
  }

  private List<EventField> person() {
    byte kind = EventRun.PERSON;
    List<EventField> fields = new ArrayList<>();
    fields.add(EventField.number(kind, "id", (e, row) -> Chances.FIRST_ID + e.lastPerson(row)));
    int first = next();
    int last = next();
    fields.add(
        EventField.text(
            kind,
            "name",
            (e, row, text) -> {
              text.append(pick(FIRST_NAMES, e.number(row), first));
              text.append(' ');
              text.append(pick(LAST_NAMES, e.number(row), last));
            }));
    fields.add(EventField.text(kind, "emailAddress", email()));
    fields.add(EventField.text(kind, "creditCard", creditCard()));
    fields.add(EventField.text(kind, "city", oneOf(CITIES)));
    fields.add(EventField.text(kind, "state", oneOf(STATES)));
    fields.add(EventField.time(kind, "dateTime", this::millis));
    fields.add(EventField.text(kind, "extra", extra(settings.sizes().person() - PERSON_BYTES)));
    return fields;
  }

  private EventField.TextValue email() {
    int purpose = next();
    int user = next();
    int host = next();
    return (e, row, text) -> {
      long event = e.number(row);
      long bits = draw.bits(event, purpose);
      text.appendLetters(draw, event, user, 3 + (int) Draw.scale(bits, 5));
      text.append('@');
      text.appendLetters(draw, event, host, 3 + (int) (bits & 1));
      text.append(DOT_COM);
    };
  }

  private EventField.TextValue creditCard() {
    int purpose = next();
    return (e, row, text) -> {
      long bits = draw.bits(e.number(row), purpose);
      for (int group = 0; group < 4; group++) {
        if (group > 0) {
          text.append(' ');
        }
        text.appendFourDigits((int) ((bits >>> 16 * group & 0xFFFF) * 10_000 >>> 16));
      }
    };
  }

  private List<EventField> auction() {
    purpose = 64;
    byte kind = EventRun.AUCTION;
    List<EventField> fields = new ArrayList<>();
    fields.add(EventField.number(kind, "id", (e, row) -> Chances.FIRST_ID + e.lastAuction(row)));
    fields.add(EventField.text(kind, "itemName", letters(3, 20)));
    fields.add(EventField.text(kind, "description", letters(3, 100)));
    int initial = next();
    int reserve = next();
    int length = next();
    int seller = next();
    next();
    int category = next();
    fields.add(
        EventField.number(
            kind, "initialBid", (e, row) -> Chances.price(draw, e.number(row), initial)));
    fields.add(
        EventField.number(
            kind,
            "reserve",
            (e, row) ->
                Chances.price(draw, e.number(row), initial)
                    + Chances.price(draw, e.number(row), reserve)));
    fields.add(EventField.time(kind, "dateTime", this::millis));
    fields.add(EventField.time(kind, "expires", (e, row) -> expires(e.number(row), length)));
    fields.add(
        EventField.number(
            kind,
            "seller",
            (e, row) -> Chances.person(e, draw, row, seller, settings.hotSellers(), 0)));
    fields.add(
        EventField.number(
            kind,
            "category",
            (e, row) -> FIRST_CATEGORY + draw.below(e.number(row), category, CATEGORIES)));
    fields.add(EventField.text(kind, "extra", extra(settings.sizes().auction() - AUCTION_BYTES)));
    return fields;
  }

  /** On average when as many auctions as are open at once have begun since. */
  private long expires(long event, int purpose) {
    NexmarkSettings.Mix mix = settings.mix();
    long ahead = Chances.OPEN_AUCTIONS * mix.total() / Math.max(1, mix.auctions());
    long now = settings.millis(event);
    long horizon = settings.millis(event + ahead) - now;
    return now + 1 + draw.below(event, purpose, Math.max(2 * horizon, 1));
  }

  private List<EventField> bid() {
    purpose = 128;
    byte kind = EventRun.BID;
    List<EventField> fields = new ArrayList<>();
    int auction = next();
    next();
    int bidder = next();
    next();
    int price = next();
    int channel = next();
    fields.add(
        EventField.number(kind, "auction", (e, row) -> Chances.auction(e, draw, row, auction)));
    fields.add(
        EventField.number(
            kind,
            "bidder",
            (e, row) -> Chances.person(e, draw, row, bidder, settings.hotBidders(), 1)));
    fields.add(
        EventField.number(kind, "price", (e, row) -> Chances.price(draw, e.number(row), price)));
    fields.add(
        EventField.text(
            kind, "channel", (e, row, text) -> channel(channel(e.number(row), channel), text)));
    fields.add(
        EventField.text(kind, "url", (e, row, text) -> url(channel(e.number(row), channel), text)));
    fields.add(EventField.time(kind, "dateTime", this::millis));
    fields.add(EventField.text(kind, "extra", extra(settings.sizes().bid() - BID_BYTES)));
    return fields;
  }

  /** Half of the bids come through the hot channels, numbered below 0. */
  private int channel(long event, int purpose) {
    long bits = draw.bits(event, purpose);
    return (bits & 1) == 0 ? -1 - (int) (bits >>> 1 & 3) : (int) Draw.scale(bits, OTHER_CHANNELS);
  }

  private static void channel(int number, TextScratch text) {
    if (number < 0) {
      text.append(HOT_CHANNELS[-1 - number]);
    } else {
      text.append(CHANNEL);
      appendNumber(number, text);
    }
  }

  /** A channel has one address; nine in ten of those that are not hot name their id in it. */
  private void url(int channel, TextScratch text) {
    text.append(SITE);
    for (int directory = 0; directory < 3; directory++) {
      text.appendLetters(channels, channel, directory, 5);
      text.append('/');
    }
    text.append(PAGE);
    if (channel >= 0 && channels.below(channel, 3, 10) > 0) {
      text.append(CHANNEL_ID);
      appendNumber(Integer.reverse(channel) & Integer.MAX_VALUE, text);
    }
  }

  private static void appendNumber(int number, TextScratch text) {
    int divisor = 1;
    while (number / divisor >= 10) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      text.append((char) ('0' + number / divisor % 10));
    }
  }

  private long millis(EventRun events, int row) {
    return settings.millis(events.number(row));
  }

  private EventField.TextValue letters(int least, int most) {
    int length = next();
    int content = next();
    return (e, row, text) -> {
      long event = e.number(row);
      int letters = least + (int) draw.below(event, length, most - least + 1);
      text.appendLetters(draw, event, content, letters);
    };
  }

  /** Up to a fifth more or fewer letters than the average. */
  private EventField.TextValue extra(long average) {
    int least = (int) Math.max(0, average - average / 5);
    return letters(least, (int) Math.max(least, average + average / 5));
  }

  private EventField.TextValue oneOf(byte[][] values) {
    int purpose = next();
    return (e, row, text) -> text.append(pick(values, e.number(row), purpose));
  }

  private byte[] pick(byte[][] values, long event, int purpose) {
    return values[(int) draw.below(event, purpose, values.length)];
  }

  private int next() {
    return purpose++;
  }

  private static byte[][] bytes(String... texts) {
    byte[][] bytes = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      bytes[i] = ascii(texts[i]);
    }
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
