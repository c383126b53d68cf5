package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.StatementParser;
import io.weir.parser.grammar.WordLexer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * What could have come instead of an offending token. From the place where the parser stood, the
 * grammar's automaton is followed through everything that consumes no token; a rule that has a
 * {@link RuleLabels label} counts as one expectation, whatever it may start with.
 */
final class Expectations {

  /** A state of the automaton and the rules to return to from there. */
  private record Config(ATNState state, Frame frame) {}

  /** A rule to return to; null is the end of the outermost one. */
  private record Frame(ATNState follow, Frame parent) {}

  private final ATN atn;
  private final Set<String> phrases = new LinkedHashSet<>();
  private final Set<String> keywords = new TreeSet<>();

  private Expectations(ATN atn) {
    this.atn = atn;
  }

  /** What was expected at a token that was reached from a place at or before it. */
  static Expectations at(
      ATN atn, SyntaxErrorStrategy.Place place, List<Token> tokens, int tokenIndex) {
    Expectations expectations = new Expectations(atn);
    expectations.collect(place, tokens, tokenIndex);
    return expectations;
  }

  /** The expectations in words, in the order of the grammar. */
  Collection<String> phrases() {
    return phrases;
  }

  /** The keywords that could have come, in upper case. */
  Collection<String> keywords() {
    return keywords;
  }

  /** Whether one of the given phrases was expected. */
  boolean anyOf(Set<String> wanted) {
    return phrases.stream().anyMatch(wanted::contains);
  }

  private void collect(SyntaxErrorStrategy.Place place, List<Token> tokens, int tokenIndex) {
    List<Config> configs =
        List.of(new Config(atn.states.get(place.state()), stack(place.context())));
    for (int i = place.tokenIndex(); i < tokenIndex; i++) {
      configs = step(configs, tokens.get(i).getType());
    }
    Set<Config> seen = new HashSet<>();
    String enclosing = place.tokenIndex() == tokenIndex ? enclosingLabel(place) : "";
    if (!enclosing.isEmpty()) {
      phrases.add(enclosing);
    }
    for (Config config : configs) {
      if (enclosing.isEmpty()) {
        gather(config, true, new HashSet<>());
      }
      gather(config, false, seen);
    }
  }

  /** The outermost labelled rule that the parser had entered without consuming a token of it. */
  private static String enclosingLabel(SyntaxErrorStrategy.Place place) {
    String label = "";
    ParserRuleContext context = place.context();
    while (context != null && context.start.getTokenIndex() == place.tokenIndex()) {
      String here = RuleLabels.of(context.getRuleIndex());
      label = here == null || here.isEmpty() ? label : here;
      context = context.getParent();
    }
    return label;
  }

  private Frame stack(ParserRuleContext context) {
    if (context == null || context.invokingState < 0) {
      return null;
    }
    RuleTransition call = (RuleTransition) atn.states.get(context.invokingState).transition(0);
    return new Frame(call.followState, stack(context.getParent()));
  }

  private List<Config> step(List<Config> configs, int tokenType) {
    List<Config> reached = new ArrayList<>();
    Set<Config> seen = new HashSet<>();
    for (Config config : configs) {
      advance(config, tokenType, seen, reached);
    }
    return reached;
  }

  private void advance(Config config, int tokenType, Set<Config> seen, List<Config> reached) {
    if (!seen.add(config)) {
      return;
    }
    for (Config next : silent(config)) {
      advance(next, tokenType, seen, reached);
    }
    for (Transition transition : config.state.getTransitions()) {
      if (!transition.isEpsilon() && transition.matches(tokenType, 0, atn.maxTokenType)) {
        reached.add(new Config(transition.target, config.frame));
      }
    }
  }

  /** Where a configuration leads without a token. */
  private static List<Config> silent(Config config) {
    if (config.state instanceof RuleStopState) {
      return config.frame == null
          ? List.of()
          : List.of(new Config(config.frame.follow, config.frame.parent));
    }
    List<Config> next = new ArrayList<>();
    for (Transition transition : config.state.getTransitions()) {
      if (transition instanceof RuleTransition call) {
        next.add(new Config(call.target, new Frame(call.followState, config.frame)));
      } else if (transition.isEpsilon()) {
        next.add(new Config(transition.target, config.frame));
      }
    }
    return next;
  }

  /** Adds phrases (labelled rules are not entered) or keywords (only names and bodies are not). */
  private void gather(Config config, boolean asPhrases, Set<Config> seen) {
    if (!seen.add(config)) {
      return;
    }
    if (config.state instanceof RuleStopState) {
      silent(config).forEach(next -> gather(next, asPhrases, seen));
      return;
    }
    for (Transition transition : config.state.getTransitions()) {
      if (transition instanceof RuleTransition call) {
        gatherRule(call, config, asPhrases, seen);
      } else if (transition.isEpsilon()) {
        gather(new Config(transition.target, config.frame), asPhrases, seen);
      } else {
        gatherTokens(transition.label(), asPhrases);
      }
    }
  }

  private void gatherRule(RuleTransition call, Config config, boolean asPhrases, Set<Config> seen) {
    int rule = call.target.ruleIndex;
    String label = RuleLabels.of(rule);
    boolean enter = asPhrases ? label == null : !RuleLabels.isOpaque(rule);
    if (enter) {
      gather(new Config(call.target, new Frame(call.followState, config.frame)), asPhrases, seen);
      return;
    }
    if (asPhrases && !label.isEmpty()) {
      phrases.add(label);
    }
  }

  private void gatherTokens(IntervalSet types, boolean asPhrases) {
    for (int type : types.toArray()) {
      if (asPhrases) {
        phrases.add(TokenWords.expected(type));
      } else if (WordLexer.isKeyword(type)) {
        keywords.add(StatementLexer.VOCABULARY.getSymbolicName(type));
      }
    }
  }

  /** The expectations as a phrase: {@code A}, {@code A or B}, {@code one of A, B or C}. */
  String inWords() {
    List<String> shown = new ArrayList<>(phrases);
    boolean canEnd = shown.remove(TokenWords.expected(Token.EOF));
    if (canEnd) {
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
