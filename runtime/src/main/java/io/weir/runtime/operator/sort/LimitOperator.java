package io.weir.runtime.operator.sort;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.Output;
import io.weir.runtime.stream.Batch;
import java.util.List;

/** Runs a {@link LimitNode}; remembers how many rows have come. */
final class LimitOperator implements Operator {
  static final List<String> COUNTERS = List.of("rows");
  private static final int ROWS = 0;

  private final long from;
  private final long to;
  private final Counters counters;
  private long rows;

  LimitOperator(LimitNode node, OperatorContext context) {
    from = node.offset();
    long limit = node.limit().orElse(Long.MAX_VALUE);
    to = limit > Long.MAX_VALUE - from ? Long.MAX_VALUE : from + limit;
    counters = new Counters(node.stateTables().get(0), context);
    rows = counters.get(ROWS);
  }

  @Override
  public boolean process(int input, Batch batch, Output out) {
    long count = batch.size();
    long skipped = Math.max(0, Math.min(count, from - rows));
    long kept = Math.max(0, Math.min(count, to - rows) - skipped);
    if (rows < to) {
      counters.add(ROWS, count);
    }
    rows += count;
    if (kept == 0) {
      batch.close();
      return true;
    }
    batch.select(batch.selection().skip((int) skipped).limit((int) kept));
    out.emit(batch);
    return true;
  }

  @Override
  public void close() {
    counters.close();
  }
}
