package io.weir.planner.statement;

import io.weir.planner.catalog.Catalog;
import io.weir.planner.setting.Settings;
import io.weir.runtime.connector.Connectors;

/**
 * What a statement is planned against.
 *
 * @param catalog changed by DDL
 * @param settings as SET has left them
 * @param connectors what kinds of tables there are
 */
public record Session(Catalog catalog, Settings settings, Connectors connectors) {}
