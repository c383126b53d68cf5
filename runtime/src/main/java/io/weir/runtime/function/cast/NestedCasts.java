package io.weir.runtime.function.cast;

import io.weir.runtime.function.BoundKernel;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.function.Kernel;
import io.weir.runtime.function.Operand;
import io.weir.runtime.function.Result;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Assemble;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * ARRAY to ARRAY, MAP to MAP, MULTISET to MULTISET and ROW to ROW (field by position): the same
 * shape with each part cast.
 */
final class NestedCasts {
  private NestedCasts() {}

  static Optional<CastRule> rule(LogicalType from, LogicalType to) {
    if (from.kind() != to.kind() || from.fields().size() != to.fields().size()) {
      return Optional.empty();
    }
    boolean canFail = false;
    for (int i = 0; i < from.fields().size(); i++) {
      Optional<CastRule> part = Casts.rule(part(from, i), part(to, i));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      canFail |= part.get().canFail();
    }
    return Optional.of(new CastRule(canFail, NestedKernel::new));
  }

  private static LogicalType part(LogicalType type, int index) {
    return type.fields().get(index).type();
  }

  /**
   * Copies the rows, so that no garbage is left, and casts the leaves of the copy. TRY_CAST gives
   * NULL for a value of which any part does not fit, so parts are cast to fail.
   */
  private static final class NestedKernel implements Kernel {
    private final LogicalType from;
    private final boolean isTry;
    private final Node root;

    NestedKernel(LogicalType from, LogicalType to, boolean isTry, EvaluationContext context) {
      this.from = from;
      this.isTry = isTry;
      this.root = Node.of(from, to, context);
    }

    @Override
    public void evaluate(Selection rows, Operand[] inputs, Result result) {
      int[] slots = new int[result.rowCount()];
      Arrays.fill(slots, Gather.NULL_SLOT);
      for (int i = 0; i < rows.count(); i++) {
        slots[rows.row(i)] = inputs[0].slot(rows.row(i));
      }
      FieldVector input = inputs[0].column().vector();
      if (isTry && !fits(input, slots, result.allocator())) {
        for (int row = 0; row < slots.length; row++) {
          if (!fits(input, new int[] {slots[row]}, result.allocator())) {
            slots[row] = Gather.NULL_SLOT;
          }
        }
      }
      result.set(cast(input, slots, result.allocator()));
    }

    private FieldVector cast(FieldVector input, int[] slots, BufferAllocator allocator) {
      try (FieldVector copy = Gather.copy(from, input, slots, slots.length, allocator)) {
        return root.cast(copy, slots.length, allocator);
      }
    }

    private boolean fits(FieldVector input, int[] slots, BufferAllocator allocator) {
      try {
        cast(input, slots, allocator).close();
        return true;
      } catch (EvaluationException doesNotFit) {
        return false;
      }
    }

    @Override
    public void close() {
      root.close();
    }
  }

  /** The cast of one part; {@code leaf} or {@code children}. */
  private record Node(LogicalType to, BoundKernel leaf, List<Node> children) {
    static Node of(LogicalType from, LogicalType to, EvaluationContext context) {
      if (!from.kind().isNested() || !to.kind().isNested()) {
        BoundKernel leaf = new BoundKernel(Casts.bind(from, to, false).orElseThrow(), context);
        return new Node(to, leaf, List.of());
      }
      List<Node> children = new ArrayList<>();
      if (from.kind() == TypeKind.MULTISET) {
        children.add(of(part(from, 0), part(to, 0), context));
        children.add(of(LogicalType.int32(), LogicalType.int32(), context));
        return new Node(to, null, children);
      }
      for (int i = 0; i < from.fields().size(); i++) {
        children.add(of(part(from, i), part(to, i), context));
      }
      return new Node(to, null, children);
    }

    void close() {
      if (leaf != null) {
        leaf.close();
      }
      children.forEach(Node::close);
    }

    FieldVector cast(FieldVector vector, int count, BufferAllocator allocator) {
      if (leaf != null) {
        if (count == 0) {
          return Values.vector(to, List.of(), allocator);
        }
        Operand[] input = {Operand.of(Column.of(vector))};
        return leaf.run(Selection.all(count), input, count, allocator);
      }
      boolean[] isNull = nulls(vector, count);
      if (vector instanceof StructVector row) {
        return Assemble.rows(to, count, isNull, parts(row, count, allocator), allocator);
      }
      ListVector list = (ListVector) vector;
      int[] ends = ends(list, count);
      int elementCount = count == 0 ? 0 : ends[count - 1];
      if (to.kind() == TypeKind.ARRAY) {
        FieldVector elements = children.get(0).cast(list.getDataVector(), elementCount, allocator);
        return Assemble.arrays(to, ends, isNull, elements, allocator);
      }
      List<FieldVector> parts = parts((StructVector) list.getDataVector(), elementCount, allocator);
      return Assemble.maps(to, ends, isNull, parts.get(0), parts.get(1), allocator);
    }

    private List<FieldVector> parts(StructVector vector, int count, BufferAllocator allocator) {
      List<FieldVector> parts = new ArrayList<>();
      try {
        for (int i = 0; i < children.size(); i++) {
          FieldVector part = (FieldVector) vector.getChildByOrdinal(i);
          parts.add(children.get(i).cast(part, count, allocator));
        }
      } catch (RuntimeException | Error e) {
        parts.forEach(FieldVector::close);
        throw e;
      }
      return parts;
    }

    private static boolean[] nulls(FieldVector vector, int count) {
      Column column = Column.of(vector);
      boolean[] isNull = new boolean[count];
      for (int i = 0; i < count; i++) {
        isNull[i] = column.isNull(i);
      }
      return isNull;
    }

    private static int[] ends(ListVector list, int count) {
      Column column = Column.of(list);
      int[] ends = new int[count];
      for (int i = 0; i < count; i++) {
        ends[i] = column.getEnd(i);
      }
      return ends;
    }
  }
}
