package io.weir.planner;

import io.weir.parser.statement.Statement;
import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.StateCatalog;
import io.weir.planner.setting.Settings;
import io.weir.planner.statement.Session;
import io.weir.planner.statement.StatementPlanner;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.function.user.UserFunctionLoader;

/**
 * Plans statements: the entry point of this module. Contacts nothing but the jars of users'
 * functions, and what is known of the state of jobs. Stateless; what a session remembers is its
 * {@link Catalog} and its {@link Settings}.
 */
public final class Planner {
  private final Connectors connectors;
  private final FileSystem files;
  private final StateCatalog states;

  /** A planner for tables of these connectors. */
  public Planner(Connectors connectors) {
    this(connectors, StateCatalog.NONE);
  }

  /**
   * @param states the state of jobs, which statements can read
   */
  public Planner(Connectors connectors, StateCatalog states) {
    this(connectors, LocalFileSystem.INSTANCE, states);
  }

  /**
   * @param files where the jars of users' functions are
   * @param states the state of jobs, which statements can read
   */
  public Planner(Connectors connectors, FileSystem files, StateCatalog states) {
    this.connectors = connectors;
    this.files = files;
    this.states = states;
  }

  /**
   * Plans a statement. DDL and USE change {@code catalog}; SET and RESET answer with new settings.
   *
   * @throws PlanException if the statement is not valid, with the place in the script that it was
   *     parsed from; then nothing has changed
   */
  public Planned plan(Statement statement, Catalog catalog, Settings settings) {
    UserFunctionLoader functions = new UserFunctionLoader(files);
    return statement.accept(
        new StatementPlanner(new Session(catalog, settings, connectors, functions, states)));
  }
}
