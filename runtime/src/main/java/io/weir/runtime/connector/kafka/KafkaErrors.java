package io.weir.runtime.connector.kafka;

import io.weir.runtime.error.WeirException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

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

  /** Whether trying again cannot help; the name of a broker may be known later. */
  private static boolean isMistake(Throwable cause) {
    if (cause instanceof ConfigException) {
      return !cause.getMessage().contains("bootstrap.servers");
    }
    return cause instanceof InvalidConfigurationException
        || cause instanceof UnsupportedVersionException
        || cause instanceof InvalidRecordException
        || cause instanceof PolicyViolationException;
  }

  /** What an exception says, and where that names no reason, what its own cause says. */
  private static String said(Throwable cause) {
    boolean isBare = cause.getClass() == KafkaException.class && cause.getCause() != null;
    return isBare ? cause.getMessage() + ": " + cause.getCause().getMessage() : cause.getMessage();
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
    if (isMistake(cause) || isMistake(cause.getCause())) {
      String mistake = (isMistake(cause) ? cause : cause.getCause()).getMessage();
      return WeirException.permanent(
          doing + ": " + mistake, "correct the 'properties.*' options of the table", cause);
    }
    String message = doing + ": " + said(cause) + " (brokers '" + servers + "')";
    return cause instanceof KafkaException
        ? WeirException.retryable(message, "check that the brokers can be reached", cause)
        : WeirException.permanent(message, null, cause);
  }
}
