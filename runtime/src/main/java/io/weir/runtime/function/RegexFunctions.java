package io.weir.runtime.function;

import java.util.regex.Matcher;

/**
 * Functions of regular expressions, in Java's notation. A pattern that is a literal is examined at
 * planning; one that comes from data and is none makes the result NULL. Positions count code points
 * from 1.
 */
final class RegexFunctions {
  private RegexFunctions() {}

  @SqlFunction(
      name = "REGEXP",
      doc =
          "Whether a part of `text` matches the Java regular expression `regex`; FALSE for an empty"
              + " `regex`.",
      example = "REGEXP('hello', 'l+')",
      result = "TRUE")
  static boolean matches(
      Slice text, @SqlConstant(ConstantCheck.REGEX) Slice regex, RegexState state) {
    if (regex.isEmpty()) {
      return false;
    }
    Matcher matcher = state.matcher(regex, text);
    return matcher != null && state.find(matcher);
  }

  @SqlFunction(
      name = "REGEXP_EXTRACT",
      doc =
          "What group number `group` (default 0: everything) of `regex` matched in its first match"
              + " in `text`; NULL if there is no match or no such group.",
      example = "REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 2)",
      result = "'bar'")
  static boolean extract(
      Slice text,
      @SqlConstant(ConstantCheck.REGEX) Slice regex,
      int group,
      RegexState state,
      SliceOutput out) {
    Matcher matcher = state.matcher(regex, text);
    if (matcher == null || group < 0 || group > matcher.groupCount() || !state.find(matcher)) {
      return false;
    }
    if (matcher.start(group) < 0) {
      return false;
    }
    state.text().appendTo(out, matcher.start(group), matcher.end(group));
    return true;
  }

  @SqlFunction(name = "REGEXP_EXTRACT")
  static boolean extract(
      Slice text,
      @SqlConstant(ConstantCheck.REGEX) Slice regex,
      RegexState state,
      SliceOutput out) {
    return extract(text, regex, 0, state, out);
  }

  @SqlFunction(
      name = "REGEXP_SUBSTR",
      doc = "The first part of `text` that matches `regex`; NULL if there is none.",
      example = "REGEXP_SUBSTR('hello', 'l+')",
      result = "'ll'")
  static boolean substring(
      Slice text,
      @SqlConstant(ConstantCheck.REGEX) Slice regex,
      RegexState state,
      SliceOutput out) {
    return extract(text, regex, 0, state, out);
  }

  @SqlFunction(
      name = "REGEXP_REPLACE",
      doc =
          "`text` with each part that matches `regex` replaced by `replacement`, literally (`$1`"
              + " has no meaning there).",
      example = "REGEXP_REPLACE('foobar', 'oo|ar', '')",
      result = "'fb'")
  static boolean replace(
      Slice text,
      @SqlConstant(ConstantCheck.REGEX) Slice regex,
      Slice replacement,
      RegexState state,
      SliceOutput out) {
    Matcher matcher = state.matcher(regex, text);
    if (matcher == null) {
      return false;
    }
    RegexText chars = state.text();
    int start = 0;
    while (state.find(matcher)) {
      chars.appendTo(out, start, matcher.start());
      out.append(replacement);
      start = matcher.end();
    }
    chars.appendTo(out, start, chars.length());
    return true;
  }

  @SqlFunction(
      name = "REGEXP_COUNT",
      doc = "How many parts of `text`, not overlapping, match `regex`.",
      example = "REGEXP_COUNT('hello world', 'o')",
      result = "2",
      returns = "INT")
  static boolean count(
      Slice text, @SqlConstant(ConstantCheck.REGEX) Slice regex, RegexState state, LongOutput out) {
    Matcher matcher = state.matcher(regex, text);
    if (matcher == null) {
      return false;
    }
    int count = 0;
    while (state.find(matcher)) {
      count++;
    }
    out.set(count);
    return true;
  }

  @SqlFunction(
      name = "REGEXP_INSTR",
      doc = "The position (from 1) of the first part of `text` that matches `regex`, or 0.",
      example = "REGEXP_INSTR('hello', 'l+')",
      result = "3",
      returns = "INT")
  static boolean position(
      Slice text, @SqlConstant(ConstantCheck.REGEX) Slice regex, RegexState state, LongOutput out) {
    Matcher matcher = state.matcher(regex, text);
    if (matcher == null) {
      return false;
    }
    out.set(state.find(matcher) ? state.text().codePointsBefore(matcher.start()) + 1 : 0);
    return true;
  }
}
