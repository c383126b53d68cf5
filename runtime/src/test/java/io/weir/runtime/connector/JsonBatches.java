package io.weir.runtime.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Vectors;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/**
 * Batches from JSON arrays, one a row: numbers for numbers (strings for NaN, infinities and long
 * decimals), ISO strings for points in time, hexadecimal for bytes, arrays for ARRAY and ROW,
 * arrays of pairs for MAP, the number itself for intervals.
 */
public final class JsonBatches {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonBatches() {}

  /** A batch of inserts. */
  public static Batch of(Schema schema, BufferAllocator allocator, String... rows) {
    return of(schema, allocator, List.of(rows));
  }

  /** A batch of inserts. */
  public static Batch of(Schema schema, BufferAllocator allocator, List<String> rows) {
    List<FieldVector> vectors = Vectors.create(schema, allocator);
    for (FieldVector vector : vectors) {
      vector.setInitialCapacity(rows.size());
      vector.allocateNew();
    }
    for (int row = 0; row < rows.size(); row++) {
      JsonNode values = parse(rows.get(row));
      for (int column = 0; column < schema.size(); column++) {
        set(vectors.get(column), row, schema.type(column), values.get(column));
      }
    }
    for (FieldVector vector : vectors) {
      vector.setValueCount(rows.size());
    }
    return Batch.ofInserts(schema, vectors, rows.size());
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static void set(FieldVector vector, int row, LogicalType type, JsonNode value) {
    if (value == null || value.isNull()) {
      if (!(vector instanceof org.apache.arrow.vector.NullVector)) {
        vector.setNull(row);
      }
      return;
    }
    String text = value.asText();
    switch (type.kind()) {
      case BOOLEAN -> ((BitVector) vector).setSafe(row, value.booleanValue() ? 1 : 0);
      case TINYINT -> ((TinyIntVector) vector).setSafe(row, value.intValue());
      case SMALLINT -> ((SmallIntVector) vector).setSafe(row, value.intValue());
      case INT, INTERVAL_YEAR_MONTH -> ((IntVector) vector).setSafe(row, value.intValue());
      case BIGINT, INTERVAL_DAY_TIME -> ((BigIntVector) vector).setSafe(row, value.longValue());
      case FLOAT -> ((Float4Vector) vector).setSafe(row, Float.parseFloat(text));
      case DOUBLE -> ((Float8Vector) vector).setSafe(row, Double.parseDouble(text));
      case DECIMAL ->
          ((DecimalVector) vector).setSafe(row, new BigDecimal(text).setScale(type.scale()));
      case CHAR, VARCHAR ->
          ((VarCharVector) vector).setSafe(row, text.getBytes(StandardCharsets.UTF_8));
      case BINARY, VARBINARY ->
          ((VarBinaryVector) vector).setSafe(row, HexFormat.of().parseHex(text));
      case DATE -> ((DateDayVector) vector).setSafe(row, (int) LocalDate.parse(text).toEpochDay());
      case TIME ->
          ((TimeMilliVector) vector)
              .setSafe(row, (int) (LocalTime.parse(text).toNanoOfDay() / 1_000_000));
      case TIMESTAMP -> setMicros(vector, row, LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      case TIMESTAMP_LTZ -> setMicros(vector, row, Instant.parse(text));
      case ARRAY -> setElements((ListVector) vector, row, type, value);
      case MAP, MULTISET -> setEntries((ListVector) vector, row, type, value);
      case ROW -> {
        StructVector struct = (StructVector) vector;
        struct.setIndexDefined(row);
        for (int i = 0; i < type.fields().size(); i++) {
          set(
              (FieldVector) struct.getChildByOrdinal(i),
              row,
              type.fields().get(i).type(),
              value.get(i));
        }
      }
      case NULL -> throw new IllegalArgumentException("a NULL column holds " + text);
    }
  }

  private static void setMicros(FieldVector vector, int row, Instant instant) {
    long micros =
        Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    ((TimeStampMicroVector) vector).setSafe(row, micros);
  }

  private static void setElements(ListVector list, int row, LogicalType type, JsonNode values) {
    int start = list.startNewValue(row);
    for (int i = 0; i < values.size(); i++) {
      set(list.getDataVector(), start + i, type.fields().get(0).type(), values.get(i));
    }
    list.endValue(row, values.size());
  }

  private static void setEntries(ListVector map, int row, LogicalType type, JsonNode pairs) {
    int start = map.startNewValue(row);
    StructVector entries = (StructVector) map.getDataVector();
    LogicalType value =
        type.fields().size() == 2 ? type.fields().get(1).type() : LogicalType.int32();
    for (int i = 0; i < pairs.size(); i++) {
      entries.setIndexDefined(start + i);
      set(
          (FieldVector) entries.getChildByOrdinal(0),
          start + i,
          type.fields().get(0).type(),
          pairs.get(i).get(0));
      set((FieldVector) entries.getChildByOrdinal(1), start + i, value, pairs.get(i).get(1));
    }
    map.endValue(row, pairs.size());
  }
}
