package io.weir.planner.catalog;

import io.weir.runtime.type.Schema;
import java.util.Optional;

/** A table or a view. */
public sealed interface CatalogObject permits CatalogTable, CatalogView {
  /** Its full name. */
  ObjectPath path();

  /** Whether it belongs to the session and is never stored. */
  boolean isTemporary();

  /** What somebody noted about it. */
  Optional<String> comment();

  /** The columns that a query sees. */
  Schema schema();

  /** {@code table} or {@code view}. */
  String kind();

  /** The statement that makes it. */
  String toDdl();

  /** The same under another name. */
  CatalogObject renamed(ObjectPath path);
}
