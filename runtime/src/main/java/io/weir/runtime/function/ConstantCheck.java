package io.weir.runtime.function;

import java.nio.charset.Charset;
import java.text.SimpleDateFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a literal argument must be, beyond its type. */
public enum ConstantCheck {
  /** A regular expression of Java. */
  REGEX(ConstantCheck::regexFault),
  /** The name of a character set that this JVM has. */
  CHARSET(ConstantCheck::charsetFault),
  /** A pattern of {@link java.time.format.DateTimeFormatter}. */
  TIME_FORMAT(ConstantCheck::timeFormatFault),
  /** A pattern of {@link SimpleDateFormat}. */
  OLD_TIME_FORMAT(ConstantCheck::oldTimeFormatFault),
  /** The name of a time zone. */
  TIME_ZONE(ConstantCheck::timeZoneFault),
  /** BOTH, LEADING or TRAILING. */
  TRIM_SIDE(ConstantCheck::trimSideFault),
  /** The length of a SHA-2 digest in bits. */
  SHA2_BITS(ConstantCheck::sha2Fault);

  private final Function<Object, String> test;

  ConstantCheck(Function<Object, String> test) {
    this.test = test;
  }

  /** What is wrong with {@code literal}, or null. */
  String fault(Object literal) {
    return test.apply(literal);
  }

  private static String regexFault(Object literal) {
    try {
      Pattern.compile((String) literal);
      return null;
    } catch (PatternSyntaxException e) {
      return "'"
          + literal
          + "' is no regular expression: "
          + e.getDescription()
          + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1));
    }
  }

  private static String charsetFault(Object literal) {
    String name = (String) literal;
    try {
      return Charset.isSupported(name) ? null : EncodingFunctions.unknownCharset(name);
    } catch (IllegalArgumentException notAName) {
      return EncodingFunctions.unknownCharset(name);
    }
  }

  private static String timeFormatFault(Object literal) {
    try {
      TimeFormat.compile((String) literal);
      return null;
    } catch (IllegalArgumentException e) {
      return "'" + literal + "' is no time format: " + e.getMessage();
    }
  }

  private static String oldTimeFormatFault(Object literal) {
    try {
      new SimpleDateFormat((String) literal, Locale.US);
      return null;
    } catch (IllegalArgumentException e) {
      return "'" + literal + "' is no time format: " + e.getMessage();
    }
  }

  private static String timeZoneFault(Object literal) {
    String name = (String) literal;
    return TimeFormatState.zone(name) == null ? TimeFormatState.unknownZone(name) : null;
  }

  private static String trimSideFault(Object literal) {
    return List.of("BOTH", "LEADING", "TRAILING").contains(literal)
        ? null
        : "'" + literal + "' is not BOTH, LEADING or TRAILING";
  }

  private static String sha2Fault(Object literal) {
    long bits = ((Number) literal).longValue();
    return HashFunctions.isSha2Length(bits) ? null : HashFunctions.unknownSha2Length(bits);
  }
}
