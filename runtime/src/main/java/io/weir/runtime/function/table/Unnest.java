package io.weir.runtime.function.table;

import io.weir.runtime.function.CallArguments;
import io.weir.runtime.function.Determinism;
import io.weir.runtime.function.EvaluationContext;
import io.weir.runtime.function.FunctionDoc;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Column;
import io.weir.runtime.vector.Gather;
import io.weir.runtime.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * UNNEST: a row for each element of an array, entry of a map, or occurrence in a multiset. An
 * element that is a ROW gives a column for each of its fields. NULL and the empty collection give
 * no rows.
 */
public final class Unnest implements TableFunction {
  /** {@code UNNEST(collection)}. */
  public static final Unnest PLAIN = new Unnest(false);

  /** {@code UNNEST(collection) WITH ORDINALITY}: a last column counts from 1. */
  public static final Unnest WITH_ORDINALITY = new Unnest(true);

  /** The name of the last column with ordinality. */
  public static final String ORDINALITY = "ORDINALITY";

  private final boolean withOrdinality;

  private Unnest(boolean withOrdinality) {
    this.withOrdinality = withOrdinality;
  }

  @Override
  public String name() {
    return withOrdinality ? "UNNEST WITH ORDINALITY" : "UNNEST";
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc(
        "A row for each element of an array, entry of a map, or occurrence in a multiset.",
        "UNNEST(ARRAY[1, 2])",
        "");
  }

  @Override
  public int minArguments() {
    return 1;
  }

  @Override
  public int maxArguments() {
    return 1;
  }

  @Override
  public List<String> signatures() {
    return List.of("UNNEST(ARRAY)", "UNNEST(MAP)", "UNNEST(MULTISET)");
  }

  @Override
  public Determinism determinism() {
    return Determinism.DETERMINISTIC;
  }

  @Override
  public TableResolution resolve(CallArguments arguments) {
    LogicalType type = arguments.type(0);
    TypeKind kind = type.kind();
    if (kind != TypeKind.ARRAY && kind != TypeKind.MAP && kind != TypeKind.MULTISET) {
      return new TableResolution.Mismatch(
          "UNNEST takes an ARRAY, MAP or MULTISET, and gets " + type.withNullable(true), null);
    }
    List<Field> fields = new ArrayList<>(elementFields(type));
    if (withOrdinality) {
      fields.add(new Field(ORDINALITY, LogicalType.int32().withNullable(false)));
    }
    return new TableResolution.Match(
        new TableFunctionBinding(
            List.of(type),
            new Schema(fields),
            false,
            Determinism.DETERMINISTIC,
            context -> new Unnesting(type, context, withOrdinality)));
  }

  private static List<Field> elementFields(LogicalType type) {
    if (type.kind() == TypeKind.MAP) {
      return List.of(
          new Field("KEY", type.fields().get(0).type()),
          new Field("VALUE", type.fields().get(1).type()));
    }
    LogicalType element = type.fields().get(0).type();
    if (element.kind() != TypeKind.ROW) {
      return List.of(new Field("EXPR$0", element));
    }
    return element.fields().stream()
        .map(
            field ->
                new Field(
                    field.name(),
                    element.nullable() ? field.type().withNullable(true) : field.type()))
        .toList();
  }

  /** Lists the slots of elements first, then copies each column by that list. */
  private static final class Unnesting implements TableKernel {
    private final LogicalType type;
    private final BufferAllocator allocator;
    private final boolean withOrdinality;
    private int[] callOf = new int[64];
    private int[] slots = new int[64];
    private int[] ordinals = new int[64];
    private int count;

    Unnesting(LogicalType type, EvaluationContext context, boolean withOrdinality) {
      this.type = type;
      this.allocator = context.allocator();
      this.withOrdinality = withOrdinality;
    }

    @Override
    public TableRows evaluate(List<FieldVector> arguments, Selection calls, int wanted) {
      FieldVector collections = arguments.get(0);
      Column column = Column.of(collections);
      Column repeats = type.kind() == TypeKind.MULTISET ? column.child(0).child(1) : null;
      count = 0;
      int done = 0;
      while (done < calls.count()) {
        int row = calls.row(done);
        int start = column.isNull(row) ? 0 : column.getStart(row);
        int end = column.isNull(row) ? 0 : column.getEnd(row);
        if (count > 0 && (long) count + end - start > wanted) {
          break;
        }
        if (repeats == null) {
          addAll(row, start, end);
        } else {
          addRepeated(row, start, end, repeats);
        }
        done++;
      }
      return new TableRows(done, callOf, count, columns(collections));
    }

    private void addAll(int row, int start, int end) {
      reserve(end - start);
      for (int slot = start; slot < end; slot++) {
        callOf[count] = row;
        ordinals[count] = slot - start + 1;
        slots[count++] = slot;
      }
    }

    private void addRepeated(int row, int start, int end, Column repeats) {
      int ordinal = 0;
      for (int slot = start; slot < end; slot++) {
        int times = repeats.getInt(slot);
        reserve(times);
        for (int k = 0; k < times; k++) {
          callOf[count] = row;
          ordinals[count] = ++ordinal;
          slots[count++] = slot;
        }
      }
    }

    private void reserve(int more) {
      int needed = Math.addExact(count, more);
      if (needed > slots.length) {
        int capacity = Math.max(needed, 2 * slots.length);
        callOf = Arrays.copyOf(callOf, capacity);
        slots = Arrays.copyOf(slots, capacity);
        ordinals = Arrays.copyOf(ordinals, capacity);
      }
    }

    private List<FieldVector> columns(FieldVector collections) {
      List<FieldVector> columns = new ArrayList<>();
      try {
        FieldVector elements = ((ListVector) collections).getDataVector();
        if (type.kind() == TypeKind.MAP) {
          copyFields(type.fields(), (StructVector) elements, slots, columns);
        } else {
          copyElements(elements, columns);
        }
        if (withOrdinality) {
          columns.add(ordinality());
        }
        return columns;
      } catch (RuntimeException | Error e) {
        columns.forEach(FieldVector::close);
        throw e;
      }
    }

    private void copyElements(FieldVector stored, List<FieldVector> columns) {
      FieldVector elements =
          type.kind() == TypeKind.MULTISET
              ? (FieldVector) ((StructVector) stored).getChildByOrdinal(0)
              : stored;
      LogicalType element = type.fields().get(0).type();
      if (element.kind() != TypeKind.ROW) {
        columns.add(Gather.copy(element, elements, slots, count, allocator));
        return;
      }
      Column rows = Column.of(elements);
      if (rows.hasNulls()) {
        for (int i = 0; i < count; i++) {
          slots[i] = rows.isNull(slots[i]) ? Gather.NULL_SLOT : slots[i];
        }
      }
      copyFields(element.fields(), (StructVector) elements, slots, columns);
    }

    private void copyFields(
        List<Field> fields, StructVector rows, int[] from, List<FieldVector> columns) {
      for (int i = 0; i < fields.size(); i++) {
        FieldVector field = (FieldVector) rows.getChildByOrdinal(i);
        columns.add(Gather.copy(fields.get(i).type(), field, from, count, allocator));
      }
    }

    private FieldVector ordinality() {
      FieldVector vector = Vectors.create(ORDINALITY, LogicalType.int32(), allocator);
      vector.setInitialCapacity(Math.max(1, count));
      vector.allocateNew();
      Column column = Column.forWriting(vector);
      for (int i = 0; i < count; i++) {
        column.putInt(i, ordinals[i]);
        column.setValid(i);
      }
      vector.setValueCount(count);
      return vector;
    }
  }
}
