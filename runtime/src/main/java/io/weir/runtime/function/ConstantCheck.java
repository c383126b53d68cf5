package io.weir.runtime.function;

import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a literal argument must be, beyond its type. */
public enum ConstantCheck {
  /** A regular expression of Java. */
  REGEX(ConstantCheck::regexFault),
  /** The name of a character set that this JVM has. */
  CHARSET(ConstantCheck::charsetFault),
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
