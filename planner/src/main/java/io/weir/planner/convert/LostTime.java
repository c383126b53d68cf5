package io.weir.planner.convert;

import io.weir.runtime.plan.TimeAttribute;

/**
 * Why a column is no time attribute any more.
 *
 * @param reason which step made it an ordinary column, for a message
 * @param isProctime whether it is a processing time that was passed on as it was; a lookup, which
 *     happens when a row comes, can still be asked for by it
 */
record LostTime(String reason, boolean isProctime) {
  /** Of an attribute that a step has passed on. */
  static LostTime passedOn(TimeAttribute was, String reason) {
    return new LostTime(reason, was == TimeAttribute.PROCTIME);
  }

  /** Of an attribute from which a value was computed. */
  static LostTime computed(String reason) {
    return new LostTime(reason, false);
  }
}
