package io.weir.runtime.metric;

/**
 * A split that has not been read to its end.
 *
 * @param description such as the file's path
 * @param state what is done with it
 * @param records how many of its records have been read
 * @param offset where reading goes on, in the connector's unit
 * @param watermarkMillis its own watermark
 * @param quietSinceNanos since when no row has come from it
 */
public record SplitFigures(
    String description,
    SplitState state,
    long records,
    long offset,
    long watermarkMillis,
    long quietSinceNanos) {}
