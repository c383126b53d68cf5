package io.weir.runtime.vector;

import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Makes the Arrow vector of a logical type. The mapping is one to one on {@link
 * io.weir.runtime.type.TypeKind}.
 */
public final class Vectors {
  private Vectors() {}

  /** An empty vector for {@code type}; nothing is allocated yet. */
  public static FieldVector create(String name, LogicalType type, BufferAllocator allocator) {
    return arrowField(name, type).createVector(allocator);
  }

  /** An empty vector for each column. */
  public static List<FieldVector> create(Schema schema, BufferAllocator allocator) {
    List<FieldVector> vectors = new ArrayList<>(schema.size());
    for (io.weir.runtime.type.Field field : schema.fields()) {
      vectors.add(create(field.name(), field.type(), allocator));
    }
    return vectors;
  }

  /** The Arrow field of a column, with children. */
  public static Field arrowField(String name, LogicalType type) {
    return switch (type.kind()) {
      case ARRAY ->
          new Field(
              name,
              nullable(ArrowType.List.INSTANCE),
              List.of(arrowField("element", type.fields().get(0).type())));
      case MAP -> map(name, type.fields().get(0).type(), type.fields().get(1).type());
      case MULTISET -> map(name, type.fields().get(0).type(), LogicalType.int32());
      case ROW ->
          new Field(
              name,
              nullable(ArrowType.Struct.INSTANCE),
              type.fields().stream().map(f -> arrowField(f.name(), f.type())).toList());
      default -> new Field(name, nullable(leaf(type)), List.of());
    };
  }

  private static Field map(String name, LogicalType key, LogicalType value) {
    Field keyField =
        new Field(
            "key",
            FieldType.notNullable(arrowField("key", key).getType()),
            arrowField("key", key).getChildren());
    Field entries =
        new Field(
            "entries",
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(keyField, arrowField("value", value)));
    return new Field(name, nullable(new ArrowType.Map(false)), List.of(entries));
  }

  private static FieldType nullable(ArrowType type) {
    return FieldType.nullable(type);
  }

  private static ArrowType leaf(LogicalType type) {
    return switch (type.kind()) {
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case TINYINT -> new ArrowType.Int(8, true);
      case SMALLINT -> new ArrowType.Int(16, true);
      case INT, INTERVAL_YEAR_MONTH -> new ArrowType.Int(32, true);
      case BIGINT, INTERVAL_DAY_TIME -> new ArrowType.Int(64, true);
      case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), 128);
      case CHAR, VARCHAR -> ArrowType.Utf8.INSTANCE;
      case BINARY, VARBINARY -> ArrowType.Binary.INSTANCE;
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIME -> new ArrowType.Time(TimeUnit.MILLISECOND, 32);
      case TIMESTAMP, TIMESTAMP_LTZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
      case NULL -> ArrowType.Null.INSTANCE;
      case ARRAY, MAP, MULTISET, ROW ->
          throw new IllegalArgumentException("not a leaf type: " + type);
    };
  }
}
