package io.weir.runtime.operator.lookup;

import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a lookup join over rows that change remembers what it has sent for each of them: the table
 * may hold something else when a row is taken back, and then what was sent has to leave.
 *
 * <p>Rows are told apart by all their columns, but not by processing times, which are no values: a
 * row that leaves does not carry those that it came with.
 *
 * @param partition the columns that decide where a row is worked off, the first of {@code columns}:
 *     a key of the rows, or all columns
 * @param columns the columns by which rows are told apart
 * @param times the processing times, which are sent again as they were
 * @param ttlMillis for how long rows are remembered that nobody adds or takes back; 0 for ever
 */
public record LookupMemory(
    List<Integer> partition, List<Integer> columns, List<Integer> times, long ttlMillis) {
  static final Cell SENT = new Cell("sent", Cell.Kind.BYTES);
  static final Cell STAMP = new Cell("stamp", Cell.Kind.SCRATCH);
  private static final int VERSION = 1;

  public LookupMemory {
    partition = List.copyOf(partition);
    columns = List.copyOf(columns);
    times = List.copyOf(times);
    if (!columns.subList(0, partition.size()).equals(partition)) {
      throw new IllegalArgumentException(columns + " do not begin with " + partition);
    }
  }

  /** That of rows. */
  public static LookupMemory of(StreamProperties left, long ttlMillis) {
    List<Integer> comparable = new ArrayList<>();
    List<Integer> times = new ArrayList<>();
    for (int column = 0; column < left.schema().size(); column++) {
      if (left.timeAttributes().get(column) == TimeAttribute.PROCTIME) {
        times.add(column);
      } else {
        comparable.add(column);
      }
    }
    List<Integer> partition = key(left).orElse(comparable);
    List<Integer> columns = new ArrayList<>(partition);
    comparable.stream().filter(column -> !partition.contains(column)).forEach(columns::add);
    return new LookupMemory(partition, columns, times, ttlMillis);
  }

  /** The shortest key without processing times. */
  private static Optional<List<Integer>> key(StreamProperties left) {
    return left.uniqueKeys().stream()
        .filter(
            key ->
                key.stream()
                    .allMatch(
                        column -> left.timeAttributes().get(column) != TimeAttribute.PROCTIME))
        .min(Comparator.<List<Integer>>comparingInt(List::size).thenComparing(List::toString));
  }

  /** Of the keys of the rows, those whose changes stay in order behind the exchange. */
  Set<List<Integer>> keysInOrder(Set<List<Integer>> keys) {
    Set<List<Integer>> ordered = new HashSet<>(keys);
    ordered.removeIf(key -> !key.containsAll(partition));
    return ordered;
  }

  Distribution distribution() {
    return partition.isEmpty() ? Distribution.SINGLE : Distribution.hash(partition);
  }

  /** By row: what was sent for it, see {@link SentRows}. */
  TableSpec table(Schema left) {
    return TableSpec.aggregate(
            "sent rows", VERSION, false, left.project(columns), List.of(SENT, STAMP))
        .withTtl(ttlMillis);
  }
}
