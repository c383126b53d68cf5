package io.weir.parser.statement;

/** What {@link Show} lists. */
public enum ShowSubject {
  CATALOGS,
  COLUMNS,
  CONNECTORS,
  CURRENT_CATALOG,
  CURRENT_DATABASE,
  DATABASES,
  FULL_MODULES,
  FUNCTIONS,
  JARS,
  JOBS,
  MODULES,
  TABLES,
  USER_FUNCTIONS,
  VIEWS
}
