package io.weir.runtime.function;

import java.util.List;

/**
 * Something that is written like a function or an operator, and that the planner turns into other
 * expressions: it has documentation, and no kernel.
 *
 * @param name as in lists of functions
 * @param signatures the ways of writing it
 */
public record SpecialForm(String name, List<String> signatures, FunctionDoc doc) {
  public SpecialForm {
    signatures = List.copyOf(signatures);
  }
}
