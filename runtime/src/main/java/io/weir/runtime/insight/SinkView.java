package io.weir.runtime.insight;

import java.util.Optional;

/**
 * What only a sink has.
 *
 * @param table the table
 * @param guarantee what its output is promised, if anybody has said so
 * @param pendingEpochs how many checkpoints exist whose output it has not published
 * @param publishedCheckpointId up to which checkpoint its output is published; -1 if none
 * @param publishedMillis when that was published, in wall time; 0 if that was before the job was
 *     restored
 * @param publishingMillis for how long it has been publishing the oldest of them; 0 if it is not
 * @param attempts how often publishing that has failed
 * @param problem why it has failed last
 */
public record SinkView(
    String table,
    Optional<String> guarantee,
    int pendingEpochs,
    long publishedCheckpointId,
    long publishedMillis,
    long publishingMillis,
    int attempts,
    Optional<String> problem) {}
