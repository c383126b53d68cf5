package io.weir.runtime.insight;

import io.weir.runtime.metric.SplitState;
import io.weir.runtime.stream.Watermark;
import java.util.List;

/**
 * What only a source has.
 *
 * @param table the table
 * @param hasWatermark whether the table declares a rowtime
 * @param idleTimeoutMillis after how long without rows a split no longer holds the watermark; 0 for
 *     never
 * @param skippedRecords malformed records skipped
 * @param splitCount how many splits it has
 * @param finishedSplits how many of them have been read to their ends
 * @param splits the others; if there are more than {@link #MOST_SPLITS}, those with the least
 *     watermarks
 */
public record SourceView(
    String table,
    boolean hasWatermark,
    long idleTimeoutMillis,
    long skippedRecords,
    int splitCount,
    int finishedSplits,
    List<Split> splits) {
  /** How many splits are shown. */
  public static final int MOST_SPLITS = 100;

  public SourceView {
    splits = List.copyOf(splits);
  }

  /**
   * One split.
   *
   * @param description such as the file's path
   * @param state what is done with it
   * @param records how many of its records have been read, before a restore too
   * @param offset where reading goes on, in the connector's unit: byte, row, Kafka offset, index
   * @param watermarkMillis its own watermark, or {@link Watermark#NONE}
   * @param quietMillis for how long no row has come from it
   */
  public record Split(
      String description,
      SplitState state,
      long records,
      long offset,
      long watermarkMillis,
      long quietMillis) {
    /** Whether the watermark waits for it. */
    public boolean holdsWatermark() {
      return state != SplitState.IDLE;
    }
  }
}
