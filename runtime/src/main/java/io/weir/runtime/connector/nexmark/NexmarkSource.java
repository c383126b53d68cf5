package io.weir.runtime.connector.nexmark;

import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.Split;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.time.Clock;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The events, dealt out to a fixed number of splits in blocks: block 0 to split 0, block 1 to split
 * 1, and so on around. Splits are read in turn, so that one reader sees the events in order and
 * several stay close together in event time.
 */
final class NexmarkSource implements Source {
  static final int SPLITS = 8;
  private static final String NUMBER = "number";
  private static final String SETTINGS = "settings";

  private final Schema schema;
  private final NexmarkSettings settings;
  private final List<Set<Integer>> fields;
  private final Clock clock;

  /**
   * @param fields for each column the positions of the fields that are filled
   */
  NexmarkSource(Schema schema, NexmarkSettings settings, List<Set<Integer>> fields, Clock clock) {
    this.schema = schema;
    this.settings = settings;
    this.fields = List.copyOf(fields);
    this.clock = clock;
  }

  static List<Set<Integer>> allFields(Schema schema) {
    List<Set<Integer>> all = new ArrayList<>();
    for (int column = 0; column < schema.size(); column++) {
      Set<Integer> fields = new HashSet<>();
      for (int field = 0; field < schema.type(column).fields().size(); field++) {
        fields.add(field);
      }
      all.add(fields);
    }
    return all;
  }

  @Override
  public Source readingFields(Map<Integer, Set<Integer>> fieldsByColumn) {
    List<Set<Integer>> narrowed = new ArrayList<>(fields);
    fieldsByColumn.forEach(narrowed::set);
    return new NexmarkSource(schema, settings, narrowed, clock);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public String describe() {
    return identity() + filled();
  }

  @Override
  public String identity() {
    String events =
        settings.events() == Long.MAX_VALUE ? "events without end" : settings.events() + " events";
    return "nexmark, " + events;
  }

  private String filled() {
    List<String> names = new ArrayList<>();
    for (int column = 0; column < schema.size(); column++) {
      if (schema.type(column).kind() == TypeKind.ROW) {
        for (int field : fields.get(column).stream().sorted().toList()) {
          names.add(schema.name(column) + "." + schema.type(column).fields().get(field).name());
        }
      }
    }
    return names.isEmpty() ? "" : ", " + String.join(" ", names);
  }

  @Override
  public boolean isBounded() {
    return settings.isBounded();
  }

  @Override
  public boolean isRewindable() {
    return true;
  }

  @Override
  public boolean splitsInTurn() {
    return true;
  }

  @Override
  public List<Split> discover() {
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < SPLITS; i++) {
      TreeMap<String, String> properties = new TreeMap<>();
      properties.put(NUMBER, Integer.toString(i));
      properties.put(SETTINGS, settings.ofSplits().toString());
      splits.add(new Split("part-" + i, "part " + i + " of the events", properties));
    }
    return splits;
  }

  @Override
  public void verify(List<Split> splits) {
    String now = settings.ofSplits().toString();
    for (Split split : splits) {
      String before = split.properties().get(SETTINGS);
      if (!before.equals(now)) {
        throw WeirException.permanent(
            "the options of the nexmark table have changed since the job started: "
                + before
                + " then, "
                + now
                + " now",
            "restore the options to resume, or start afresh with --fresh");
      }
    }
  }

  @Override
  public SplitReader open(Split split, SplitPosition position, BufferAllocator allocator) {
    int number = Integer.parseInt(split.properties().get(NUMBER));
    int blockSize = settings.isPaced() ? 1 : Batch.MAX_ROWS;
    return new NexmarkReader(
        schema,
        settings,
        fields,
        new Part(number, SPLITS, blockSize),
        position == null ? 0 : position.offset(),
        clock,
        allocator);
  }

  /**
   * The events of one split.
   *
   * @param number which split, from 0
   * @param of how many there are
   * @param blockSize how many events in a row belong to one split
   */
  record Part(int number, int of, int blockSize) {
    /** The number of the event at a place of this split. */
    long event(long place) {
      return (place / blockSize * of + number) * blockSize + place % blockSize;
    }

    /** How many events from a place on lie at even distances, at most {@code most}. */
    int even(long place, int most) {
      return blockSize == 1 ? most : (int) Math.min(most, blockSize - place % blockSize);
    }

    /** The distance of neighbours in a block, or of blocks of one. */
    int stride() {
      return blockSize == 1 ? of : 1;
    }

    /** How many of the first {@code events} events are this split's. */
    long count(long events) {
      if (events == Long.MAX_VALUE) {
        return Long.MAX_VALUE;
      }
      long round = (long) blockSize * of;
      long rest = events % round - (long) number * blockSize;
      return events / round * blockSize + Math.max(0, Math.min(blockSize, rest));
    }
  }
}
