package io.weir.planner.convert;

import java.util.Optional;

/** Makes one special kind of join out of a join that has its form. */
interface JoinRecognizer {
  /**
   * The stream of the join, or empty if it is of another kind.
   *
   * @param wanted what kind of changes the consumer prefers
   */
  Optional<Stream> recognize(JoinInputs join, Wanted wanted, Conversion conversion);
}
