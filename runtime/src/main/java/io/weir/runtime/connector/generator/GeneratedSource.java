package io.weir.runtime.connector.generator;

import io.weir.runtime.connector.RateLimit;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;

/** Reads a {@link GeneratedTable}. */
public final class GeneratedSource implements Source {
  private static final String SEED = "seed";
  private static final String START = "start";
  private static final String ROWS = "rows";

  private final GeneratedTable table;
  private final Clock clock;
  private final RateLimit limit;

  /** {@code clock} gives the time of start and the rate. */
  public GeneratedSource(GeneratedTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
    this.limit = new RateLimit(table.rowsPerSecond(), clock);
  }

  @Override
  public Schema schema() {
    return table.schema();
  }

  @Override
  public String describe() {
    return identity() + ", " + table.rowsPerSecond() + " a second";
  }

  @Override
  public String identity() {
    return table.connector() + ", " + (isBounded() ? table.rows() + " rows" : "rows without end");
  }

  @Override
  public boolean isBounded() {
    return table.rows() != Long.MAX_VALUE;
  }

  @Override
  public boolean isRewindable() {
    return table.isRepeatable();
  }

  @Override
  public Optional<String> remedy() {
    return table.isRepeatable()
        ? Optional.empty()
        : Optional.of("replace the expressions that ask the clock, such as date.birthday");
  }

  @Override
  public List<Split> discover() {
    Draw entropy = new Draw(clock.monotonicNanos());
    long seed = table.seed() != null ? table.seed() : entropy.bits(clock.wallMillis(), 0);
    TreeMap<String, String> properties = new TreeMap<>();
    properties.put(SEED, Long.toString(seed));
    properties.put(START, Long.toString(clock.wallMillis()));
    properties.put(ROWS, Long.toString(table.rows()));
    return List.of(new Split("rows", "generated rows", properties));
  }

  @Override
  public void verify(List<Split> splits) {
    for (Split split : splits) {
      boolean hasSeed = table.seed() != null;
      boolean isSame =
          split.properties().get(ROWS).equals(Long.toString(table.rows()))
              && (!hasSeed || split.properties().get(SEED).equals(table.seed().toString()));
      if (!isSame) {
        throw WeirException.permanent(
            "the options of a " + table.connector() + " table have changed since the job started",
            "restore the options to resume, or start afresh with --fresh");
      }
    }
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator) {
    GeneratedRow row =
        new GeneratedRow(
            Long.parseLong(split.properties().get(SEED)),
            Long.parseLong(split.properties().get(START)),
            table.rowsPerSecond());
    return new GeneratedReader(
        table, row, position == null ? 0 : position.offset(), limit, allocator);
  }
}
