package io.weir.shell.render;

import java.util.List;

/** A part of a terminal that is written again and again. */
public interface LiveScreen {
  /** How many lines it can show. */
  int rows();

  /** How many cells a line has. */
  int columns();

  /** Shows these lines in the place of those that it shows now; what is too wide is cut. */
  void show(List<String> lines);

  /** Takes away what it shows. */
  void clear();
}
