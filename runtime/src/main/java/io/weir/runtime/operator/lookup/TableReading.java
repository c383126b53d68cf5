package io.weir.runtime.operator.lookup;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.request.Pending;
import io.weir.runtime.stream.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a bounded table to its end: its splits are listed and opened on I/O threads, and read one
 * after the other, some batches at a time.
 */
final class TableReading implements AutoCloseable {
  private static final int BATCHES_PER_STEP = 16;

  private final Source source;
  private final OperatorContext context;
  private final RowsByKey rows = new RowsByKey();
  private Optional<List<Split>> splits;
  private Pending<Listed> listing;
  private Pending<SplitReader> opening;
  private SplitReader reader;
  private int next;
  private boolean isTaken;

  /**
   * @param known the splits, if they must be those of an earlier reading
   */
  TableReading(Source source, Optional<List<Split>> known, OperatorContext context) {
    this.source = source;
    this.context = context;
    this.splits = Optional.empty();
    this.listing = context.requests().submit(() -> list(source, known));
  }

  private static Listed list(Source source, Optional<List<Split>> known) throws IOException {
    if (known.isPresent()) {
      source.verify(known.get());
      return new Listed(known.get());
    }
    return new Listed(source.discover());
  }

  /** Whether nothing can be done until an I/O thread has answered. */
  boolean isAwaiting() {
    return listing != null && !listing.isDone() || opening != null && !opening.isDone();
  }

  /** The splits, once they have been listed. */
  Optional<List<Split>> splits() {
    return splits;
  }

  /** Goes on reading; returns whether the table has been read to its end. */
  boolean read(FoundRows found) {
    try {
      for (int batches = 0; batches < BATCHES_PER_STEP; batches++) {
        if (isAwaiting()) {
          return false;
        }
        if (reader == null && !open()) {
          return true;
        }
        if (reader == null) {
          continue;
        }
        Batch batch = reader.read();
        if (batch != null) {
          found.keepAll(batch, rows);
        }
        if (reader.isFinished()) {
          reader.close();
          reader = null;
        } else if (batch == null) {
          return false;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a step towards the next reader; false if there is none. */
  private boolean open() {
    if (listing != null) {
      splits = Optional.of(listing.take().splits());
      listing = null;
    }
    if (opening != null) {
      reader = opening.take();
      opening = null;
      return true;
    }
    if (next == splits.orElseThrow().size()) {
      return false;
    }
    Split split = splits.get().get(next++);
    opening =
        context
            .requests()
            .submit(() -> source.open(split, null, context.allocator(), context.requests()));
    return true;
  }

  /** The rows of the table, which are the caller's. */
  RowsByKey take() {
    isTaken = true;
    return rows;
  }

  @Override
  public void close() {
    if (listing != null) {
      listing.close();
    }
    if (opening != null) {
      opening.close();
    }
    if (!isTaken) {
      rows.close();
    }
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Listed(List<Split> splits) implements AutoCloseable {
    @Override
    public void close() {}
  }
}
