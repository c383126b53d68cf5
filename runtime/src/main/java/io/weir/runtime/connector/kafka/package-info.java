/**
 * Topics of Apache Kafka. A partition is a split whose positions are offsets, fixed at the start
 * ({@code KafkaSource}); a sink stages the messages of an epoch in the checkpoint and publishes
 * them in one transaction that also records the epoch ({@code KafkaCommitter}), or sends them at
 * once.
 */
package io.weir.runtime.connector.kafka;
