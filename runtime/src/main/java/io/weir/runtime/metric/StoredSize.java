package io.weir.runtime.metric;

/**
 * What the store beneath keeps of a state table, all instances together.
 *
 * @param operatorId the operator that declares it
 * @param table its name
 * @param bytes what the store takes for it: its files and what delta files hold behind them
 */
public record StoredSize(String operatorId, String table, long bytes) {}
