package io.weir.shell.render;

import java.io.IOException;

/** Says why a result could not be written. */
public final class OutputFault {
  private OutputFault() {}

  /**
   * As a line for standard error; empty where whoever reads has gone away, as {@code head} does
   * when it has seen enough: that is nothing to tell.
   */
  public static String of(IOException fault) {
    String reason = String.valueOf(fault.getMessage());
    return reason.contains("Broken pipe") ? "" : "error: the result cannot be written: " + reason;
  }
}
