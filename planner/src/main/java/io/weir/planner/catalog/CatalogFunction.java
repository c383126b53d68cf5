package io.weir.planner.catalog;

import java.util.Optional;

/** A function that a user has defined. */
public sealed interface CatalogFunction permits ClassFunction, SqlFunction {
  /** Its full name; of a system function only the last part counts. */
  ObjectPath path();

  /** Whether it belongs to the session and is never stored. */
  boolean isTemporary();

  /** Whether it belongs to no catalog and database, and hides a function of the dialect. */
  boolean isSystem();

  /** The statement that makes it. */
  String toDdl();

  /** Where unqualified names in its definition are looked up, if it has any. */
  Optional<CatalogView.Home> home();
}
