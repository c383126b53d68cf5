package io.weir.runtime.execution.job;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Batch;

/**
 * Stands at the head of a chain for those of its operators that had finished in the restored
 * checkpoint, when those behind them had not. That happens where a chain is longer than when the
 * checkpoint was taken, as at parallelism 1. Only the end of the stream comes through.
 */
enum FinishedOperators implements Operator {
  INSTANCE;

  @Override
  public boolean process(int input, Batch batch, Output out) {
    batch.close();
    throw new AssertionError("rows came to operators that had finished in the restored checkpoint");
  }

  @Override
  public void close() {}
}
