package io.weir.runtime.function.table;

import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.FunctionDoc;
import java.util.List;

/**
 * A function of SQL that gives any number of rows for the arguments of one call. Knows everything
 * about itself: which arguments it takes, what rows it gives, and how they are made.
 */
public interface TableFunction {
  /** The name in upper case. */
  String name();

  /** For users. */
  FunctionDoc doc();

  /** The fewest arguments of a call. */
  int minArguments();

  /** The most arguments of a call; {@code Integer.MAX_VALUE} if any number. */
  int maxArguments();

  /** The ways of calling it, for users, such as {@code GENERATE_SERIES(BIGINT, BIGINT)}. */
  List<String> signatures();

  /** How often a call must be evaluated. */
  Determinism determinism();

  /**
   * Binds the function to arguments. The number of arguments is within {@link #minArguments} and
   * {@link #maxArguments}.
   */
  TableResolution resolve(CallArguments arguments);
}
