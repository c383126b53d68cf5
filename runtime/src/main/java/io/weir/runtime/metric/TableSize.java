package io.weir.runtime.metric;

/**
 * What a state table of one operator instance takes.
 *
 * @param table its name
 * @param rows its rows that are in memory
 * @param bytes the memory that they take
 */
public record TableSize(String table, long rows, long bytes) {}
