package io.weir.parser;

import io.weir.parser.grammar.StatementParser;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * The first token of a statement that the grammar cannot take, and what could have come there and
 * before. Found by following every path through the grammar's automaton at once, so no path that a
 * prediction left out is missing; that costs more than parsing and is done for errors only.
 *
 * @param index index of the token
 * @param expected what could have come instead of it
 * @param before what could have come instead of the token before it; the same as {@code expected}
 *     for the first token
 */
record Failure(int index, Expectations expected, Expectations before) {

  /** The failure of tokens that the parser has refused. */
  static Failure find(int rule, List<Token> tokens) {
    GrammarWalk walk = new GrammarWalk(StatementParser._ATN);
    List<GrammarWalk.Place> before = walk.start(rule);
    List<GrammarWalk.Place> here = before;
    for (int index = 0; index < tokens.size(); index++) {
      List<GrammarWalk.Place> next = walk.step(here, tokens.get(index).getType());
      if (next.isEmpty()) {
        return new Failure(index, walk.expectations(here), walk.expectations(before));
      }
      before = here;
      here = next;
    }
    throw new IllegalStateException(
        "the parser refused tokens that its grammar takes: "
            + tokens
            + "; please report this statement");
  }
}
