package io.weir.runtime.connector.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which epoch a committer has published last: the offset of a group of its own. It is written by
 * transactions only, so that whoever has been shut out cannot write it any more, however late his
 * request arrives.
 *
 * @param group nobody else's group
 */
record EpochRecord(KafkaSink sink, String group) {
  /**
   * What is recorded.
   *
   * @param written how far the topic had been written to by then; nothing if that is not known
   */
  record Recorded(long epoch, WrittenOffsets written) {
    static Recorded of(OffsetAndMetadata offset) {
      String text = offset.metadata();
      boolean isOlder = text.isEmpty() && offset.offset() > 0;
      return new Recorded(
          offset.offset(), WrittenOffsets.of(isOlder ? WrittenOffsets.UNKNOWN : text));
    }

    OffsetAndMetadata offset() {
      return new OffsetAndMetadata(epoch, written.text());
    }
  }

  /**
   * What the broker answers.
   *
   * @param isInDoubt whether a transaction that records something is open, or has been decided but
   *     not been carried out; then nothing else is said
   * @param recorded empty if nothing is recorded
   */
  record Answer(boolean isInDoubt, Optional<Recorded> recorded) {}

  /** Whose offset it is: some partition that exists. */
  TopicPartition partition() {
    return new TopicPartition(sink.topic(), 0);
  }

  /** What is recorded, or that it is in doubt. */
  Answer ask(Admin admin) {
    return ask(admin, true);
  }

  /** What the last transaction that has been carried out has recorded. */
  Optional<Recorded> last(Admin admin) {
    return ask(admin, false).recorded();
  }

  private Answer ask(Admin admin, boolean isStable) {
    String doing = "reading which epoch of topic '" + sink.topic() + "' was published last";
    ListConsumerGroupOffsetsSpec wanted =
        new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition()));
    Map<TopicPartition, OffsetAndMetadata> offsets =
        KafkaErrors.await(
            admin
                .listConsumerGroupOffsets(
                    Map.of(group, wanted),
                    new ListConsumerGroupOffsetsOptions().requireStable(isStable))
                .partitionsToOffsetAndMetadata(),
            doing,
            sink.options().servers());
    OffsetAndMetadata offset = offsets.get(partition());
    // The client leaves out what the broker says is in doubt; what does not exist is null.
    return new Answer(
        !offsets.containsKey(partition()), Optional.ofNullable(offset).map(Recorded::of));
  }
}
