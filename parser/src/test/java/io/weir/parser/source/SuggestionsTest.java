package io.weir.parser.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> NAMES = List.of("price", "bidder", "auction", "dateTime", "id");

  @ParameterizedTest
  @CsvSource({
    "prise, price",
    "PRICE, price",
    "bider, bidder",
    "acution, auction",
    "datetime, dateTime",
    "auctions, auction",
    "ids, id"
  })
  void nearest(String word, String expected) {
    assertEquals(Optional.of(expected), Suggestions.nearest(word, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"x", "pr", "seller", "timestamp", "''"})
  void nothingNear(String word) {
    assertEquals(Optional.empty(), Suggestions.nearest(word, NAMES));
  }

  @Test
  void tiesGoToTheFirstInTheAlphabet() {
    assertEquals(Optional.of("aab"), Suggestions.nearest("aaa", List.of("aac", "aab")));
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "abc, '', 3", "abc, acb, 1", "SELCT, SELECT, 1", "ca, abc, 3"})
  void distance(String left, String right, int expected) {
    assertEquals(expected, Suggestions.distance(left, right));
    assertEquals(expected, Suggestions.distance(right, left));
  }
}
