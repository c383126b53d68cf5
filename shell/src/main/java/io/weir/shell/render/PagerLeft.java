package io.weir.shell.render;

import java.io.IOException;

/** The person has seen enough of a result. */
public final class PagerLeft extends IOException {
  private static final long serialVersionUID = 1;

  /** Made when a pager takes no more. */
  public PagerLeft(IOException cause) {
    super("the pager was left", cause);
  }
}
