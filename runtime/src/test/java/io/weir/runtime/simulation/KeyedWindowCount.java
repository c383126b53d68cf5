package io.weir.runtime.simulation;

import io.weir.runtime.operator.Operator;
import io.weir.runtime.operator.OperatorContext;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.operator.Output;
import io.weir.runtime.plan.Distribution;
import io.weir.runtime.plan.OperatorNode;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.state.KeyGroups;
import io.weir.runtime.state.KeyHasher;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;

/**
 * Counts rows and adds up values by key and tumbling window: small, obvious, one row at a time. Its
 * state is handed over whole at each barrier and shared out by key group.
 */
record KeyedWindowCount(PlanNode input, long sizeMillis) implements OperatorNode {
  static final Schema OUTPUT =
      Schema.of(
          new Field("k", LogicalType.bigint()),
          new Field("n", LogicalType.bigint()),
          new Field("s", LogicalType.bigint()),
          new Field("window_end", LogicalType.timestamp(3)));

  @Override
  public String name() {
    return "KeyedWindowCount";
  }

  @Override
  public List<PlanNode> inputs() {
    return List.of(input);
  }

  @Override
  public StreamProperties properties() {
    return StreamProperties.insertOnly(OUTPUT);
  }

  @Override
  public Distribution requiredDistribution(int input) {
    return Distribution.hash(List.of(1));
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(new Attribute("size", sizeMillis + " ms"));
  }

  @Override
  public List<TableSpec> stateTables() {
    return List.of();
  }

  @Override
  public Operator create(OperatorContext context) {
    return new Counting(context);
  }

  private record Group(long windowEnd, long key) implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      return windowEnd != other.windowEnd
          ? Long.compare(windowEnd, other.windowEnd)
          : Long.compare(key, other.key);
    }
  }

  private static final class Sums {
    long count;
    long sum;
    int keyGroup;
  }

  private final class Counting implements Operator {
    private final OperatorContext context;
    private final KeyHasher hasher;
    private final TreeMap<Group, Sums> groups = new TreeMap<>();

    Counting(OperatorContext context) {
      this.context = context;
      this.hasher = new KeyHasher(input.properties().schema(), List.of(1), context.allocator());
      context.restoredState().forEach(this::restore);
    }

    @Override
    public boolean process(int from, Batch batch, Output out) {
      try (batch) {
        int[] hashes = hasher.hashes(batch);
        TimeStampMicroVector times = (TimeStampMicroVector) batch.vector(0);
        BigIntVector keys = (BigIntVector) batch.vector(1);
        BigIntVector values = (BigIntVector) batch.vector(2);
        for (int i = 0; i < batch.size(); i++) {
          int row = batch.selection().row(i);
          long time = times.get(row) / 1000;
          long end = time - Math.floorMod(time, sizeMillis) + sizeMillis;
          if (batch.rowWatermarks() != null && end - 1 <= batch.rowWatermarks()[row]) {
            context.metrics().addRowsLate(1);
            continue;
          }
          Sums sums = groups.computeIfAbsent(new Group(end, keys.get(row)), group -> new Sums());
          sums.count++;
          sums.sum += values.get(row);
          sums.keyGroup = KeyGroups.of(hashes[i]);
          assertOwned(sums.keyGroup);
        }
        return true;
      }
    }

    private void assertOwned(int keyGroup) {
      if (KeyGroups.subtask(keyGroup, context.parallelism()) != context.subtask()) {
        throw new AssertionError("key group " + keyGroup + " came to " + context.subtask());
      }
    }

    @Override
    public boolean advance(int from, long watermark, Output out) {
      while (!groups.isEmpty() && groups.firstKey().windowEnd - 1 <= watermark) {
        if (out.isFull()) {
          return false;
        }
        Map.Entry<Group, Sums> first = groups.pollFirstEntry();
        emit(first.getKey(), first.getValue(), out);
      }
      return true;
    }

    private void emit(Group group, Sums sums, Output out) {
      List<FieldVector> vectors = Vectors.create(OUTPUT, context.allocator());
      ((BigIntVector) vectors.get(0)).setSafe(0, group.key);
      ((BigIntVector) vectors.get(1)).setSafe(0, sums.count);
      ((BigIntVector) vectors.get(2)).setSafe(0, sums.sum);
      ((TimeStampMicroVector) vectors.get(3)).setSafe(0, group.windowEnd * 1000);
      vectors.forEach(vector -> vector.setValueCount(1));
      out.emit(Batch.ofInserts(OUTPUT, vectors, 1));
    }

    @Override
    public OperatorSnapshot snapshot(long checkpointId) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      try {
        for (Map.Entry<Group, Sums> entry : groups.entrySet()) {
          out.writeLong(entry.getKey().windowEnd);
          out.writeLong(entry.getKey().key);
          out.writeLong(entry.getValue().count);
          out.writeLong(entry.getValue().sum);
          out.writeInt(entry.getValue().keyGroup);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      byte[] state = bytes.toByteArray();
      return () -> new OperatorSnapshot.Content(state, List.of());
    }

    private void restore(byte[] state) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
      try {
        while (in.available() > 0) {
          Group group = new Group(in.readLong(), in.readLong());
          Sums sums = new Sums();
          sums.count = in.readLong();
          sums.sum = in.readLong();
          sums.keyGroup = in.readInt();
          if (KeyGroups.subtask(sums.keyGroup, context.parallelism()) == context.subtask()) {
            groups.put(group, sums);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      hasher.close();
    }
  }
}
