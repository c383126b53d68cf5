package io.weir.runtime.connector.kafka;

import io.weir.runtime.error.WeirException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says what Kafka reports in words that help. */
final class KafkaErrors {
  private KafkaErrors() {}

  /** The result of a request. */
  static <T> T await(KafkaFuture<T> future, String doing, String servers) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw of(e.getCause(), doing, servers);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeirException.retryable(doing + ": interrupted", null, e);
    }
  }

  /** What went wrong while doing something. */
  static WeirException of(Throwable cause, String doing, String servers) {
    if (cause instanceof UnknownTopicOrPartitionException
        || cause instanceof InvalidTopicException) {
      return WeirException.permanent(
          doing + ": the topic does not exist on '" + servers + "'",
          "create it, or correct 'topic'",
          cause);
    }
    if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
      return WeirException.permanent(
          doing + ": " + cause.getMessage(), "check the 'properties.sasl.*' options", cause);
    }
    if (cause instanceof RecordTooLargeException) {
      return WeirException.permanent(
          doing + ": " + cause.getMessage(),
          "raise 'properties.max.request.size', and the topic's max.message.bytes",
          cause);
    }
    boolean isRetryable = cause instanceof RetriableException || cause instanceof KafkaException;
    String message = doing + ": " + cause.getMessage() + " (brokers '" + servers + "')";
    return isRetryable
        ? WeirException.retryable(message, "check that the brokers can be reached", cause)
        : WeirException.permanent(message, null, cause);
  }
}
