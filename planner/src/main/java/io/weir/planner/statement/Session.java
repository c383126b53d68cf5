package io.weir.planner.statement;

import io.weir.planner.catalog.Catalog;
import io.weir.planner.catalog.StateCatalog;
import io.weir.planner.setting.Settings;
import io.weir.runtime.connector.Connectors;
import io.weir.runtime.function.user.UserFunctionLoader;

/**
 * What a statement is planned against.
 *
 * @param catalog changed by DDL
 * @param settings as SET has left them
 * @param connectors what kinds of tables there are
 * @param functions loads the classes of users' functions for this statement
 * @param states the state of jobs
 */
public record Session(
    Catalog catalog,
    Settings settings,
    Connectors connectors,
    UserFunctionLoader functions,
    StateCatalog states) {}
