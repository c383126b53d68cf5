package io.weir.runtime.connector.faker;

import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.generator.GeneratedRow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.datafaker.Faker;

/**
 * One expression such as {@code #{Name.first_name}}. Times before and after the present are
 * computed here, since the library would take the present from the clock.
 *
 * @param key the option that it was given in
 * @param text as written, with the names that this version of the library knows
 * @param purpose what tells its draws from those of others
 */
record FakerExpression(String key, String text, int purpose) {
  private static final Pattern NUMBER_BETWEEN =
      Pattern.compile(
          "#\\{\\s*number\\.number_?between\\s+'(-?\\d{1,18})'\\s*,\\s*'(-?\\d{1,18})'\\s*\\}",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NEAR_PRESENT =
      Pattern.compile(
          "#\\{\\s*date\\.(past|future)\\s*'(\\d{1,9})'\\s*,\\s*(?:'(\\d{1,9})'\\s*,\\s*)?"
              + "'([a-z]+)'\\s*\\}",
          Pattern.CASE_INSENSITIVE);

  /** What older versions of the library called otherwise. */
  private static final Map<Pattern, String> OLDER_NAMES =
      Map.of(
          named("internet", "user_?agent_?any"), "#{Internet.userAgent",
          named("aviation", "aircraft"), "#{Aviation.airplane",
          named("commerce", "product_name"), "#{Commerce.productName",
          named("crypto", "md5"), "#{Hashing.md5",
          named("crypto", "sha1"), "#{Hashing.sha1",
          named("crypto", "sha256"), "#{Hashing.sha256",
          named("crypto", "sha512"), "#{Hashing.sha512");

  private static final Pattern ON_THE_CLOCK =
      Pattern.compile("#\\{\\s*(date|time|timeAndDate)\\.", Pattern.CASE_INSENSITIVE);
  private static final Pattern KEEPS_COUNT =
      Pattern.compile("#\\{\\s*unique\\.", Pattern.CASE_INSENSITIVE);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  FakerExpression {
    for (Map.Entry<Pattern, String> older : OLDER_NAMES.entrySet()) {
      text = older.getKey().matcher(text).replaceAll(Matcher.quoteReplacement(older.getValue()));
    }
  }

  private static Pattern named(String provider, String method) {
    return Pattern.compile(
        "#\\{\\s*" + provider + "\\." + method + "\\b", Pattern.CASE_INSENSITIVE);
  }

  /** The library with its source of randomness, for one reader. */
  record Library(Faker faker, Random random) {
    static Library create() {
      Random random = new Random(0);
      return new Library(new Faker(Locale.ENGLISH, random), random);
    }
  }

  /** Whether the library can evaluate it at all. */
  void check(Library library) {
    if (KEEPS_COUNT.matcher(text).find()) {
      throw new OptionException(
          key,
          "option '" + key + "': unique values depend on all rows before, and are not supported",
          null);
    }
    try {
      evaluate(library, new GeneratedRow(0, 0, 1), 0);
    } catch (OptionException mistake) {
      throw mistake;
    } catch (RuntimeException cause) {
      throw new OptionException(
          key,
          "option '" + key + "': Datafaker cannot evaluate '" + text + "'",
          "see the list of its providers, and write for example '#{Name.fullName}'");
    }
  }

  /** Whether it depends on the row alone. */
  boolean isRepeatable() {
    return !ON_THE_CLOCK.matcher(NEAR_PRESENT.matcher(text).replaceAll("")).find();
  }

  /** Whether it is a time without a zone that means UTC. */
  boolean isInstant() {
    return NEAR_PRESENT.matcher(text).matches();
  }

  /** Its text for a key of a row. */
  String evaluate(Library library, GeneratedRow row, long key) {
    String rest = text;
    Matcher matcher = NEAR_PRESENT.matcher(text);
    if (matcher.find()) {
      rest = matcher.replaceAll(found -> nearPresent(found, row, key));
    }
    Matcher between = NUMBER_BETWEEN.matcher(rest);
    if (between.find()) {
      rest = between.replaceAll(found -> numberBetween(found, row, key));
    }
    if (rest.indexOf("#{") < 0) {
      return rest;
    }
    library.random().setSeed(row.draw().bits(key, purpose));
    return library.faker().expression(rest);
  }

  /**
   * The library has this method for whole numbers and for fractions, and which one it finds for
   * arguments that fit both is not the same in every process.
   */
  private String numberBetween(MatchResult found, GeneratedRow row, long key) {
    long least = Long.parseLong(found.group(1));
    long end = Long.parseLong(found.group(2));
    long width = Math.max(1, end - least);
    return Long.toString(least + row.draw().below(key, purpose + found.start(), width));
  }

  private String nearPresent(MatchResult found, GeneratedRow row, long key) {
    TimeUnit unit = unit(found.group(4));
    long most = unit.toMillis(Long.parseLong(found.group(2)));
    long least = found.group(3) == null ? 0 : unit.toMillis(Long.parseLong(found.group(3)));
    long distance =
        least + row.draw().below(key, purpose + found.start(), Math.max(1, most - least));
    boolean isPast = found.group(1).equalsIgnoreCase("past");
    Instant instant = Instant.ofEpochMilli(row.millis() + (isPast ? -distance : distance));
    return MILLIS.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  private TimeUnit unit(String name) {
    try {
      return TimeUnit.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new OptionException(
          key, "option '" + key + "': there is no unit of time '" + name + "'", null);
    }
  }
}
