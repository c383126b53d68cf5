/**
 * Table functions: those that give any number of rows for each call, and stand in FROM. {@link
 * io.weir.runtime.function.table.TableFunctions} lists them; {@code operator/correlate} runs them.
 */
package io.weir.runtime.function.table;
