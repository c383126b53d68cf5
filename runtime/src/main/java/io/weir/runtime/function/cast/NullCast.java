package io.weir.runtime.function.cast;

import io.weir.runtime.function.Result;
import io.weir.runtime.vector.Values;
import java.util.Collections;

/** The cast of a bare NULL to any type. */
final class NullCast {
  static final CastRule RULE =
      CastRule.total((from, to, isTry, context) -> (rows, inputs, result) -> fill(result));

  private NullCast() {}

  private static void fill(Result result) {
    result.set(
        Values.vector(
            result.type(), Collections.nCopies(result.rowCount(), null), result.allocator()));
  }
}
