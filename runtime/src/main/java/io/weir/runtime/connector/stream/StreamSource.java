package io.weir.runtime.connector.stream;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.format.TextDecoder;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.request.Pending;
import io.weir.runtime.request.Requests;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;

/**
 * What comes from outside, once.
 *
 * @param description for EXPLAIN
 * @param input what is read
 * @param decoder makes rows of it
 * @param schema the columns that are needed
 * @param isBounded whether it is meant to end
 * @param keepsBadRecords whether records that cannot be read are kept
 */
record StreamSource(
    String description,
    StreamInput input,
    TextDecoder decoder,
    Schema schema,
    boolean isBounded,
    boolean keepsBadRecords)
    implements Source {
  @Override
  public String describe() {
    return description;
  }

  @Override
  public boolean isRewindable() {
    return false;
  }

  @Override
  public Optional<String> remedy() {
    return Optional.of("write it to a file first, and read that as a 'filesystem' table");
  }

  @Override
  public Optional<Source> keepingBadRecords() {
    return Optional.of(new StreamSource(description, input, decoder, schema, isBounded, true));
  }

  @Override
  public List<Split> discover() {
    return List.of(new Split(input.name(), input.describe(), new TreeMap<>()));
  }

  @Override
  public void verify(List<Split> splits) {
    if (!splits.isEmpty()) {
      throw WeirException.permanent(
          input.describe() + " cannot be read again from where the job stopped",
          "start afresh with --fresh");
    }
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator)
      throws IOException {
    return open(split, position, allocator, StreamSource::inPlace);
  }

  /** Waits here and now, for those who read the whole table at once. */
  private static <T extends AutoCloseable> Pending<T> inPlace(Requests.Request<T> request) {
    T answer;
    try {
      answer = request.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw WeirException.retryable(String.valueOf(e.getMessage()), null, e);
    }
    return new Pending<>() {
      @Override
      public boolean isDone() {
        return true;
      }

      @Override
      public T take() {
        return answer;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public SplitReader open(
      Split split, SplitPosition position, BufferAllocator allocator, Requests requests)
      throws IOException {
    Optional<BadRecords> kept = keepsBadRecords ? Optional.of(new BadRecords()) : Optional.empty();
    return new StreamReader(
        decoder.open(input.text(requests), SplitPosition.START, kept, allocator), kept, allocator);
  }
}
