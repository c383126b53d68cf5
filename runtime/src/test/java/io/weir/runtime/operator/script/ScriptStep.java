package io.weir.runtime.operator.script;

import java.util.List;

/** One step of a script. */
sealed interface ScriptStep {
  /** Rows that arrive together, at most a batch; one by one when replayed row by row. */
  record Rows(int input, List<ScriptRow> rows) implements ScriptStep {}

  /** The watermark of an input rises. */
  record Rise(int input, long watermarkMillis) implements ScriptStep {}

  /** The wall clock shows another time. */
  record Time(long wallMillis) implements ScriptStep {}

  /** A checkpoint is taken. */
  record Barrier() implements ScriptStep {}

  /** Everything since the last barrier is lost and comes again. */
  record Crash() implements ScriptStep {}

  /** An input has ended. */
  record End(int input) implements ScriptStep {}

  /**
   * What must have been emitted since the last expectation.
   *
   * @param rows as printed
   */
  record Expect(List<String> rows) implements ScriptStep {}

  /** How many rows have been dropped in all: late by their own split, and late after idleness. */
  record Late(long own, long afterIdle) implements ScriptStep {}

  /** The next call fails with an error of this message. */
  record Fails(String message) implements ScriptStep {}
}
