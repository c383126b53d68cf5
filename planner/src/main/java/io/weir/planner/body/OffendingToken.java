package io.weir.planner.body;

import io.weir.planner.body.generated.ParseException;
import io.weir.planner.body.generated.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * The token at which a text stops being SQL. The generated parser looks two tokens ahead and
 * reports the first of them, also where that one is fine and the second is not, as in {@code AS
 * end}. A first token that could have been meant as a name is the one to name.
 *
 * @param token the first that cannot stand where it does
 * @param before the one that stands before it
 * @param expected what could stand there, in the parser's spelling
 */
record OffendingToken(Token token, Token before, List<String> expected) {
  /** Finds it in what the parser reports. */
  static OffendingToken of(ParseException problem) {
    Token first = problem.currentToken.next;
    List<String> instead = new ArrayList<>();
    List<String> behind = new ArrayList<>();
    for (int[] sequence : problem.expectedTokenSequences) {
      instead.add(problem.tokenImage[sequence[0]]);
      if (sequence[0] == first.kind && sequence.length > 1) {
        behind.add(problem.tokenImage[sequence[1]]);
      }
    }
    boolean isFirstFine =
        !behind.isEmpty() && first.next != null && !SyntaxMessages.mayBeMeantAsName(first.image);
    return isFirstFine
        ? new OffendingToken(first.next, first, behind)
        : new OffendingToken(first, problem.currentToken, instead);
  }
}
