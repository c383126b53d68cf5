package io.weir.runtime.connector.kafka;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.error.WeirException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * Publishes an epoch in one transaction that also records its number as the offset of a group of
 * the incarnation's own. An epoch that a lost answer or a crash leaves in doubt is settled in this
 * order: a new producer shuts out the old one and completes or aborts its transaction; then the
 * record is read; then what a broker has left undecided is settled; then the epoch is published
 * unless the record covers it.
 */
final class KafkaCommitter implements Committer {
  private final KafkaSink sink;
  private final String transactionalId;
  private final EpochRecord record;
  private final OpenTransactions openTransactions;
  private Optional<KafkaPublisher> publisher = Optional.empty();

  /** What is recorded, as long as nobody has shut out the publisher. */
  private Optional<EpochRecord.Recorded> recorded = Optional.empty();

  KafkaCommitter(KafkaSink sink, String incarnation) {
    this.sink = sink;
    String prefix = sink.options().options().text(KafkaOptions.TRANSACTION_PREFIX);
    this.transactionalId = prefix + "-" + incarnation;
    this.record = new EpochRecord(sink, transactionalId + "-epochs");
    this.openTransactions = new OpenTransactions(sink, transactionalId);
  }

  @Override
  public void commit(long checkpointId, List<byte[]> committables) throws IOException {
    if (!committables.isEmpty()) {
      settled(() -> publish(checkpointId, committables));
    }
  }

  @Override
  public void begin() throws IOException {
    settled(() -> recordIfNothingIs(0));
  }

  @Override
  public void cleanUp(long checkpointId) throws IOException {
    // Nothing reaches the broker before its checkpoint is complete. What was in doubt has been
    // settled, so that a record that has been lost meanwhile can be written anew.
    if (recorded.isEmpty() && isLost()) {
      settled(() -> recordIfNothingIs(checkpointId));
    }
  }

  private boolean isLost() {
    try (Admin admin = admin()) {
      EpochRecord.Answer answer = record.ask(admin);
      return !answer.isInDoubt() && answer.recorded().isEmpty();
    }
  }

  /** Something to do when no transaction of this incarnation is in doubt any more. */
  private interface Action {
    void run() throws IOException;
  }

  /** Settles what is in doubt before {@code action}; after a failure it is again. */
  private void settled(Action action) throws IOException {
    boolean isDone = false;
    try {
      if (publisher.isEmpty()) {
        settle();
      }
      action.run();
      isDone = true;
    } catch (WeirException e) {
      if (!e.isRetryable()) {
        abort(e);
      }
      throw e;
    } finally {
      if (!isDone) {
        close();
      }
    }
  }

  private void settle() {
    try (Admin admin = admin()) {
      // Both answer when there is a leader for whatever a transaction that is shut out has written.
      openTransactions.requireLeaders(admin);
      record.ask(admin);
      publisher = Optional.of(new KafkaPublisher(sink, Optional.of(transactionalId)));
      EpochRecord.Answer answer = record.ask(admin);
      if (answer.isInDoubt() && whatIsMissing().equals("fail")) {
        throw inDoubt();
      }
      recorded = answer.recorded();
      recorded.ifPresent(last -> settle(last, openTransactions.find(admin)));
    }
  }

  /** What was decided has not been carried out yet: as a rule it is in a moment. */
  private WeirException inDoubt() {
    return WeirException.retryable(
        "the broker has not yet carried out what was decided about group '"
            + record.group()
            + "', whose offset says which epoch of topic '"
            + sink.topic()
            + "' was published last",
        "if that stays so, look at the topic's last messages; then set '"
            + KafkaOptions.MISSING_RECORD
            + "' = 'skip' if they are there, 'publish' if not",
        null);
  }

  /** Settles what the broker has not, where it is known how far the topic had been written to. */
  private void settle(EpochRecord.Recorded last, Map<Integer, Long> open) {
    List<Integer> aborted = new ArrayList<>();
    open.forEach(
        (partition, offset) -> {
          if (!last.written().reach(partition, offset)) {
            aborted.add(partition);
          } else if (!whatIsMissing().equals("skip")) {
            throw commitLost(partition, offset);
          }
        });
    if (!aborted.isEmpty()) {
      publisher.orElseThrow().abortIn(aborted);
    }
    publisher.orElseThrow().goOnBehind(last.written());
  }

  /** Messages of an epoch that was committed stand open: the next commit makes them visible. */
  private WeirException commitLost(int partition, long offset) {
    return WeirException.permanent(
        "the broker has lost the commit of messages from offset "
            + offset
            + " on in partition "
            + sink.topic()
            + "-"
            + partition
            + ", which nobody can read now",
        "set '"
            + KafkaOptions.MISSING_RECORD
            + "' = 'skip' to go on: they appear with the next messages there");
  }

  private Admin admin() {
    try {
      return Admin.create(sink.options().adminProperties());
    } catch (KafkaException e) {
      throw KafkaErrors.of(
          e, "connecting for table '" + sink.table() + "'", sink.options().servers());
    }
  }

  /**
   * Nobody waits for messages of a transaction that will not be committed. One whose publisher had
   * to be closed is aborted by the next that takes its place.
   */
  private void abort(WeirException cause) {
    try {
      if (publisher.isPresent() && publisher.get().isClosed()) {
        new KafkaPublisher(sink, Optional.of(transactionalId)).close();
      } else {
        publisher.ifPresent(KafkaPublisher::abort);
      }
    } catch (WeirException | IllegalStateException e) {
      cause.addSuppressed(e);
    }
  }

  private void publish(long epoch, List<byte[]> committables) throws IOException {
    if (recorded.isPresent() && recorded.get().epoch() >= epoch) {
      return;
    }
    boolean isInTopic = recorded.isEmpty() && assumed(epoch) >= epoch;
    KafkaPublisher open = publisher.orElseThrow();
    open.begin();
    if (!isInTopic) {
      for (byte[] staged : committables) {
        StagedMessages.read(staged, open::send);
      }
    }
    recorded = Optional.of(open.commit(record, epoch));
  }

  /** The last epoch that is taken for published where the record has been lost. */
  private long assumed(long epoch) {
    return switch (whatIsMissing()) {
      case "publish" -> epoch - 1;
      case "skip" -> epoch;
      default ->
          throw WeirException.permanent(
              "whether checkpoint "
                  + epoch
                  + " has been published to topic '"
                  + sink.topic()
                  + "' is not known: group '"
                  + record.group()
                  + "' has lost its offset, which records it",
              "look at the topic's last messages; then set '"
                  + KafkaOptions.MISSING_RECORD
                  + "' = 'skip' if they are there, 'publish' if not");
    };
  }

  /** What the table's options say about a record that has been lost. */
  private String whatIsMissing() {
    return sink.options().options().text(KafkaOptions.MISSING_RECORD);
  }

  private void recordIfNothingIs(long epoch) {
    if (recorded.isEmpty()) {
      KafkaPublisher open = publisher.orElseThrow();
      open.begin();
      recorded = Optional.of(open.commit(record, epoch));
    }
  }

  @Override
  public OptionalLong publishedAfter(long checkpointId) {
    try (Admin admin = admin()) {
      long last = record.last(admin).map(EpochRecord.Recorded::epoch).orElse(checkpointId);
      return last > checkpointId ? OptionalLong.of(last) : OptionalLong.empty();
    }
  }

  @Override
  public void close() {
    publisher.ifPresent(KafkaPublisher::close);
    publisher = Optional.empty();
    recorded = Optional.empty();
  }
}
