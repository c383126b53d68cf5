package io.weir.runtime.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Memory;
import io.weir.runtime.vector.Values;
import io.weir.runtime.vector.Vectors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The encoding keeps order and equality, and can be read back. */
class KeyEncoderTest {
  private static final List<LogicalType> TYPES =
      List.of(
          LogicalType.bool(),
          LogicalType.of(TypeKind.TINYINT),
          LogicalType.of(TypeKind.SMALLINT),
          LogicalType.int32(),
          LogicalType.bigint(),
          LogicalType.of(TypeKind.FLOAT),
          LogicalType.float64(),
          LogicalType.decimal(10, 2),
          LogicalType.decimal(38, 4),
          LogicalType.string(),
          LogicalType.bytes(),
          LogicalType.of(TypeKind.DATE),
          LogicalType.of(TypeKind.TIME, 3),
          LogicalType.timestamp(3),
          LogicalType.of(TypeKind.INTERVAL_YEAR_MONTH),
          LogicalType.array(LogicalType.int32()),
          LogicalType.array(LogicalType.string()),
          LogicalType.row(
              List.of(new Field("a", LogicalType.int32()), new Field("b", LogicalType.bigint()))),
          LogicalType.row(
              List.of(
                  new Field("a", LogicalType.string()),
                  new Field("b", LogicalType.array(LogicalType.string())))),
          LogicalType.of(TypeKind.NULL));

  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @Test
  void bytesOrderAndCompareLikeValuesOfEveryType() {
    for (LogicalType type : TYPES) {
      checkRandom(Schema.of(new Field("k", type)), 7);
    }
  }

  @Test
  void severalColumnsCompareInTurn() {
    Random random = new Random(11);
    for (int round = 0; round < 60; round++) {
      List<Field> fields = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        fields.add(new Field("k" + i, TYPES.get(random.nextInt(TYPES.size()))));
      }
      checkRandom(new Schema(fields), round);
    }
  }

  @Test
  void noKeyColumnsMakeEmptyKeys() {
    try (KeyEncoder encoder =
            new KeyEncoder(Schema.of(new Field("x", LogicalType.bigint())), List.of(), allocator);
        Batch batch =
            TestRows.batch(
                Schema.of(new Field("x", LogicalType.bigint())),
                List.of(List.of(1L), List.of(2L)),
                allocator)) {
      EncodedKeys keys = encoder.encode(batch);
      assertEquals(2, keys.count());
      assertEquals(0, keys.length(0));
      assertEquals(keys.hash(0), keys.hash(1));
      assertEquals(KeyHash.of(new byte[0]), keys.hash(0));
    }
  }

  @Test
  void theOrderInWhichMapsAreMadeDoesNotMatter() {
    Random random = new Random(5);
    LogicalType values = LogicalType.array(LogicalType.int32());
    Schema schema = Schema.of(new Field("m", LogicalType.map(LogicalType.string(), values)));
    List<Object> maps = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Map<Object, Object> map = new LinkedHashMap<>();
      List<String> keys = new ArrayList<>(List.of("", "a", "ab", "\0", "\1", "\0\0"));
      Collections.shuffle(keys, random);
      for (String key : keys.subList(0, random.nextInt(keys.size() + 1))) {
        map.put(key, random.nextInt(3) == 0 ? null : List.of(random.nextInt(2), random.nextInt(2)));
      }
      maps.add(random.nextInt(20) == 0 ? null : map);
    }
    try (KeyEncoder encoder = new KeyEncoder(schema, List.of(0), allocator);
        Batch batch =
            Batch.ofInserts(
                schema, List.of(Values.vector(schema.type(0), maps, allocator)), maps.size())) {
      EncodedKeys keys = encoder.encode(batch);
      for (int i = 0; i < maps.size(); i++) {
        for (int j = 0; j < maps.size(); j++) {
          assertEquals(
              Objects.equals(maps.get(i), maps.get(j)),
              Arrays.equals(bytes(keys, i), bytes(keys, j)));
        }
      }
      byte[][] written =
          IntStream.range(0, maps.size()).mapToObj(i -> bytes(keys, i)).toArray(byte[][]::new);
      List<FieldVector> read = Vectors.create(schema, allocator);
      new KeyDecoder(schema)
          .decode(
              IntStream.range(0, maps.size()).mapToLong(keys::address).toArray(),
              maps.size(),
              read,
              0);
      read.forEach(vector -> vector.setValueCount(maps.size()));
      try (Batch again = Batch.ofInserts(schema, read, maps.size())) {
        EncodedKeys rewritten = encoder.encode(again);
        for (int i = 0; i < maps.size(); i++) {
          assertArrayEquals(written[i], bytes(rewritten, i));
        }
      }
    }
  }

  @Test
  void hashesAreAsTheyHaveAlwaysBeen() {
    byte[] bytes = new byte[40];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 37 + 1);
    }
    int digest = 0;
    long address = Memory.allocate(64);
    Memory.copyFromArray(bytes, 0, address, bytes.length);
    for (int length = 0; length <= bytes.length; length++) {
      int hash = KeyHash.of(Arrays.copyOf(bytes, length));
      assertEquals(hash, KeyHash.of(address, length), "length " + length);
      digest = digest * 31 + hash;
    }
    Memory.free(address);
    assertEquals(HASH_DIGEST, digest, "a change of the hash needs a new KeyHash.VERSION");
  }

  private static final int HASH_DIGEST = -1323478041;

  @Test
  void hashesSpreadOverKeyGroupsAndBits() {
    int n = 128 * 200;
    Schema schema = Schema.of(new Field("k", LogicalType.bigint()));
    int[] groups = new int[KeyGroups.COUNT];
    java.util.Set<Integer> distinct = new java.util.HashSet<>();
    List<List<Object>> rows =
        IntStream.range(0, n).mapToObj(i -> List.<Object>of((long) i)).toList();
    try (KeyHasher hasher = new KeyHasher(schema, List.of(0), allocator);
        Batch batch = TestRows.batch(schema, rows, allocator)) {
      int[] hashes = hasher.hashes(batch);
      for (int i = 0; i < n; i++) {
        groups[KeyGroups.of(hashes[i])]++;
        distinct.add(hashes[i]);
      }
    }
    assertTrue(distinct.size() > n - 3, "distinct hashes: " + distinct.size());
    assertTrue(Arrays.stream(groups).min().orElseThrow() > 130, Arrays.toString(groups));
    assertTrue(Arrays.stream(groups).max().orElseThrow() < 270, Arrays.toString(groups));
  }

  private void checkRandom(Schema schema, long seed) {
    Random random = new Random(seed);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<Object> row = new ArrayList<>();
      for (Field field : schema.fields()) {
        row.add(random(field.type(), random));
      }
      rows.add(row);
    }
    List<Integer> columns = IntStream.range(0, schema.size()).boxed().toList();
    try (KeyEncoder encoder = new KeyEncoder(schema, columns, allocator);
        KeyHasher hasher = new KeyHasher(schema, columns, allocator);
        Batch batch = TestRows.batch(schema, rows, allocator)) {
      byte[][] dense = checkKeys(schema, rows, encoder.encode(batch), hasher.hashes(batch), seed);
      int[] odd = IntStream.range(0, 30).map(i -> 2 * i + 1).toArray();
      batch.select(Selection.of(odd, odd.length));
      EncodedKeys sparse = encoder.encode(batch);
      assertEquals(30, sparse.count());
      for (int i = 0; i < odd.length; i++) {
        assertArrayEquals(dense[odd[i]], bytes(sparse, i));
      }
      batch.skip(3);
      assertArrayEquals(dense[odd[3]], bytes(encoder.encode(batch), 0));
    }
  }

  private byte[][] checkKeys(
      Schema schema, List<List<Object>> rows, EncodedKeys keys, int[] hashes, long seed) {
    String about = schema + " seed " + seed;
    byte[][] encoded = new byte[keys.count()][];
    int width = KeyEncoding.fixedWidth(schema);
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = bytes(keys, i);
      assertEquals(hashes[i], keys.hash(i), about);
      assertEquals(KeyHash.of(encoded[i]), keys.hash(i), about);
      assertTrue(width < 0 || width == encoded[i].length, about);
    }
    for (int i = 0; i < encoded.length; i++) {
      for (int j = 0; j < encoded.length; j++) {
        assertEquals(
            Integer.signum(compareRows(rows.get(i), rows.get(j))),
            Integer.signum(Arrays.compareUnsigned(encoded[i], encoded[j])),
            () -> about);
        if (i != j && encoded[i].length < encoded[j].length) {
          assertTrue(
              !Arrays.equals(encoded[i], Arrays.copyOf(encoded[j], encoded[i].length)),
              () -> about + ": a key is the beginning of another");
        }
      }
    }
    checkDecoding(schema, rows, keys, about);
    return encoded;
  }

  private void checkDecoding(
      Schema schema, List<List<Object>> rows, EncodedKeys keys, String about) {
    List<FieldVector> targets = Vectors.create(schema, allocator);
    KeyDecoder decoder = new KeyDecoder(schema);
    long[] addresses = IntStream.range(0, keys.count()).mapToLong(keys::address).toArray();
    decoder.decode(addresses, keys.count() - 1, targets, 0);
    decoder.decode(keys.address(keys.count() - 1), targets, keys.count() - 1);
    targets.forEach(vector -> vector.setValueCount(keys.count()));
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(0, compareRows(rows.get(i), TestRows.read(schema, targets, i)), about);
    }
    targets.forEach(FieldVector::close);
  }

  private static byte[] bytes(EncodedKeys keys, int i) {
    byte[] bytes = new byte[keys.length(i)];
    Memory.copyToArray(keys.address(i), bytes, 0, bytes.length);
    return bytes;
  }

  /** NULLs low, −0.0 equal to 0.0, NaN highest. */
  @SuppressWarnings("unchecked")
  private static int compareValues(Object a, Object b) {
    if (a == null || b == null) {
      return (a == null ? 0 : 1) - (b == null ? 0 : 1);
    }
    if (a instanceof List<?> left) {
      return compareRows((List<Object>) left, (List<Object>) b);
    }
    if (a instanceof byte[] left) {
      return Arrays.compareUnsigned(left, (byte[]) b);
    }
    if (a instanceof Double left) {
      return Double.compare(left + 0.0, (Double) b + 0.0);
    }
    if (a instanceof Float left) {
      return Float.compare(left + 0.0f, (Float) b + 0.0f);
    }
    if (a instanceof String left) {
      return Arrays.compareUnsigned(
          left.getBytes(java.nio.charset.StandardCharsets.UTF_8),
          ((String) b).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return ((Comparable<Object>) a).compareTo(b);
  }

  private static int compareRows(List<Object> a, List<Object> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compareValues(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  static Object random(LogicalType type, Random random) {
    if (type.kind() == TypeKind.NULL || random.nextInt(6) == 0) {
      return null;
    }
    boolean small = random.nextBoolean();
    long number = small ? random.nextInt(5) - 2 : random.nextLong();
    return switch (type.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> (byte) number;
      case SMALLINT -> (short) number;
      case INT, DATE, INTERVAL_YEAR_MONTH -> (int) number;
      case TIME -> random.nextInt(86_400_000);
      case FLOAT ->
          small
              ? new float[] {0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY}[random.nextInt(4)]
              : Float.intBitsToFloat(random.nextInt());
      case DOUBLE ->
          small
              ? new double[] {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY}[random.nextInt(4)]
              : Double.longBitsToDouble(random.nextLong());
      case DECIMAL -> {
        BigInteger bound = BigInteger.TEN.pow(type.precision());
        BigInteger unscaled =
            small
                ? BigInteger.valueOf(number)
                : new BigInteger(bound.bitLength() - 1, random).subtract(bound.shiftRight(2));
        yield new BigDecimal(unscaled, type.scale());
      }
      case CHAR, VARCHAR -> {
        String[] parts = {"a", "", "\0", "\1", "\2", "ü", "DFW", "long string of 27 bytes \0 z"};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
          text.append(parts[random.nextInt(parts.length)]);
        }
        yield text.toString();
      }
      case BINARY, VARBINARY -> {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = small ? (byte) (bytes[i] & 3) : bytes[i];
        }
        yield bytes;
      }
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          elements.add(random(type.fields().get(0).type(), random));
        }
        yield elements;
      }
      case ROW -> {
        List<Object> values = new ArrayList<>();
        for (Field field : type.fields()) {
          values.add(random(field.type(), random));
        }
        yield values;
      }
      default -> number;
    };
  }
}
