package io.weir.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.Test;

/** Copy, equals, compare and hash of values of random types, against Java objects. */
class GenericOperationsTest {
  private static final int CASES = 400;

  @Test
  void randomTypes() {
    Long only = Long.getLong("seed");
    for (long seed = only == null ? 1 : only; seed <= (only == null ? CASES : only); seed++) {
      try (BufferAllocator allocator = new RootAllocator()) {
        new OneCase(seed, allocator).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with -Dseed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static final class OneCase {
    private final SplittableRandom random;
    private final BufferAllocator allocator;
    private final LogicalType type;

    OneCase(long seed, BufferAllocator allocator) {
      random = new SplittableRandom(seed);
      this.allocator = allocator;
      type = type(2);
    }

    private LogicalType type(int depth) {
      int nested = depth == 0 ? 0 : 4;
      return switch (random.nextInt(12 + nested)) {
        case 0 -> LogicalType.bool();
        case 1 -> LogicalType.of(TypeKind.TINYINT);
        case 2 -> LogicalType.of(TypeKind.SMALLINT);
        case 3 -> LogicalType.int32();
        case 4 -> LogicalType.bigint();
        case 5 -> LogicalType.of(TypeKind.FLOAT);
        case 6 -> LogicalType.float64();
        case 7 -> LogicalType.decimal(38, 3);
        case 8 -> LogicalType.string();
        case 9 -> LogicalType.of(TypeKind.DATE);
        case 10 -> LogicalType.timestamp(6);
        case 11 -> LogicalType.of(TypeKind.INTERVAL_YEAR_MONTH);
        case 12 -> LogicalType.array(type(depth - 1));
        case 13 -> LogicalType.map(key(), type(depth - 1));
        case 14 -> LogicalType.multiset(key());
        default ->
            LogicalType.row(
                List.of(new Field("x", type(depth - 1)), new Field("y", type(depth - 1))));
      };
    }

    private LogicalType key() {
      return random.nextBoolean() ? LogicalType.int32() : LogicalType.string();
    }

    private Object value(LogicalType type, boolean nullable) {
      if (nullable && random.nextInt(5) == 0) {
        return null;
      }
      return switch (type.kind()) {
        case BOOLEAN -> random.nextBoolean();
        case TINYINT, SMALLINT, INT, BIGINT -> (long) random.nextInt(-2, 3);
        case TIMESTAMP -> (long) random.nextInt(-2, 3);
        case DATE, INTERVAL_YEAR_MONTH -> random.nextInt(-2, 3);
        case FLOAT, DOUBLE -> new double[] {0, -0.0, 1.5, Double.NaN, -1}[random.nextInt(5)];
        case DECIMAL ->
            new BigDecimal(
                BigInteger.valueOf(random.nextInt(-1, 2))
                    .shiftLeft(random.nextInt(3) * 40)
                    .add(BigInteger.ONE),
                type.scale());
        case VARCHAR ->
            "abcdefghi".substring(random.nextInt(9)) + "xy".substring(random.nextInt(2));
        case ARRAY -> {
          List<Object> elements = new ArrayList<>();
          for (int i = random.nextInt(3); i > 0; i--) {
            elements.add(value(type.fields().get(0).type(), true));
          }
          yield elements;
        }
        case ROW ->
            Arrays.asList(
                value(type.fields().get(0).type(), true), value(type.fields().get(1).type(), true));
        default -> {
          Map<Object, Object> map = new LinkedHashMap<>();
          for (int i = random.nextInt(3); i > 0; i--) {
            Object item =
                type.kind() == TypeKind.MAP
                    ? value(type.fields().get(1).type(), true)
                    : (Object) (long) random.nextInt(3);
            map.put(value(type.fields().get(0).type(), false), item);
          }
          yield map;
        }
      };
    }

    private List<Object> values(int count) {
      List<Object> values = new ArrayList<>();
      boolean nullable = random.nextInt(3) > 0;
      for (int i = 0; i < count; i++) {
        values.add(value(type, nullable));
      }
      return values;
    }

    private List<Object> read(FieldVector vector) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < vector.getValueCount(); i++) {
        values.add(Values.read(type, vector, i));
      }
      return values;
    }

    void run() {
      List<Object> left = values(1 + random.nextInt(20));
      List<Object> right = values(1 + random.nextInt(20));
      try (FieldVector a = Values.vector(type, left, allocator);
          FieldVector b = Values.vector(type, right, allocator)) {
        assertEquals(left, read(a));
        checkOrder(left, right, a, b);
        checkGather(left, right, a, b);
      }
    }

    private void checkOrder(List<Object> left, List<Object> right, FieldVector a, FieldVector b) {
      ValueOrder order = ValueOrder.of(type, Column.of(a), Column.of(b));
      ValueOrder reverse = ValueOrder.of(type, Column.of(b), Column.of(a));
      ValueHash leftHash = ValueHash.of(type, Column.of(a));
      ValueHash rightHash = ValueHash.of(type, Column.of(b));
      for (int i = 0; i < left.size(); i++) {
        for (int j = 0; j < right.size(); j++) {
          String pair = left.get(i) + " and " + right.get(j) + " :: " + type;
          int difference = Integer.signum(order.compare(i, j));
          assertEquals(-difference, Integer.signum(reverse.compare(j, i)), pair);
          boolean equal = plain(left.get(i)).equals(plain(right.get(j)));
          assertEquals(equal, difference == 0, pair);
          if (equal) {
            assertEquals(leftHash.hash(i), rightHash.hash(j), pair);
          }
          if (left.get(i) == null && right.get(j) != null) {
            assertTrue(difference < 0, pair);
          }
        }
      }
    }

    /** The value with one zero, in a form whose equals is that of SQL. */
    private static Object plain(Object value) {
      if (value instanceof List<?> list) {
        return list.stream().map(OneCase::plain).toList();
      } else if (value instanceof Map<?, ?> map) {
        Map<Object, Object> plain = new LinkedHashMap<>();
        map.forEach((k, v) -> plain.put(plain(k), plain(v)));
        return plain;
      } else if (value instanceof Double d && d == 0) {
        return 0.0;
      }
      return value == null ? "NULL" : value;
    }

    private void checkGather(List<Object> left, List<Object> right, FieldVector a, FieldVector b) {
      int count = random.nextInt(30);
      int[] sourceOf = new int[count];
      int[] slots = new int[count];
      List<Object> expected = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        sourceOf[i] = random.nextInt(2);
        List<Object> source = sourceOf[i] == 0 ? left : right;
        slots[i] = random.nextInt(-1, source.size());
        expected.add(slots[i] < 0 ? null : source.get(slots[i]));
      }
      FieldVector[] sources = {a, b};
      try (FieldVector made = Gather.copy(type, sources, sourceOf, slots, count, allocator);
          FieldVector again = Gather.copy(type, made, Selection.range(0, count), allocator)) {
        assertEquals(expected, read(made));
        assertEquals(expected, read(again));
      }
    }
  }

  @Test
  void aBatchIsCopiedWithKindsAndWatermarks() {
    try (BufferAllocator allocator = new RootAllocator();
        Batch batch =
            new Batch(
                Schema.of(new Field("s", LogicalType.string())),
                List.of(
                    Values.vector(LogicalType.string(), Arrays.asList("a", "b", "c"), allocator)),
                3,
                Selection.all(3),
                new byte[] {RowKind.INSERT, RowKind.DELETE, RowKind.INSERT},
                new long[] {1, 2, 3});
        Batch copy = Gather.copy(batch, Selection.of(new int[] {1, 2}, 2), allocator)) {
      assertEquals(2, copy.rowCount());
      assertEquals("b", Values.read(LogicalType.string(), copy.vector(0), 0));
      assertEquals(RowKind.DELETE, copy.rowKinds()[0]);
      assertEquals(3, copy.rowWatermarks()[1]);
    }
  }
}
