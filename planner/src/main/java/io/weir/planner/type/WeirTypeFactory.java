package io.weir.planner.type;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeFieldImpl;
import org.apache.calcite.rel.type.RelRecordType;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/** Makes Calcite's types, and translates between them and the runtime's. */
public final class WeirTypeFactory extends SqlTypeFactoryImpl {
  /** A factory over {@link WeirTypeSystem}. */
  public WeirTypeFactory() {
    super(WeirTypeSystem.INSTANCE);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  /**
   * Keeps the nullability of a ROW column apart from that of its fields. The row of a relation that
   * may be missing, as to the right of LEFT JOIN, has columns that may be NULL.
   */
  @Override
  public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
    if (type instanceof RelRecordType record) {
      if (record.isNullable() == nullable) {
        return type;
      }
      boolean isRelation = record.getStructKind() == StructKind.FULLY_QUALIFIED;
      List<RelDataTypeField> fields =
          nullable && isRelation ? nullable(record.getFieldList()) : record.getFieldList();
      return canonize(new RelRecordType(record.getStructKind(), fields, nullable));
    }
    return super.createTypeWithNullability(type, nullable);
  }

  private List<RelDataTypeField> nullable(List<RelDataTypeField> fields) {
    List<RelDataTypeField> nullable = new ArrayList<>();
    for (RelDataTypeField field : fields) {
      RelDataType type = createTypeWithNullability(field.getType(), true);
      nullable.add(new RelDataTypeFieldImpl(field.getName(), field.getIndex(), type));
    }
    return nullable;
  }

  /** The row type of a schema. */
  public RelDataType toRelRow(Schema schema) {
    Builder builder = builder().kind(StructKind.FULLY_QUALIFIED);
    for (Field field : schema.fields()) {
      builder.add(field.name(), toRelType(field.type()));
    }
    return builder.build();
  }

  /** Calcite's type for one of ours. */
  public RelDataType toRelType(LogicalType type) {
    return createTypeWithNullability(toRelTypeNotNull(type), type.nullable());
  }

  private RelDataType toRelTypeNotNull(LogicalType type) {
    return switch (type.kind()) {
      case BOOLEAN -> createSqlType(SqlTypeName.BOOLEAN);
      case TINYINT -> createSqlType(SqlTypeName.TINYINT);
      case SMALLINT -> createSqlType(SqlTypeName.SMALLINT);
      case INT -> createSqlType(SqlTypeName.INTEGER);
      case BIGINT -> createSqlType(SqlTypeName.BIGINT);
      case FLOAT -> createSqlType(SqlTypeName.FLOAT);
      case DOUBLE -> createSqlType(SqlTypeName.DOUBLE);
      case DECIMAL -> createSqlType(SqlTypeName.DECIMAL, type.precision(), type.scale());
      case CHAR -> createSqlType(SqlTypeName.CHAR, type.precision());
      case VARCHAR -> createSqlType(SqlTypeName.VARCHAR, type.precision());
      case BINARY -> createSqlType(SqlTypeName.BINARY, type.precision());
      case VARBINARY -> createSqlType(SqlTypeName.VARBINARY, type.precision());
      case DATE -> createSqlType(SqlTypeName.DATE);
      case TIME -> createSqlType(SqlTypeName.TIME, type.precision());
      case TIMESTAMP -> createSqlType(SqlTypeName.TIMESTAMP, type.precision());
      case TIMESTAMP_LTZ ->
          createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, type.precision());
      case INTERVAL_YEAR_MONTH ->
          createSqlIntervalType(
              new SqlIntervalQualifier(TimeUnit.YEAR, TimeUnit.MONTH, SqlParserPos.ZERO));
      case INTERVAL_DAY_TIME ->
          createSqlIntervalType(
              new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO));
      case ARRAY -> createArrayType(toRelType(type.fields().get(0).type()), -1);
      case MULTISET -> createMultisetType(toRelType(type.fields().get(0).type()), -1);
      case MAP ->
          createMapType(
              toRelType(type.fields().get(0).type()), toRelType(type.fields().get(1).type()));
      case ROW -> row(type);
      case NULL -> createSqlType(SqlTypeName.NULL);
    };
  }

  /** A field of a ROW that may be NULL may be NULL itself. */
  private RelDataType row(LogicalType type) {
    Builder builder = builder().kind(StructKind.PEEK_FIELDS_NO_EXPAND);
    for (Field field : type.fields()) {
      LogicalType fieldType = field.type();
      builder.add(
          field.name(), toRelType(fieldType.withNullable(fieldType.nullable() || type.nullable())));
    }
    return builder.build();
  }

  /** The schema of a row type. */
  public static Schema toSchema(RelDataType row) {
    return new Schema(fields(row));
  }

  private static List<Field> fields(RelDataType row) {
    List<Field> fields = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      fields.add(new Field(field.getName(), toLogicalType(field.getType())));
    }
    return fields;
  }

  /** Our type for one of Calcite's that a value in a query can have. */
  public static LogicalType toLogicalType(RelDataType type) {
    return toLogicalTypeNullable(type).withNullable(type.isNullable());
  }

  private static LogicalType toLogicalTypeNullable(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> LogicalType.bool();
      case TINYINT -> LogicalType.of(TypeKind.TINYINT);
      case SMALLINT -> LogicalType.of(TypeKind.SMALLINT);
      case INTEGER -> LogicalType.int32();
      case BIGINT -> LogicalType.bigint();
      case FLOAT, REAL -> LogicalType.of(TypeKind.FLOAT);
      case DOUBLE -> LogicalType.float64();
      case DECIMAL -> LogicalType.decimal(type.getPrecision(), type.getScale());
      case CHAR -> LogicalType.of(TypeKind.CHAR, type.getPrecision());
      case VARCHAR -> LogicalType.of(TypeKind.VARCHAR, length(type));
      case BINARY -> LogicalType.of(TypeKind.BINARY, type.getPrecision());
      case VARBINARY -> LogicalType.of(TypeKind.VARBINARY, length(type));
      case DATE -> LogicalType.of(TypeKind.DATE);
      case TIME -> LogicalType.of(TypeKind.TIME, type.getPrecision());
      case TIMESTAMP -> LogicalType.timestamp(type.getPrecision());
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> LogicalType.timestampLtz(type.getPrecision());
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH, INTERVAL_MONTH ->
          LogicalType.of(TypeKind.INTERVAL_YEAR_MONTH);
      case INTERVAL_DAY,
          INTERVAL_DAY_HOUR,
          INTERVAL_DAY_MINUTE,
          INTERVAL_DAY_SECOND,
          INTERVAL_HOUR,
          INTERVAL_HOUR_MINUTE,
          INTERVAL_HOUR_SECOND,
          INTERVAL_MINUTE,
          INTERVAL_MINUTE_SECOND,
          INTERVAL_SECOND ->
          LogicalType.of(TypeKind.INTERVAL_DAY_TIME);
      case ARRAY -> LogicalType.array(toLogicalType(type.getComponentType()));
      case MULTISET -> LogicalType.multiset(toLogicalType(type.getComponentType()));
      case MAP ->
          LogicalType.map(toLogicalType(type.getKeyType()), toLogicalType(type.getValueType()));
      case ROW -> LogicalType.row(fields(type));
      case NULL -> LogicalType.of(TypeKind.NULL);
      default -> throw new AssertionError("a value of Calcite's type " + type.getFullTypeString());
    };
  }

  private static int length(RelDataType type) {
    return type.getPrecision() < 0 ? LogicalType.UNBOUNDED_LENGTH : type.getPrecision();
  }
}
