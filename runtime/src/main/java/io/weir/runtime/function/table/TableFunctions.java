package io.weir.runtime.function.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The list of all table functions: what is not named here does not exist. */
public final class TableFunctions {
  private static final List<TableFunction> ALL = List.of(new GenerateSeries());

  private TableFunctions() {}

  /** All that are called by name. */
  public static List<TableFunction> all() {
    return ALL;
  }

  /** The table function of this name, in any case of letters. */
  public static Optional<TableFunction> lookup(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    return ALL.stream().filter(function -> function.name().equals(key)).findFirst();
  }
}
