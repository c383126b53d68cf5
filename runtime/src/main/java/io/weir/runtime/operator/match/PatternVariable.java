package io.weir.runtime.operator.match;

import java.util.Objects;

/**
 * A variable of a pattern, with how many rows it takes.
 *
 * @param name its name
 * @param least the fewest
 * @param most the most; {@link #UNBOUNDED} for any number
 * @param isReluctant whether it takes as few as it can, not as many
 */
public record PatternVariable(String name, int least, int most, boolean isReluctant) {
  /** The most rows of a variable that may take any number. */
  public static final int UNBOUNDED = -1;

  public PatternVariable {
    Objects.requireNonNull(name, "name");
    boolean isRange = least >= 0 && (most == UNBOUNDED || most >= Math.max(1, least));
    if (!isRange) {
      throw new IllegalArgumentException(name + "{" + least + "," + most + "}");
    }
  }

  /** One that takes one row. */
  public static PatternVariable once(String name) {
    return new PatternVariable(name, 1, 1, false);
  }

  /** Whether it may take none. */
  public boolean isOptional() {
    return least == 0;
  }

  /** Whether it leaves no row to what follows that it could take itself. */
  public boolean isGreedy() {
    return !isReluctant && least != most && !(least == 0 && most == 1);
  }

  /** As in a PATTERN clause. */
  public String describe() {
    String quantifier = quantifier();
    return name + quantifier + (isReluctant && !quantifier.isEmpty() ? "?" : "");
  }

  private String quantifier() {
    if (most == UNBOUNDED) {
      return least == 0 ? "*" : least == 1 ? "+" : "{" + least + ",}";
    }
    if (least == most) {
      return least == 1 ? "" : "{" + least + "}";
    }
    return least == 0 && most == 1 ? "?" : "{" + least + "," + most + "}";
  }
}
