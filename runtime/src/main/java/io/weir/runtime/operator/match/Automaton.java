package io.weir.runtime.operator.match;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The states that a match goes through, and which rows lead from one to another. Built from the
 * last variable to the first; the steps, the conditions that greediness adds, and the order of
 * edges are those of Flink's compiler of patterns, on which depends what matches.
 *
 * <p>The sets of variables are bits. An edge is taken by a row that fulfils the condition of its
 * variable, and of none of those that it {@code unless}:
 *
 * <pre>
 * A+ B      start ──A──▶ 1 ──A──▶ 1
 *                        1 ──B unless A──▶ end
 * </pre>
 */
final class Automaton {
  /** The most variables of a pattern. */
  static final int MOST_VARIABLES = 63;

  /** The state of a match that is complete. */
  static final int END = -1;

  private final Edge[][] edges;
  private final long[] conditions;
  private final int start;

  /**
   * A way out of a state.
   *
   * @param variable what the row is then
   * @param unless the variables whose conditions the row must not fulfil
   * @param target the state it leads to
   * @param endsUnless if the match may end with the row although it could go on: for each way to
   *     the end, the variables whose conditions the row must not fulfil
   */
  record Edge(int variable, long unless, int target, long[] endsUnless) {
    /** Whether a row takes it that fulfils these conditions. */
    boolean isTaken(long fulfilled) {
      return (fulfilled >>> variable & 1) != 0 && (fulfilled & unless) == 0;
    }

    /** Whether the match may end with a row that has taken the edge. */
    boolean mayEnd(long fulfilled) {
      for (long conditions : endsUnless) {
        if ((fulfilled & conditions) == 0) {
          return true;
        }
      }
      return false;
    }

    /** Whether a condition matters of which it is known what a row fulfils of those before it. */
    boolean needs(int condition, long fulfilled) {
      long known = (1L << condition) - 1;
      if ((fulfilled & known & unless) != 0) {
        return false;
      }
      if (condition <= variable) {
        return condition == variable || (unless >>> condition & 1) != 0;
      }
      if ((fulfilled >>> variable & 1) == 0) {
        return false;
      }
      for (long ends : endsUnless) {
        if ((ends >>> condition & 1) != 0 && (fulfilled & known & ends) == 0) {
          return true;
        }
      }
      return false;
    }
  }

  Automaton(List<PatternVariable> pattern) {
    Builder builder = new Builder();
    State first = builder.build(pattern);
    edges = new Edge[builder.states.size()][];
    conditions = new long[edges.length];
    for (State state : builder.states) {
      edges[state.number] = edgesOf(state);
      for (Edge edge : edges[state.number]) {
        conditions[state.number] |= 1L << edge.variable() | edge.unless();
        for (long ends : edge.endsUnless()) {
          conditions[state.number] |= ends;
        }
      }
    }
    start = first.number;
  }

  /** The state in which a match begins. */
  int start() {
    return start;
  }

  /** The ways out of a state, in order. */
  Edge[] edges(int state) {
    return edges[state];
  }

  /**
   * Whether a condition of a variable matters in a state.
   *
   * @param fulfilled what is known of the conditions of the variables before it
   */
  boolean needs(int state, int condition, long fulfilled) {
    if ((conditions[state] >>> condition & 1) == 0) {
      return false;
    }
    for (Edge edge : edges[state]) {
      if (edge.needs(condition, fulfilled)) {
        return true;
      }
    }
    return false;
  }

  /** All edges that can be reached without a row, depth first. */
  private static Edge[] edgesOf(State from) {
    List<Edge> found = new ArrayList<>();
    Deque<Reached> reached = new ArrayDeque<>();
    reached.push(new Reached(from, 0));
    while (!reached.isEmpty()) {
      Reached at = reached.pop();
      for (Transition transition : at.state.transitions) {
        long unless = at.unless | transition.unless;
        if (transition.variable < 0) {
          reached.push(new Reached(transition.target, unless));
        } else {
          found.add(
              new Edge(
                  transition.variable,
                  unless,
                  transition.target.number,
                  waysToEnd(transition.target)));
        }
      }
    }
    return found.toArray(Edge[]::new);
  }

  private static long[] waysToEnd(State from) {
    List<Long> ways = new ArrayList<>();
    Deque<Reached> reached = new ArrayDeque<>();
    reached.push(new Reached(from, 0));
    while (!reached.isEmpty()) {
      Reached at = reached.pop();
      for (Transition transition : at.state.transitions) {
        if (transition.variable < 0) {
          long unless = at.unless | transition.unless;
          if (transition.target.number == END) {
            ways.add(unless);
          } else {
            reached.push(new Reached(transition.target, unless));
          }
        }
      }
    }
    return ways.stream().mapToLong(Long::longValue).toArray();
  }

  /** A state that is reached by a row that fulfils none of some conditions. */
  private record Reached(State state, long unless) {}

  private static final class State {
    private final int number;
    private final List<Transition> transitions = new ArrayList<>();

    State(int number) {
      this.number = number;
    }

    void take(int variable, State target) {
      transitions.add(new Transition(variable, target));
    }

    void proceed(State target) {
      transitions.add(new Transition(-1, target));
    }
  }

  /** A step to another state: with a row, or without one where the variable is negative. */
  private static final class Transition {
    private final int variable;
    private final State target;
    private long unless;

    Transition(int variable, State target) {
      this.variable = variable;
      this.target = target;
    }
  }

  private static final class Builder {
    private final List<State> states = new ArrayList<>();

    State build(List<PatternVariable> pattern) {
      State next = new State(END);
      for (int variable = pattern.size() - 1; variable >= 0; variable--) {
        next = variable(pattern.get(variable), variable, next);
      }
      return next;
    }

    private State variable(PatternVariable variable, int number, State next) {
      if (variable.isGreedy()) {
        for (Transition transition : next.transitions) {
          transition.unless |= 1L << number;
        }
      }
      int least = Math.max(1, variable.least());
      State last = next;
      if (variable.most() == PatternVariable.UNBOUNDED) {
        last = state();
        last.proceed(next);
        last.take(number, last);
      } else {
        for (int i = least; i < variable.most(); i++) {
          last = optional(number, last, next);
        }
      }
      for (int i = 1; i < least; i++) {
        last = single(number, last);
      }
      return variable.isOptional() ? optional(number, last, next) : single(number, last);
    }

    private State single(int variable, State target) {
      State state = state();
      state.take(variable, target);
      return state;
    }

    private State optional(int variable, State target, State next) {
      State state = single(variable, target);
      state.proceed(next);
      return state;
    }

    private State state() {
      State state = new State(states.size());
      states.add(state);
      return state;
    }
  }
}
