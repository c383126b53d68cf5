package io.weir.parser;

import java.util.List;
import org.antlr.v4.runtime.ANTLRErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;

/**
 * Stops at the first error and remembers where in the grammar the parser stood when it came to the
 * offending token, and to the one before it. The place of the failing match alone would not do: an
 * optional part that was skipped on the way is just as well expected.
 */
final class SyntaxErrorStrategy implements ANTLRErrorStrategy {

  /**
   * A place in the grammar.
   *
   * @param tokenIndex index of the token that the parser looked at
   * @param state state of the parser's automaton
   * @param context the rules it was in
   */
  record Place(int tokenIndex, int state, ParserRuleContext context) {}

  /** The parser has met a token that does not fit. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ATN atn;
    private final transient List<Place> places;
    private final int offendingIndex;

    Stop(ATN atn, List<Place> places, int offendingIndex) {
      super(null, null, false, false);
      this.atn = atn;
      this.places = places;
      this.offendingIndex = offendingIndex;
    }

    ATN atn() {
      return atn;
    }

    /** First the place from which the offending token was reached, then the one before it. */
    List<Place> places() {
      return places;
    }

    int offendingIndex() {
      return offendingIndex;
    }
  }

  private Place previous;
  private Place latest;

  @Override
  public void sync(Parser recognizer) {
    note(recognizer);
  }

  private void note(Parser recognizer) {
    int index = recognizer.getInputStream().index();
    if (latest == null || latest.tokenIndex != index) {
      previous = latest;
      latest = new Place(index, recognizer.getState(), recognizer.getContext());
    }
  }

  @Override
  public Token recoverInline(Parser recognizer) {
    throw stop(recognizer, new InputMismatchException(recognizer));
  }

  @Override
  public void recover(Parser recognizer, RecognitionException error) {
    throw stop(recognizer, error);
  }

  private Stop stop(Parser recognizer, RecognitionException error) {
    note(recognizer);
    List<Place> places = previous == null ? List.of(latest) : List.of(latest, previous);
    return new Stop(recognizer.getATN(), places, error.getOffendingToken().getTokenIndex());
  }

  @Override
  public void reportError(Parser recognizer, RecognitionException error) {
    // The error is reported from the Stop that recover throws next.
  }

  @Override
  public boolean inErrorRecoveryMode(Parser recognizer) {
    return false;
  }

  @Override
  public void reset(Parser recognizer) {
    previous = null;
    latest = null;
  }

  @Override
  public void reportMatch(Parser recognizer) {
    // A match needs no bookkeeping.
  }
}
