package io.weir.runtime.connector.nexmark;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.RowBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;

/** Makes the events of one split, a column at a time. */
final class NexmarkReader implements SplitReader {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final NexmarkSettings settings;
  private final NexmarkSource.Part part;
  private final Clock clock;
  private final long count;
  private final long startNanos;
  private final long startEvent;
  private final EventRun events;
  private final TextScratch text;
  private final BatchBuilder builder;
  private final List<ColumnFiller> columns = new ArrayList<>();
  private long place;

  /** Writes one column of the batch. */
  private interface ColumnFiller {
    void fill();
  }

  NexmarkReader(
      Schema schema,
      NexmarkSettings settings,
      List<Set<Integer>> fields,
      NexmarkSource.Part part,
      long place,
      Clock clock,
      BufferAllocator allocator) {
    this.settings = settings;
    this.part = part;
    this.clock = clock;
    this.place = place;
    this.count = part.count(settings.events());
    this.startNanos = clock.monotonicNanos();
    this.startEvent = part.event(place);
    this.events = new EventRun(settings);
    this.text = new TextScratch(EventFields.longestText(settings), allocator);
    this.builder = new BatchBuilder(schema, allocator);
    for (int column = 0; column < schema.size(); column++) {
      columns.add(filler(schema.field(column), column, fields.get(column)));
    }
  }

  private ColumnFiller filler(Field column, int index, Set<Integer> wanted) {
    if (column.name().equals(NexmarkConnector.EVENT_TYPE)) {
      ScalarBuilder target = (ScalarBuilder) builder.column(index);
      return () -> fillKinds(target);
    }
    byte kind = NexmarkConnector.kindOf(column.name());
    RowBuilder target = (RowBuilder) builder.column(index);
    List<EventField.Filler> fillers = new ArrayList<>();
    List<EventField> known = EventFields.of(kind, settings);
    for (int i = 0; i < target.size(); i++) {
      String name = column.type().fields().get(i).name();
      EventField field =
          known.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
      EventField.Filler unread = (e, t, values) -> values.setNulls(e.count());
      fillers.add(wanted.contains(i) ? field.filler() : unread);
    }
    return () -> fillRow(kind, target, fillers);
  }

  private void fillKinds(ScalarBuilder target) {
    for (int row = 0; row < events.count(); row++) {
      target.setInt(row, events.kind(row));
    }
  }

  private void fillRow(byte kind, RowBuilder target, List<EventField.Filler> fillers) {
    for (int row = 0; row < events.count(); row++) {
      if (events.kind(row) == kind) {
        target.setPresent(row);
      }
    }
    for (int i = 0; i < fillers.size(); i++) {
      fillers.get(i).fill(events, text, (ScalarBuilder) target.field(i));
    }
  }

  @Override
  public Batch read() {
    int rows = part.even(place, (int) Math.min(Batch.MAX_ROWS, due() - place));
    if (rows <= 0) {
      return null;
    }
    events.set(part.event(place), part.stride(), rows);
    builder.begin(rows);
    columns.forEach(ColumnFiller::fill);
    place += rows;
    return builder.finish(rows);
  }

  /** The place up to which events may come now. */
  private long due() {
    if (!settings.isPaced()) {
      return count;
    }
    long nanos = clock.monotonicNanos() - startNanos;
    long seconds = nanos / NANOS_PER_SECOND;
    long happened =
        startEvent
            + 1
            + seconds * settings.rate()
            + nanos % NANOS_PER_SECOND * settings.rate() / NANOS_PER_SECOND;
    return Math.min(count, part.count(happened));
  }

  @Override
  public SplitPosition position() {
    return new SplitPosition(place, place);
  }

  @Override
  public boolean isFinished() {
    return place == count && !settings.staysOpen();
  }

  @Override
  public double progress() {
    return count == Long.MAX_VALUE ? -1 : count == 0 ? 1 : (double) place / count;
  }

  @Override
  public void close() {
    builder.close();
    text.close();
  }
}
