package io.weir.runtime.operator.badrecord;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.stream.Batch;

/** Tells the batches of a source that keeps bad records apart: each is of one kind throughout. */
final class SourceBatches {
  private SourceBatches() {}

  /** How many columns lie in front of those of records that could not be read. */
  static int tableColumns(Batch batch) {
    return batch.vectors().size() - BadRecords.SCHEMA.size();
  }

  /** Whether its rows are records that could not be read. */
  static boolean areBad(Batch batch) {
    return batch.size() > 0 && !batch.vector(tableColumns(batch)).isNull(batch.selection().row(0));
  }
}
