package io.weir.runtime.connector.kafka;

import io.weir.runtime.error.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Looks for transactions that a broker has decided without saying so in every partition. Brokers of
 * version 4.3 do that, when they come back, to partitions that have no leader yet (KAFKA-20734):
 * what was aborted stays open there, and the next transaction of the same producer commits it.
 *
 * @param transactionalId of the producer
 */
record OpenTransactions(KafkaSink sink, String transactionalId) {
  /** Fails, so that it is tried again, while a partition has no leader to say anything to. */
  void requireLeaders(Admin admin) {
    for (TopicPartitionInfo partition : partitions(admin)) {
      if (partition.leader() == null || partition.leader().isEmpty()) {
        throw WeirException.retryable(
            doing() + ": partition " + partition.partition() + " has no leader",
            "wait until the brokers are up again",
            null);
      }
    }
  }

  /**
   * Where messages of the producer stand that are neither committed nor aborted, by partition;
   * asked when none of its transactions is open.
   */
  Map<Integer, Long> find(Admin admin) {
    try {
      return open(admin);
    } catch (WeirException e) {
      // Whoever may only write, or has an old broker, cannot look.
      if (e.getCause() instanceof AuthorizationException
          || e.getCause() instanceof UnsupportedVersionException) {
        return Map.of();
      }
      throw e;
    }
  }

  private Map<Integer, Long> open(Admin admin) {
    String servers = sink.options().servers();
    long producer =
        KafkaErrors.await(
                admin.describeTransactions(List.of(transactionalId)).description(transactionalId),
                doing(),
                servers)
            .producerId();
    List<TopicPartition> partitions = new ArrayList<>();
    partitions(admin).forEach(p -> partitions.add(new TopicPartition(sink.topic(), p.partition())));
    DescribeProducersResult producers = admin.describeProducers(partitions);
    Map<Integer, Long> open = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      for (ProducerState state :
          KafkaErrors.await(producers.partitionResult(partition), doing(), servers)
              .activeProducers()) {
        if (state.producerId() == producer && state.currentTransactionStartOffset().isPresent()) {
          open.put(partition.partition(), state.currentTransactionStartOffset().getAsLong());
        }
      }
    }
    return open;
  }

  private List<TopicPartitionInfo> partitions(Admin admin) {
    TopicDescription topic =
        KafkaErrors.await(
                admin.describeTopics(List.of(sink.topic())).allTopicNames(),
                doing(),
                sink.options().servers())
            .get(sink.topic());
    return topic.partitions();
  }

  private String doing() {
    return "looking for open transactions of topic '" + sink.topic() + "'";
  }
}
