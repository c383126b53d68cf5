package io.weir.runtime.state;

import io.weir.runtime.error.WeirException;
import io.weir.runtime.metric.StoredSize;
import io.weir.runtime.state.EpochFlush.Part;
import io.weir.runtime.state.InstanceTables.InstanceCapture;
import io.weir.runtime.state.StateSnapshot.StateFile;
import io.weir.runtime.state.StateSnapshot.TableDeclaration;
import io.weir.runtime.time.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The state of a job as tables in memory in front of a {@link StateStore}, which is opened only
 * when the first table is.
 */
final class StoreBackend implements StateBackend {
  private final String format;
  private final StoreOpener opener;
  private final MemoryBudget budget;
  private final EpochFlush flush;

  /** Held by a flush; closing waits for it. */
  private final ReentrantLock flushing = new ReentrantLock();

  /** All tables by the store's name: restored ones and, as they are opened, new ones. */
  private final TreeMap<String, TableDeclaration> declarations = new TreeMap<>();

  private final Map<String, TableDeclaration> restored = new TreeMap<>();
  private StateStore store;
  private volatile List<StoredSize> stored = List.of();
  private boolean isClosed;

  /** Opens the store beneath. */
  interface StoreOpener {
    StateStore open();
  }

  /**
   * @param format of the snapshots
   * @param lanes where a flush can spread
   * @param restored the snapshot that {@code opener} restores, or one without files
   */
  StoreBackend(
      String format, StateSnapshot restored, MemoryBudget budget, Lanes lanes, StoreOpener opener) {
    this.format = format;
    this.opener = opener;
    this.budget = budget;
    this.flush = new EpochFlush(lanes);
    if (!restored.files().isEmpty() && !restored.format().equals(format)) {
      throw WeirException.permanent(
          "the checkpoint's state has format \""
              + restored.format()
              + "\", this job reads \""
              + format
              + "\"",
          "resume with the version and settings that wrote it, or start afresh with --fresh");
    }
    for (TableDeclaration table : restored.tables()) {
      declarations.put(table.storeName(), table);
      this.restored.put(table.storeName(), table);
    }
    if (!restored.files().isEmpty()) {
      store = opener.open();
      stored = measure(restored.tables(), store);
    }
  }

  @Override
  public synchronized InstanceState open(
      String operatorId, List<TableSpec> specs, int firstKeyGroup, int keyGroupCount, Clock clock) {
    Epochs epochs = new Epochs();
    Map<String, TableSpec> byName = new LinkedHashMap<>();
    specs.forEach(spec -> byName.put(spec.name(), spec));
    InstanceTables instance =
        new InstanceTables(operatorId, byName, epochs, firstKeyGroup, keyGroupCount);
    try {
      for (TableSpec spec : specs) {
        openTable(instance, operatorId, spec, epochs, firstKeyGroup, keyGroupCount, clock);
      }
    } catch (RuntimeException | Error e) {
      instance.close();
      throw e;
    }
    return instance;
  }

  private void openTable(
      InstanceTables instance,
      String operatorId,
      TableSpec spec,
      Epochs epochs,
      int firstKeyGroup,
      int keyGroupCount,
      Clock clock) {
    String name = operatorId + "/" + spec.name();
    declare(name, operatorId, spec);
    boolean isRestored = restored.containsKey(name);
    StoreTable table = store().table(name);
    TableMemory memory = instance.memory(spec, budget);
    switch (spec.shape()) {
      case AGGREGATE -> {
        HashAggregateTable aggregate =
            new HashAggregateTable(
                spec, table, memory, budget, epochs, firstKeyGroup, keyGroupCount, clock);
        instance.add(name, spec, aggregate);
        if (isRestored) {
          aggregate.restore();
        }
      }
      case ORDERED_MULTISET -> {
        OrderedMultisetTable multiset =
            new OrderedMultisetTable(table, budget, epochs, firstKeyGroup, keyGroupCount);
        instance.add(name, spec, multiset);
        if (isRestored) {
          multiset.restore();
        }
      }
      case ORDERED -> {
        PagedOrderedTable ordered =
            new PagedOrderedTable(
                spec, table, memory, budget, epochs, firstKeyGroup, keyGroupCount);
        instance.add(name, spec, ordered);
        if (isRestored) {
          ordered.restore();
        }
      }
      case COUNTED_MULTISET -> {
        CountedMultisetTable multiset =
            new CountedMultisetTable(
                spec, table, memory, budget, epochs, firstKeyGroup, keyGroupCount, clock);
        instance.add(name, spec, multiset);
        if (isRestored) {
          multiset.restore();
        }
      }
    }
  }

  private void declare(String name, String operatorId, TableSpec spec) {
    TableDeclaration earlier = declarations.get(name);
    if (earlier != null) {
      TableFit.mismatch(earlier.spec(), spec)
          .ifPresent(
              reason -> {
                throw WeirException.permanent(
                    "the state of operator "
                        + operatorId
                        + " in the checkpoint does not fit the query: table \""
                        + spec.name()
                        + "\" "
                        + reason,
                    "run the query as it was, or start afresh with --fresh");
              });
    }
    declarations.put(name, new TableDeclaration(operatorId, name, spec));
  }

  private StateStore store() {
    if (store == null) {
      store = opener.open();
    }
    return store;
  }

  @Override
  public synchronized void retain(Set<String> operatorIds) {
    for (TableDeclaration table : List.copyOf(restored.values())) {
      if (!operatorIds.contains(table.operatorId())) {
        store().dropTable(table.storeName());
        restored.remove(table.storeName());
        declarations.remove(table.storeName());
      }
    }
  }

  @Override
  public StateSnapshot flush(long checkpointId, List<Capture> captures) throws IOException {
    flushing.lock();
    try {
      return flushLocked(checkpointId, captures);
    } finally {
      flushing.unlock();
    }
  }

  @Override
  public boolean needsFlush() {
    return budget.needsFlush();
  }

  private StateSnapshot flushLocked(long checkpointId, List<Capture> captures) throws IOException {
    if (isClosed) {
      throw new IOException("the state was closed before checkpoint " + checkpointId);
    }
    List<TableDeclaration> tables;
    StateStore target;
    synchronized (this) {
      tables = List.copyOf(declarations.values());
      target = store;
    }
    if (target == null) {
      captures.forEach(Capture::close);
      return new StateSnapshot(format, List.of(), tables);
    }
    List<InstanceCapture> instances = new ArrayList<>();
    captures.forEach(capture -> instances.add((InstanceCapture) capture));
    instances.sort(Comparator.comparingInt(InstanceCapture::firstKeyGroup));
    for (TableDeclaration table : tables) {
      write(table, instances, target);
    }
    List<StateFile> files = target.fix(checkpointId);
    stored = measure(tables, target);
    instances.forEach(instance -> instance.epochs().setFlushed(instance.epoch()));
    instances.forEach(InstanceCapture::close);
    budget.flushed();
    return new StateSnapshot(format, files, tables);
  }

  private static List<StoredSize> measure(List<TableDeclaration> tables, StateStore store) {
    return tables.stream()
        .map(
            table ->
                new StoredSize(
                    table.operatorId(), table.spec().name(), store.bytes(table.storeName())))
        .toList();
  }

  @Override
  public List<StoredSize> stored() {
    return stored;
  }

  private void write(TableDeclaration table, List<InstanceCapture> instances, StateStore target) {
    List<Part> parts = new ArrayList<>();
    long entries = 0;
    long bytes = 0;
    for (InstanceCapture instance : instances) {
      CaptureBuffer buffer = instance.buffers().get(table.storeName());
      if (buffer != null && !buffer.isEmpty()) {
        parts.add(new Part(buffer, instance.firstKeyGroup(), instance.keyGroupCount()));
        entries += buffer.entries();
        bytes += buffer.bytes();
      }
    }
    if (!parts.isEmpty()) {
      try (StoreWriter writer = target.write(table.storeName(), entries, bytes)) {
        flush.write(parts, table.spec().windowed(), writer);
        writer.finish();
      }
    }
  }

  @Override
  public void close() {
    flushing.lock();
    try {
      synchronized (this) {
        isClosed = true;
        if (store != null) {
          store.close();
          store = null;
        }
      }
    } finally {
      flushing.unlock();
    }
  }
}
