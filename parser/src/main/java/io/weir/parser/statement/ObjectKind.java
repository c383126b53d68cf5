package io.weir.parser.statement;

/** The kinds of things that a catalog holds, and the catalog itself. */
public enum ObjectKind {
  TABLE,
  VIEW,
  FUNCTION,
  CATALOG,
  DATABASE
}
