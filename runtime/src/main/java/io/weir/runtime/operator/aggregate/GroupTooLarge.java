package io.weir.runtime.operator.aggregate;

import io.weir.runtime.error.WeirException;

/** The error of a group whose collected values are too many for one value. */
final class GroupTooLarge {
  /** The most bytes that the values of a group may have together. */
  static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  private GroupTooLarge() {}

  static WeirException error(String what, long bytes) {
    return WeirException.permanent(
        "the values of " + what + " of one group are " + bytes + " bytes long, more than 2 GiB",
        "group by more columns or by windows, so that a group has fewer rows");
  }
}
