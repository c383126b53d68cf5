package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.Token;

/** What could have come at a place in a statement. */
final class Expectations {
  private final Set<String> phrases = new LinkedHashSet<>();
  private final Set<String> keywords = new TreeSet<>();
  private boolean insideBody;

  void addPhrase(String phrase) {
    phrases.add(phrase);
  }

  void addKeyword(String keyword) {
    keywords.add(keyword);
  }

  /** A rule that could have begun, with its label. */
  void addRule(int rule, String label) {
    insideBody |= RuleLabels.isBody(rule);
    if (!label.isEmpty()) {
      phrases.add(label);
    }
  }

  /** The keywords that could have come, in upper case. */
  Collection<String> keywords() {
    return keywords;
  }

  /** Whether one of the given phrases was expected. */
  boolean anyOf(Set<String> wanted) {
    return phrases.stream().anyMatch(wanted::contains);
  }

  /** Whether the place is inside a query body or an expression. */
  boolean isInsideBody() {
    return insideBody;
  }

  /** Whether the statement could have ended. */
  boolean canEnd() {
    return phrases.contains(TokenWords.expected(Token.EOF));
  }

  /** The expectations as a phrase: {@code A}, {@code A or B}, {@code one of A, B or C}. */
  String inWords() {
    List<String> shown = new ArrayList<>(phrases);
    if (shown.remove(TokenWords.expected(Token.EOF))) {
      shown.remove(TokenWords.expected(StatementParser.SEMICOLON));
      shown.add("the end of the statement");
    }
    int last = shown.size() - 1;
    if (last < 1) {
      return shown.isEmpty() ? "something else" : shown.get(0);
    }
    String front = String.join(", ", shown.subList(0, last));
    return (last > 1 ? "one of " : "") + front + " or " + shown.get(last);
  }
}
