package io.weir.runtime.function.table;

import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.FunctionDoc;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** The whole numbers from one to another. */
final class GenerateSeries implements TableFunction {
  /** What one call may give: all of it is made at once. */
  private static final long MOST_ROWS = 10_000_000;

  @Override
  public String name() {
    return "GENERATE_SERIES";
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc(
        "The numbers from `first` to `last`, both included, in steps of `step` or 1; none if an"
            + " argument is NULL. An addition to Flink SQL.",
        "GENERATE_SERIES(1, 3)",
        "");
  }

  @Override
  public int minArguments() {
    return 2;
  }

  @Override
  public int maxArguments() {
    return 3;
  }

  @Override
  public List<String> signatures() {
    return List.of("GENERATE_SERIES(BIGINT, BIGINT)", "GENERATE_SERIES(BIGINT, BIGINT, BIGINT)");
  }

  @Override
  public Determinism determinism() {
    return Determinism.DETERMINISTIC;
  }

  @Override
  public TableResolution resolve(CallArguments arguments) {
    boolean fits = arguments.types().stream().allMatch(type -> type.kind().isInteger());
    if (!fits) {
      return new TableResolution.Mismatch(
          "GENERATE_SERIES takes whole numbers, and gets " + arguments, "CAST the arguments");
    }
    return new TableResolution.Match(
        new TableFunctionBinding(
            Collections.nCopies(arguments.size(), LogicalType.bigint()),
            new Schema(List.of(new Field("value", LogicalType.bigint().withNullable(false)))),
            true,
            Determinism.DETERMINISTIC,
            Series::new));
  }

  private static final class Series implements TableKernel {
    private final BufferAllocator allocator;
    private int[] callOf = new int[64];
    private long[] values = new long[64];
    private int count;

    Series(EvaluationContext context) {
      allocator = context.allocator();
    }

    @Override
    public TableRows evaluate(List<FieldVector> arguments, Selection calls, int wanted) {
      List<Column> columns = new ArrayList<>();
      arguments.forEach(argument -> columns.add(Column.of(argument)));
      count = 0;
      int done = 0;
      for (; done < calls.count(); done++) {
        int row = calls.row(done);
        if (columns.stream().anyMatch(column -> column.isNull(row))) {
          continue;
        }
        long first = columns.get(0).getLong(row);
        long last = columns.get(1).getLong(row);
        long step = columns.size() == 2 ? 1 : columns.get(2).getLong(row);
        long rows = rows(first, last, step);
        if (count > 0 && count + rows > wanted) {
          break;
        }
        add(row, first, step, (int) rows);
      }
      return new TableRows(done, callOf, count, List.of(vector()));
    }

    private static long rows(long first, long last, long step) {
      if (step == 0) {
        throw new EvaluationException("the step of GENERATE_SERIES is 0");
      }
      if (step > 0 ? first > last : first < last) {
        return 0;
      }
      long distance = step > 0 ? last - first : first - last;
      long rows = Long.divideUnsigned(distance, Math.abs(step)) + 1;
      if (rows > MOST_ROWS || rows <= 0) {
        throw new EvaluationException(
            "GENERATE_SERIES("
                + first
                + ", "
                + last
                + ", "
                + step
                + ") has more than "
                + MOST_ROWS
                + " rows");
      }
      return rows;
    }

    private void add(int row, long first, long step, int rows) {
      int needed = count + rows;
      if (needed > values.length) {
        int capacity = Math.max(needed, 2 * values.length);
        values = Arrays.copyOf(values, capacity);
        callOf = Arrays.copyOf(callOf, capacity);
      }
      long value = first;
      for (int i = 0; i < rows; i++) {
        callOf[count] = row;
        values[count++] = value;
        value += step;
      }
    }

    private FieldVector vector() {
      FieldVector vector = Vectors.create("value", LogicalType.bigint(), allocator);
      vector.setInitialCapacity(Math.max(1, count));
      vector.allocateNew();
      Column column = Column.forWriting(vector);
      for (int i = 0; i < count; i++) {
        column.putLong(i, values[i]);
        column.setValid(i);
      }
      vector.setValueCount(count);
      return vector;
    }
  }
}
