package io.weir.runtime.operator.aggregate;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.state.AggregateTable;
import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Watches that groups of SINGLE_VALUE have one row. Between two checkpoints more may come and go,
 * so groups that have more are noted and looked at again when a barrier comes.
 */
final class SingleRows implements AutoCloseable {
  private final List<CountAccumulator> counters;
  private final KeyCollector suspects;

  SingleRows(AggregateLayout layout, BufferAllocator allocator) {
    counters = layout.singles();
    suspects = new KeyCollector(allocator);
  }

  /** Notes the groups that have more than one row now. */
  void note(EncodedKeys keys, long[] groups) {
    for (int i = 0; i < keys.count(); i++) {
      boolean isRepeated = i > 0 && groups[i] == groups[i - 1];
      if (!isRepeated && most(groups[i]) > 1) {
        suspects.add(keys.address(i), keys.length(i), keys.hash(i));
      }
    }
  }

  private long most(long group) {
    long most = 0;
    for (CountAccumulator counter : counters) {
      most = Math.max(most, counter.get(group));
    }
    return most;
  }

  /** Fails if a group that was noted still has more than one row. */
  void check(AggregateTable rows) {
    if (suspects.count() == 0) {
      return;
    }
    long[] groups = new long[suspects.count()];
    rows.find(AggregateTable.NO_NAMESPACE, suspects.keys(), groups);
    for (long group : groups) {
      if (group != 0) {
        check(group);
      }
    }
    suspects.clear();
  }

  /** Fails if one of these groups has more than one row. */
  void check(long[] groups, int count) {
    for (int i = 0; i < count; i++) {
      check(groups[i]);
    }
  }

  private void check(long group) {
    long most = most(group);
    if (most > 1) {
      throw WeirException.permanent(
          "SINGLE_VALUE, or a subquery that stands for one value, has " + most + " rows",
          "aggregate the rows (MAX, MIN) or filter them so that one is left");
    }
  }

  @Override
  public void close() {
    suspects.close();
  }
}
