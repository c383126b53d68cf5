package io.weir.runtime.operator.lookup;

import io.weir.runtime.connector.LookupSettings;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.operator.OperatorContext;
import java.util.List;
import java.util.Optional;

/**
 * A table that is read before the first row is joined. One that is repeatable is read as it was
 * when the job started, also after a restart; a cache may be read again after some time.
 */
final class WholeTable implements AutoCloseable {
  private final Source source;
  private final FoundRows found;
  private final OperatorContext context;
  private final boolean isRepeatable;
  private final long reloadMillis;
  private Optional<List<Split>> splits = Optional.empty();
  private RowsByKey rows;
  private TableReading reading;
  private long readMillis;

  WholeTable(LookupTable table, FoundRows found, OperatorContext context) {
    this.source = table.source().source();
    this.found = found;
    this.context = context;
    this.isRepeatable = table.isRepeatable();
    this.reloadMillis =
        table.asked().map(asked -> asked.settings()).map(LookupSettings::reloadMillis).orElse(0L);
    if (isRepeatable) {
      splits = restored(context);
    }
    begin();
  }

  /** What some instance has read before; one that came to no row has read nothing. */
  private static Optional<List<Split>> restored(OperatorContext context) {
    return context.restoredState().stream()
        .filter(state -> state.length > 0)
        .findFirst()
        .map(SplitLists::read);
  }

  private void begin() {
    readMillis = context.clock().wallMillis();
    reading = new TableReading(source, splits, context);
  }

  /** Whether rows must wait for an answer. */
  boolean isAwaiting() {
    return rows == null && reading.isAwaiting();
  }

  /** Goes on reading; returns whether rows can be joined. */
  boolean isReady() {
    boolean isDue =
        reloadMillis > 0
            && reading == null
            && context.clock().wallMillis() - readMillis >= reloadMillis;
    if (isDue) {
      begin();
    }
    if (reading != null && !reading.isAwaiting() && reading.read(found)) {
      if (isRepeatable) {
        splits = reading.splits();
      }
      if (rows != null) {
        rows.close();
      }
      rows = reading.take();
      reading.close();
      reading = null;
    }
    return rows != null;
  }

  /** The table; stays as it is until {@link #isReady} is asked again. */
  RowsByKey rows() {
    return rows;
  }

  /** What a checkpoint keeps. */
  byte[] state() {
    return splits.map(SplitLists::write).orElse(new byte[0]);
  }

  @Override
  public void close() {
    if (reading != null) {
      reading.close();
    }
    if (rows != null) {
      rows.close();
    }
  }
}
