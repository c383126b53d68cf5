package io.weir.runtime.state;

import io.weir.runtime.metric.TableSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of one operator instance, and their captures. */
final class InstanceTables implements StateBackend.InstanceState {
  private final Map<String, TableSpec> specs;
  private final Map<String, AggregateTable> aggregates = new LinkedHashMap<>();
  private final Map<String, OrderedMultiset> multisets = new LinkedHashMap<>();

  private final Map<String, OrderedTable> ordered = new LinkedHashMap<>();
  private final Map<String, CountedMultiset> countedMultisets = new LinkedHashMap<>();

  /** All tables by the name that the store knows them by. */
  private final Map<String, CapturedTable> tables = new LinkedHashMap<>();

  private final String operatorId;

  /** The memory of each table, by its name. */
  private final Map<String, TableMemory> memory = new LinkedHashMap<>();

  private final Epochs epochs;
  private final int firstKeyGroup;
  private final int keyGroupCount;
  private boolean isClosed;

  InstanceTables(
      String operatorId,
      Map<String, TableSpec> specs,
      Epochs epochs,
      int firstKeyGroup,
      int keyGroupCount) {
    this.operatorId = operatorId;
    this.specs = specs;
    this.epochs = epochs;
    this.firstKeyGroup = firstKeyGroup;
    this.keyGroupCount = keyGroupCount;
  }

  /** The memory of a table that is to be added. */
  TableMemory memory(TableSpec spec, MemoryBudget budget) {
    return memory.computeIfAbsent(spec.name(), name -> new TableMemory(budget));
  }

  void add(String storeName, TableSpec spec, HashAggregateTable table) {
    aggregates.put(spec.name(), table);
    tables.put(storeName, table);
  }

  void add(String storeName, TableSpec spec, OrderedMultisetTable table) {
    multisets.put(spec.name(), table);
    tables.put(storeName, table);
  }

  void add(String storeName, TableSpec spec, PagedOrderedTable table) {
    ordered.put(spec.name(), table);
    tables.put(storeName, table);
  }

  @Override
  public OrderedTable ordered(TableSpec spec) {
    return opened(ordered, spec);
  }

  void add(String storeName, TableSpec spec, CountedMultisetTable table) {
    countedMultisets.put(spec.name(), table);
    tables.put(storeName, table);
  }

  @Override
  public AggregateTable aggregate(TableSpec spec) {
    return opened(aggregates, spec);
  }

  @Override
  public OrderedMultiset orderedMultiset(TableSpec spec) {
    return opened(multisets, spec);
  }

  @Override
  public CountedMultiset countedMultiset(TableSpec spec) {
    return opened(countedMultisets, spec);
  }

  private <T> T opened(Map<String, T> tablesOfShape, TableSpec spec) {
    T table = tablesOfShape.get(spec.name());
    if (table == null || !spec.equals(specs.get(spec.name()))) {
      throw new AssertionError(
          "operator " + operatorId + " opens table " + spec + ", it declared " + specs.values());
    }
    return table;
  }

  @Override
  public StateBackend.Capture capture(long checkpointId) {
    Map<String, CaptureBuffer> buffers = new LinkedHashMap<>();
    tables.values().forEach(CapturedTable::beforeCapture);
    try {
      tables.forEach((name, table) -> buffers.put(name, table.capture()));
    } catch (RuntimeException | Error e) {
      buffers.values().forEach(CaptureBuffer::close);
      throw e;
    }
    int epoch = epochs.capture();
    tables.values().forEach(CapturedTable::afterCapture);
    memory.values().forEach(TableMemory::captured);
    return new InstanceCapture(buffers, epochs, epoch, firstKeyGroup, keyGroupCount);
  }

  @Override
  public long memoryBytes() {
    long bytes = 0;
    for (String table : specs.keySet()) {
      bytes += bytes(table);
    }
    return bytes;
  }

  private long bytes(String table) {
    OrderedMultiset multiset = multisets.get(table);
    long heap = multiset == null ? 0 : ((OrderedMultisetTable) multiset).usedBytes();
    TableMemory blocks = memory.get(table);
    return blocks == null ? heap : heap + blocks.usedBytes();
  }

  @Override
  public List<TableSize> sizes() {
    List<TableSize> sizes = new ArrayList<>();
    for (Map.Entry<String, CapturedTable> table : tables.entrySet()) {
      String name = table.getKey().substring(operatorId.length() + 1);
      sizes.add(new TableSize(name, table.getValue().rows(), bytes(name)));
    }
    return sizes;
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      tables.values().forEach(CapturedTable::close);
    }
  }

  /** What one instance captured in one epoch. */
  record InstanceCapture(
      Map<String, CaptureBuffer> buffers,
      Epochs epochs,
      int epoch,
      int firstKeyGroup,
      int keyGroupCount)
      implements StateBackend.Capture {
    @Override
    public long entries() {
      return buffers.values().stream().mapToLong(CaptureBuffer::entries).sum();
    }

    @Override
    public long bytes() {
      return buffers.values().stream().mapToLong(CaptureBuffer::bytes).sum();
    }

    @Override
    public void close() {
      buffers.values().forEach(CaptureBuffer::close);
    }
  }
}
