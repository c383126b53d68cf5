package io.weir.runtime.operator.sort;

import io.weir.runtime.state.EncodedKeys;
import io.weir.runtime.state.KeyCollector;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.KeyHash;
import io.weir.runtime.state.OrderedTable;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The prefixes of an ordered table without prefix columns, which has one for each key group: for
 * what is in order over many keys, and still moves with its keys to another parallelism.
 */
public final class KeyGroupPrefixes implements AutoCloseable {
  private final OrderedTable table;
  private final KeyCollector groups;
  private final int[] prefixOfGroup = new int[KeyGroups.COUNT];
  private final int[] groupNumbers = new int[KeyGroups.COUNT];
  private final int[] numbers = new int[KeyGroups.COUNT];

  public KeyGroupPrefixes(OrderedTable table, BufferAllocator allocator) {
    this.table = table;
    this.groups = new KeyCollector(allocator);
  }

  /**
   * The number of the prefix by key group, for those groups that the keys have; valid until the
   * next call.
   */
  public int[] of(EncodedKeys keys) {
    Arrays.fill(prefixOfGroup, -1);
    groups.clear();
    int count = 0;
    for (int i = 0; i < keys.count(); i++) {
      int group = keys.keyGroup(i);
      if (prefixOfGroup[group] < 0) {
        prefixOfGroup[group] = 0;
        groupNumbers[count++] = group;
        groups.add(0, 0, KeyGroups.withGroup(KeyHash.of(0, 0), group));
      }
    }
    table.prefixes(OrderedTable.NO_NAMESPACE, groups.keys(), numbers);
    for (int g = 0; g < count; g++) {
      prefixOfGroup[groupNumbers[g]] = numbers[g];
    }
    return prefixOfGroup;
  }

  @Override
  public void close() {
    groups.close();
  }
}
