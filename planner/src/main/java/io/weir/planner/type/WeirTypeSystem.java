package io.weir.planner.type;

import io.weir.runtime.type.LogicalType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Limits of types and the derivation of result types, as Flink SQL has them: DECIMAL up to 38
 * digits, where the fraction gives way before the whole part; sums and averages in the type of
 * their argument; branches of different length make VARCHAR, not padded CHAR.
 */
public final class WeirTypeSystem extends RelDataTypeSystemImpl {
  /** The one instance. */
  public static final WeirTypeSystem INSTANCE = new WeirTypeSystem();

  private static final int MAX_TIME_PRECISION = 3;
  private static final int LEAST_DIVISION_SCALE = 6;

  private WeirTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> LogicalType.MAX_DECIMAL_PRECISION;
      case CHAR, VARCHAR, BINARY, VARBINARY -> LogicalType.UNBOUNDED_LENGTH;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> LogicalType.MAX_TIMESTAMP_PRECISION;
      case TIME, TIME_WITH_LOCAL_TIME_ZONE -> MAX_TIME_PRECISION;
      default -> super.getMaxPrecision(type);
    };
  }

  @Override
  public int getDefaultPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> 10;
      case VARCHAR, VARBINARY -> LogicalType.UNBOUNDED_LENGTH;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> LogicalType.MAX_TIMESTAMP_PRECISION;
      default -> super.getDefaultPrecision(type);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName type) {
    return type == SqlTypeName.DECIMAL
        ? LogicalType.MAX_DECIMAL_PRECISION
        : super.getMaxScale(type);
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    return argument.getSqlTypeName() == SqlTypeName.DECIMAL
        ? decimal(factory, LogicalType.MAX_DECIMAL_PRECISION, argument.getScale(), argument)
        : argument;
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    return argument.getSqlTypeName() == SqlTypeName.DECIMAL
        ? decimal(
            factory,
            LogicalType.MAX_DECIMAL_PRECISION,
            Math.max(LEAST_DIVISION_SCALE, argument.getScale()),
            argument)
        : argument;
  }

  @Override
  public RelDataType deriveDecimalPlusType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    return derive(
        factory,
        left,
        right,
        (p1, s1, p2, s2) -> {
          int scale = Math.max(s1, s2);
          return new Digits(Math.max(p1 - s1, p2 - s2) + scale + 1, scale);
        });
  }

  @Override
  public RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    return derive(factory, left, right, (p1, s1, p2, s2) -> new Digits(p1 + p2 + 1, s1 + s2));
  }

  @Override
  public RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    return derive(
        factory,
        left,
        right,
        (p1, s1, p2, s2) -> {
          int scale = Math.max(LEAST_DIVISION_SCALE, s1 + p2 + 1);
          return new Digits(p1 - s1 + s2 + scale, scale);
        });
  }

  @Override
  public RelDataType deriveDecimalModType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    return derive(
        factory,
        left,
        right,
        (p1, s1, p2, s2) -> {
          int scale = Math.max(s1, s2);
          return new Digits(Math.min(p1 - s1, p2 - s2) + scale, scale);
        });
  }

  private static RelDataType derive(
      RelDataTypeFactory factory, RelDataType left, RelDataType right, Derivation derivation) {
    boolean isDecimal =
        SqlTypeUtil.isExactNumeric(left)
            && SqlTypeUtil.isExactNumeric(right)
            && (SqlTypeUtil.isDecimal(left) || SqlTypeUtil.isDecimal(right));
    if (!isDecimal) {
      return null;
    }
    RelDataType a = factory.decimalOf(left);
    RelDataType b = factory.decimalOf(right);
    Digits digits =
        derivation.of(a.getPrecision(), a.getScale(), b.getPrecision(), b.getScale()).fitted();
    return factory.createSqlType(SqlTypeName.DECIMAL, digits.precision, digits.scale);
  }

  private static RelDataType decimal(
      RelDataTypeFactory factory, int precision, int scale, RelDataType like) {
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DECIMAL, precision, scale), like.isNullable());
  }

  /** The digits of a result from those of two operands. */
  @FunctionalInterface
  private interface Derivation {
    Digits of(int precision1, int scale1, int precision2, int scale2);
  }

  private record Digits(int precision, int scale) {
    /**
     * At most 38 digits: the fraction is cut, but not below six digits or what it has, so that the
     * whole part keeps its place as long as possible.
     */
    Digits fitted() {
      if (precision <= LogicalType.MAX_DECIMAL_PRECISION) {
        return this;
      }
      int whole = precision - scale;
      int least = Math.min(scale, LEAST_DIVISION_SCALE);
      return new Digits(
          LogicalType.MAX_DECIMAL_PRECISION,
          Math.max(LogicalType.MAX_DECIMAL_PRECISION - whole, least));
    }
  }
}
