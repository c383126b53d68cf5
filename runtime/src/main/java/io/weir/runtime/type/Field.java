package io.weir.runtime.type;

import java.util.Objects;

/** A named column of a {@link Schema} or a named field of a ROW type. */
public record Field(String name, LogicalType type) {
  public Field {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }

  @Override
  public String toString() {
    return name + " " + type;
  }
}
