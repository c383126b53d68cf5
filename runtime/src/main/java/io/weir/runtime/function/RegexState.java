package io.weir.runtime.function;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The last regular expression of a call site, compiled, and the text it is matched with. */
final class RegexState implements FunctionState {
  private final RegexText text = new RegexText();
  private final SteadyText patternText = new SteadyText();
  private String pattern;
  private Matcher matcher;
  private RequiredText required;

  /**
   * A matcher that finds {@code regex} in {@code row}, or null if {@code regex} is no regular
   * expression. Where no match can begin it does not look.
   */
  Matcher matcher(Slice regex, Slice row) {
    String wanted = patternText.of(regex);
    if (!wanted.equals(pattern)) {
      pattern = wanted;
      matcher = compile(pattern);
      required = matcher == null ? null : RequiredText.of(pattern);
    }
    text.set(row);
    if (matcher == null) {
      return null;
    }
    matcher.reset(text);
    return required == null ? matcher : matcher.region(required.start(text), text.length());
  }

  /** The text of the last matcher. */
  RegexText text() {
    return text;
  }

  private static Matcher compile(String regex) {
    try {
      return Pattern.compile(regex)
          .matcher("")
          .useAnchoringBounds(false)
          .useTransparentBounds(true);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  /** {@link Matcher#find()}, with a fault instead of a stack overflow. */
  boolean find(Matcher started) {
    try {
      return started.find();
    } catch (StackOverflowError e) {
      throw new EvaluationException(
          "the regular expression "
              + started.pattern()
              + " takes too deep a recursion on a text of "
              + text.length()
              + " characters",
          "write repeated groups so that they do not nest, for example (?:a|b)*+ or [ab]*");
    }
  }
}
