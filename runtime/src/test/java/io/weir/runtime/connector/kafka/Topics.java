package io.weir.runtime.connector.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;

/** Makes, changes and deletes the topics of a broker. */
public record Topics(String address) {
  /** Makes a topic, and waits until the broker answers for it. */
  public void create(String name, int partitions, Map<String, String> options)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(options);
      admin.createTopics(List.of(topic)).all().get();
      while (!isKnown(admin, name)) {
        Thread.yield();
      }
    }
  }

  /** Whether the broker answers for the topic, which it begins to some time after making it. */
  private static boolean isKnown(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    try {
      return admin.describeTopics(List.of(name)).allTopicNames().get().containsKey(name);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException) {
        return false;
      }
      throw e;
    }
  }

  /** Gives a topic more partitions. */
  public void grow(String name, int partitions) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions))).all().get();
    }
  }

  /** Changes an option of a topic. */
  public void set(String name, String option, String value)
      throws ExecutionException, InterruptedException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    AlterConfigOp change =
        new AlterConfigOp(new ConfigEntry(option, value), AlterConfigOp.OpType.SET);
    try (Admin admin = admin()) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
    }
  }

  /** Deletes a topic. */
  public void delete(String name) throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(name)).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", address));
  }
}
