package io.weir.runtime.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTextTest {
  private static final int CASES = 20_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "(&|^)channel_id=([^&]*) channel_id= 1",
        "abc abc 0",
        "ab?cde cde 2",
        "ab+cde cde 2147483647",
        "[a-z]x(?:yy|zzz)end end 6",
        "\\d{3}-ab\\.c -ab.c 2147483647",
        "^https?://www\\. ://www. 5",
        "ab(cd)?ef\\bgh ab 0",
        ".ab ab 2",
      })
  void isInEveryMatch(String regex, String text, int before) {
    RequiredText required = RequiredText.of(regex);
    assertEquals(text, required.text());
    assertEquals(before, required.before());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "ab|cd",
        "(?i)abc",
        "(?=abc)abc",
        "\\Qabc\\E",
        "a{2}",
        "(abc)?",
        "[abc]",
        "\\x41bc",
        "(a)\\1bcd",
        "[a&&b]abc",
        "[[a]b]abc",
        "abc)",
        "(abc",
      })
  void nothingIsCertain(String regex) {
    assertNull(RequiredText.of(regex));
  }

  /** What is found is found, and nothing else, over texts that nearly match. */
  @Test
  void findsWhatThePatternFinds() {
    Random random = new Random(1);
    int required = 0;
    for (int i = 0; i < CASES; i++) {
      String regex = regex(random, 2);
      required += RequiredText.of(regex) == null ? 0 : 1;
      RegexState state = new RegexState();
      for (int k = 0; k < 4; k++) {
        String text = text(random);
        assertEquals(
            matches(Pattern.compile(regex).matcher(text)),
            found(state, regex, text),
            regex + " in " + text);
      }
    }
    assertTrue(required > CASES / 10, required + " of " + CASES);
  }

  private static String regex(Random random, int depth) {
    StringBuilder regex = new StringBuilder();
    for (int atoms = 1 + random.nextInt(4); atoms > 0; atoms--) {
      switch (random.nextInt(depth > 0 ? 9 : 7)) {
        case 0, 1, 2 -> regex.append(text(random));
        case 3 -> regex.append(List.of("[ab]", "[^a]", ".", "\\w", "\\W").get(random.nextInt(5)));
        case 4 -> regex.append(List.of("^", "$", "\\b").get(random.nextInt(3)));
        case 5 -> regex.append("\\.");
        case 6 -> regex.append("(?<=a)");
        default ->
            regex
                .append(random.nextBoolean() ? "(" : "(?:")
                .append(regex(random, depth - 1))
                .append(random.nextBoolean() ? "|" + regex(random, depth - 1) : "")
                .append(")");
      }
      if (random.nextInt(4) == 0 && regex.length() > 0 && "^$b".indexOf(last(regex)) < 0) {
        regex.append(List.of("?", "*", "+", "{1,2}", "*?", "++").get(random.nextInt(6)));
      }
    }
    return regex.toString();
  }

  private static char last(StringBuilder text) {
    return text.charAt(text.length() - 1);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = 1 + random.nextInt(6); length > 0; length--) {
      text.append(List.of("a", "b", "a", "b", "é", "-", "😀").get(random.nextInt(7)));
    }
    return text.toString();
  }

  private static List<String> matches(Matcher matcher) {
    List<String> matches = new ArrayList<>();
    while (matcher.find()) {
      matches.add(matcher.start() + " to " + matcher.end());
    }
    return matches;
  }

  private static List<String> found(RegexState state, String regex, String text) {
    long pattern = copy(regex);
    long row = copy(text);
    try {
      Slice slice = new Slice().set(pattern, regex.getBytes(StandardCharsets.UTF_8).length);
      Slice of = new Slice().set(row, text.getBytes(StandardCharsets.UTF_8).length);
      return matches(state.matcher(slice, of));
    } finally {
      Memory.free(pattern);
      Memory.free(row);
    }
  }

  private static long copy(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long address = Memory.allocate(bytes.length + 16);
    for (int i = 0; i < bytes.length; i++) {
      Memory.putByte(address + i, bytes[i]);
    }
    return address;
  }
}
