package io.weir.planner.portability;

/** What becomes of a statement on a Flink cluster, from the best to the worst. */
public enum Outcome {
  /** Sent as written. */
  AS_IT_IS("goes as it is"),
  /** Sent with some of it written otherwise. */
  TRANSLATED("translated"),
  /** Not sent, which changes no result. */
  LEFT_OUT("left out"),
  /** Cannot be sent. */
  REFUSED("refused");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
