package io.weir.runtime.execution.upgrade;

import java.util.Locale;

/**
 * What becomes of one step.
 *
 * @param title the step, for people
 * @param id of the step in the checkpoint, or the one that it will have
 * @param outcome what becomes of it
 * @param detail what that means, or why
 */
public record Verdict(String title, String id, Outcome outcome, String detail) {
  /** What can become of a step. */
  public enum Outcome {
    /** It goes on from what the checkpoint holds for it. */
    KEPT,
    /** The checkpoint does not know it, and need not. */
    NEW,
    /** The query no longer has it. */
    DROPPED,
    /** What the checkpoint holds does not fit what the query needs. */
    INCOMPATIBLE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String toString() {
    return title + ": " + outcome + (detail.isEmpty() ? "" : ", " + detail);
  }
}
