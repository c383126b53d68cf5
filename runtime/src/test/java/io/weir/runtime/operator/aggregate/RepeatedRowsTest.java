package io.weir.runtime.operator.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows get the same number where they have the same values, in the order in which they come. */
class RepeatedRowsTest {
  private static final List<LogicalType> TYPES =
      List.of(LogicalType.bigint(), LogicalType.int32(), LogicalType.string());
  private static final String LONG_TEXT = "a text that is longer than some words";

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @Test
  void rowsAreNumberedByTheirValues() {
    Random random = new Random(23);
    int found = 0;
    for (int round = 0; round < 300; round++) {
      List<Field> fields = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        fields.add(new Field("k" + i, TYPES.get(random.nextInt(TYPES.size()))));
      }
      Schema schema = new Schema(fields);
      RepeatedRows repeated =
          new RepeatedRows(schema, IntStream.range(0, schema.size()).boxed().toList());
      for (int n = 0; n < 3; n++) {
        found += check(repeated, schema, random);
      }
    }
    assertTrue(found > 300, "repeated rows were found in " + found + " batches");
  }

  @Test
  void batchesOfDifferentRowsAreSoonNotLookedAt() {
    Schema schema = Schema.of(new Field("k", LogicalType.bigint()));
    RepeatedRows repeated = new RepeatedRows(schema, List.of(0));
    List<List<Object>> different =
        IntStream.range(0, 100).mapToObj(i -> List.<Object>of((long) i)).toList();
    List<List<Object>> same = IntStream.range(0, 100).mapToObj(i -> List.<Object>of(7L)).toList();
    assertFalse(find(repeated, schema, different));
    assertFalse(find(repeated, schema, same));
    boolean isFound = false;
    for (int batch = 0; batch < 100 && !isFound; batch++) {
      isFound = find(repeated, schema, same);
    }
    assertTrue(isFound);
    assertEquals(1, repeated.different());
  }

  private boolean find(RepeatedRows repeated, Schema schema, List<List<Object>> rows) {
    try (Batch batch = batch(schema, rows, Selection.all(rows.size()))) {
      return repeated.find(batch);
    }
  }

  private int check(RepeatedRows repeated, Schema schema, Random random) {
    int count = random.nextInt(200);
    int domain = 1 + random.nextInt(60);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(schema.fields().stream().map(f -> value(f.type(), domain, random)).toList());
    }
    int[] live = IntStream.range(0, count).filter(i -> random.nextInt(4) > 0).toArray();
    boolean isDense = random.nextBoolean();
    Selection selection = isDense ? Selection.all(count) : Selection.of(live, live.length);
    try (Batch batch = batch(schema, rows, selection)) {
      if (!repeated.find(batch)) {
        return 0;
      }
    }
    Map<List<Object>, Integer> numbers = new LinkedHashMap<>();
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      Integer before = numbers.putIfAbsent(rows.get(row), numbers.size());
      assertEquals(numbers.get(rows.get(row)), repeated.numberOf()[i]);
      if (before == null) {
        assertEquals(row, repeated.first()[numbers.size() - 1]);
      }
    }
    assertEquals(numbers.size(), repeated.different());
    return 1;
  }

  private static Object value(LogicalType type, int domain, Random random) {
    int number = random.nextInt(domain);
    if (number == 0) {
      return "NULL";
    }
    return switch (type.kind()) {
      case BIGINT -> (long) number << 33;
      case INT -> number;
      default -> LONG_TEXT.substring(0, number % LONG_TEXT.length()) + (number & 3);
    };
  }

  private Batch batch(Schema schema, List<List<Object>> rows, Selection selection) {
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    for (int column = 0; column < schema.size(); column++) {
      FieldVector vector = vectors.get(column);
      vector.setInitialCapacity(Math.max(1, rows.size()));
      vector.allocateNew();
      for (int row = 0; row < rows.size(); row++) {
        set(vector, row, rows.get(row).get(column));
      }
      vector.setValueCount(rows.size());
    }
    return new Batch(schema, vectors, rows.size(), selection, null, null);
  }

  private static void set(FieldVector vector, int row, Object value) {
    if (value.equals("NULL")) {
      vector.setNull(row);
    } else if (vector instanceof BigIntVector longs) {
      longs.setSafe(row, (Long) value);
    } else if (vector instanceof IntVector ints) {
      ints.setSafe(row, (Integer) value);
    } else {
      ((VarCharVector) vector).setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
    }
  }
}
