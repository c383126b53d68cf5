package io.weir.parser;

import io.weir.parser.grammar.StatementLexer;
import io.weir.parser.grammar.WordLexer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;

/**
 * Follows all paths through the grammar's automaton: a set of places, each a state with the rules
 * to return to, is moved over one token at a time. (The classical simulation of a nondeterministic
 * automaton, with a stack.)
 */
final class GrammarWalk {

  /** A state of the automaton and the rules to return to from there. */
  record Place(ATNState state, Frame frame) {}

  /** A rule to return to; null is the end of the outermost one. */
  private record Frame(ATNState follow, Frame parent) {}

  private final ATN atn;

  GrammarWalk(ATN atn) {
    this.atn = atn;
  }

  /** The place before the first token of a rule. */
  List<Place> start(int rule) {
    return List.of(new Place(atn.ruleToStartState[rule], null));
  }

  /** The places after a token; none if no path takes it. */
  List<Place> step(List<Place> places, int tokenType) {
    Set<Place> reached = new HashSet<>();
    Set<Place> seen = new HashSet<>();
    for (Place place : places) {
      advance(place, tokenType, seen, reached);
    }
    return List.copyOf(reached);
  }

  private void advance(Place place, int tokenType, Set<Place> seen, Set<Place> reached) {
    if (!seen.add(place)) {
      return;
    }
    for (Place next : withoutToken(place)) {
      advance(next, tokenType, seen, reached);
    }
    if (place.state instanceof RuleStopState) {
      return;
    }
    for (Transition transition : place.state.getTransitions()) {
      if (transition.matches(tokenType, Token.MIN_USER_TOKEN_TYPE, atn.maxTokenType)) {
        reached.add(new Place(transition.target, place.frame));
      }
    }
  }

  private static List<Place> withoutToken(Place place) {
    if (place.state instanceof RuleStopState) {
      return place.frame == null
          ? List.of()
          : List.of(new Place(place.frame.follow, place.frame.parent));
    }
    List<Place> next = new ArrayList<>();
    for (Transition transition : place.state.getTransitions()) {
      if (transition instanceof RuleTransition call) {
        next.add(new Place(call.target, new Frame(call.followState, place.frame)));
      } else if (transition.isEpsilon()) {
        next.add(new Place(transition.target, place.frame));
      }
    }
    return next;
  }

  /** What can come at a set of places. */
  Expectations expectations(List<Place> places) {
    Expectations expectations = new Expectations();
    List<Place> ordered = new ArrayList<>(places);
    ordered.sort((left, right) -> Integer.compare(left.state.stateNumber, right.state.stateNumber));
    Set<Place> seenForPhrases = new HashSet<>();
    Set<Place> seenForKeywords = new HashSet<>();
    for (Place place : ordered) {
      gather(place, true, seenForPhrases, expectations);
      gather(place, false, seenForKeywords, expectations);
    }
    return expectations;
  }

  /** Adds phrases (labelled rules are not entered) or keywords (only names and bodies are not). */
  private static void gather(
      Place place, boolean phrases, Set<Place> seen, Expectations expectations) {
    if (!seen.add(place)) {
      return;
    }
    if (place.state instanceof RuleStopState) {
      withoutToken(place).forEach(next -> gather(next, phrases, seen, expectations));
      return;
    }
    for (Transition transition : place.state.getTransitions()) {
      if (transition instanceof RuleTransition call) {
        gatherRule(call, place, phrases, seen, expectations);
      } else if (transition.isEpsilon()) {
        gather(new Place(transition.target, place.frame), phrases, seen, expectations);
      } else {
        gatherTokens(transition.label(), phrases, expectations);
      }
    }
  }

  private static void gatherRule(
      RuleTransition call, Place place, boolean phrases, Set<Place> seen, Expectations expected) {
    int rule = call.target.ruleIndex;
    String label = RuleLabels.of(rule);
    boolean enter = phrases ? label == null : !RuleLabels.isOpaque(rule);
    if (enter) {
      Frame frame = new Frame(call.followState, place.frame);
      gather(new Place(call.target, frame), phrases, seen, expected);
    } else if (phrases) {
      expected.addRule(rule, label);
    }
  }

  private static void gatherTokens(IntervalSet types, boolean phrases, Expectations expectations) {
    for (int type : types.toArray()) {
      if (phrases) {
        expectations.addPhrase(TokenWords.expected(type));
      } else if (WordLexer.isKeyword(type)) {
        expectations.addKeyword(StatementLexer.VOCABULARY.getSymbolicName(type));
      }
    }
  }
}
