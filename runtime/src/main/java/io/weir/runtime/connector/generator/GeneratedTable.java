package io.weir.runtime.connector.generator;

import io.weir.runtime.type.Schema;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;

/**
 * A table whose rows are made up.
 *
 * @param connector the connector's name
 * @param schema the columns that are read
 * @param columns makes them
 * @param rows how many there are; {@link Long#MAX_VALUE} for no end
 * @param rowsPerSecond how fast they come
 * @param seed what they are drawn from; null to draw one at the start
 * @param isRepeatable whether a row that is made again is the same
 */
public record GeneratedTable(
    String connector,
    Schema schema,
    Columns columns,
    long rows,
    long rowsPerSecond,
    Long seed,
    boolean isRepeatable) {
  /** How much memory generators get to work with. */
  public static final int SCRATCH_BYTES = 64 << 10;

  /** Makes what writes the columns, for one reader. */
  public interface Columns {
    /**
     * A generator for each column of the schema.
     *
     * @param scratch {@link #SCRATCH_BYTES} bytes to work with, which the reader frees
     */
    List<ValueGenerator> open(ArrowBuf scratch);
  }
}
