package io.weir.runtime.insight;

import io.weir.runtime.metric.HeldRows;
import io.weir.runtime.stream.Watermark;
import java.util.List;
import java.util.Optional;

/**
 * One step of a job's plan, all its instances together.
 *
 * @param id its stable id
 * @param name what it does, such as {@code WindowAggregate}
 * @param details what EXPLAIN prints behind the name
 * @param inputs the ids of the steps that it reads from
 * @param parallelism how many instances it has
 * @param rows what came and went
 * @param busyShare which part of the last moments its instances have computed, on average; 1 is one
 *     core for each of them
 * @param watermarkMillis the least that its instances have sent on, or {@link Watermark#NONE}
 * @param late rows that it has dropped
 * @param held rows that wait in it for the end of a window, by that end, ascending; of very many
 *     windows those that end first
 * @param state its tables
 * @param source what only a source has
 * @param sink what only a sink has
 */
public record OperatorView(
    String id,
    String name,
    List<Detail> details,
    List<String> inputs,
    int parallelism,
    Rows rows,
    double busyShare,
    long watermarkMillis,
    Late late,
    List<HeldRows> held,
    List<Table> state,
    Optional<SourceView> source,
    Optional<SinkView> sink) {
  public OperatorView {
    details = List.copyOf(details);
    inputs = List.copyOf(inputs);
    held = List.copyOf(held);
    state = List.copyOf(state);
  }

  /** The step with its table, or for want of one with its name. */
  public String title() {
    return source
        .map(s -> name + " " + s.table())
        .or(() -> sink.map(s -> name + " " + s.table()))
        .orElse(name);
  }

  /** Rows in its tables that are in memory. */
  public long stateRows() {
    return state.stream().mapToLong(Table::rows).sum();
  }

  /** The memory that its tables take. */
  public long stateBytes() {
    return state.stream().mapToLong(Table::bytes).sum();
  }

  /** One printed detail of a step. */
  public record Detail(String name, String value) {}

  /**
   * What came and went.
   *
   * @param in rows that came; of a source none
   * @param out rows that were sent on; of a sink those that were written
   * @param batchesIn in how many batches they came
   * @param batchesOut in how many they were sent on
   * @param inPerSecond how many came a second, lately
   * @param outPerSecond how many were sent on a second, lately
   */
  public record Rows(
      long in,
      long out,
      long batchesIn,
      long batchesOut,
      double inPerSecond,
      double outPerSecond) {}

  /**
   * Rows dropped because they came too late.
   *
   * @param byTheirSplit those that were late by the watermark of their own split
   * @param afterIdle those of splits that had been idle while the others went on
   * @param leastMillis by how much the watermark had passed what they were for, at least; 0 if
   *     there are none
   * @param mostMillis and at most: so much longer the table's watermark would have to wait
   */
  public record Late(long byTheirSplit, long afterIdle, long leastMillis, long mostMillis) {
    /** No row. */
    public static final Late NONE = new Late(0, 0, 0, 0);

    /** All of them. */
    public long all() {
      return byTheirSplit + afterIdle;
    }
  }

  /**
   * A state table, those of all instances together.
   *
   * @param rows the rows in memory
   * @param bytes the memory that they take
   * @param peakRows the most rows in memory that were seen at one time
   * @param peakBytes the most memory that was seen to be taken
   * @param storedBytes what the store beneath, from which rows are fetched that are not in memory,
   *     took for it at the last checkpoint; 0 without checkpoints
   */
  public record Table(
      String name, long rows, long bytes, long peakRows, long peakBytes, long storedBytes) {}
}
