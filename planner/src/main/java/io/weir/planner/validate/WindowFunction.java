package io.weir.planner.validate;

import io.weir.planner.error.PlanningException;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlWindowTableFunction;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlNameMatcher;

/**
 * A window table function: the columns of its table, then {@code window_start}, {@code window_end}
 * and {@code window_time}. Its operands are positional: table, descriptor, intervals; {@link
 * QueryBinder} has put named ones in order.
 */
public final class WindowFunction extends SqlWindowTableFunction {
  /** {@code TUMBLE(data, timecol, size[, offset])}. */
  public static final WindowFunction TUMBLE =
      new WindowFunction("TUMBLE", List.of("DATA", "TIMECOL", "SIZE", "OFFSET"));

  /** {@code HOP(data, timecol, slide, size[, offset])}. */
  public static final WindowFunction HOP =
      new WindowFunction("HOP", List.of("DATA", "TIMECOL", "SLIDE", "SIZE", "OFFSET"));

  /** {@code CUMULATE(data, timecol, step, size[, offset])}. */
  public static final WindowFunction CUMULATE =
      new WindowFunction("CUMULATE", List.of("DATA", "TIMECOL", "STEP", "SIZE", "OFFSET"));

  /**
   * {@code SESSION(data, timecol, gap[, keys])}, where keys is a DESCRIPTOR of the PARTITION BY
   * columns, which nobody writes as an argument.
   */
  public static final WindowFunction SESSION =
      new WindowFunction("SESSION", List.of("DATA", "TIMECOL", "GAP", "KEYS"));

  /** What stands before the names of the columns that group windows make. */
  static final String GROUP_BY_PREFIX = "$";

  private static final List<WindowFunction> OF_GROUP_BY =
      List.of(
          new WindowFunction("TUMBLE", TUMBLE.parameters, GROUP_BY_PREFIX),
          new WindowFunction("HOP", HOP.parameters, GROUP_BY_PREFIX),
          new WindowFunction("SESSION", SESSION.parameters, GROUP_BY_PREFIX));

  /** All of them. */
  public static final List<WindowFunction> ALL = List.of(TUMBLE, HOP, CUMULATE, SESSION);

  private static final int WINDOW_PRECISION = 3;

  private final String shape;
  private final List<String> parameters;
  private final String prefix;

  private WindowFunction(String name, List<String> parameters) {
    this(name, parameters, "");
  }

  private WindowFunction(String shape, List<String> parameters, String prefix) {
    super(prefix.isEmpty() ? shape : "GROUP BY " + shape, new Operands(parameters));
    this.shape = shape;
    this.parameters = parameters;
    this.prefix = prefix;
  }

  /** The function that a group window becomes: its columns have names that nobody writes. */
  static WindowFunction ofGroupBy(String shape) {
    return OF_GROUP_BY.stream().filter(f -> f.shape.equals(shape)).findFirst().orElseThrow();
  }

  /** Whether a relational expression is one. */
  public static boolean is(RelNode node) {
    return node instanceof TableFunctionScan scan
        && scan.getCall() instanceof RexCall call
        && call.getOperator() instanceof WindowFunction;
  }

  /** Whether it makes sessions, of which a row's own watermark says which it can join. */
  public static boolean isSession(RelNode node) {
    return is(node) && of(node).isLike(SESSION);
  }

  private static WindowFunction of(RelNode node) {
    return (WindowFunction) ((RexCall) ((TableFunctionScan) node).getCall()).getOperator();
  }

  /** Whether it makes windows as {@code other} does. */
  public boolean isLike(WindowFunction other) {
    return shape.equals(other.shape);
  }

  /** Whether it was a group window. */
  public boolean isOfGroupBy() {
    return !prefix.isEmpty();
  }

  /** The name of a column that it makes. */
  public String columnName(String name) {
    return prefix + name;
  }

  /** The names of the parameters; the last one is optional. */
  public List<String> parameters() {
    return parameters;
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return this::rowType;
  }

  private RelDataType rowType(SqlOperatorBinding binding) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType input = binding.getOperandType(0);
    RelDataType end = factory.createSqlType(SqlTypeName.TIMESTAMP, WINDOW_PRECISION);
    RelDataType time = end;
    if (binding instanceof SqlCallBinding call) {
      SqlTypeName kind = timeColumn(call).getSqlTypeName();
      time = factory.createSqlType(kind, WINDOW_PRECISION);
    }
    return factory
        .builder()
        .kind(input.getStructKind())
        .addAll(input.getFieldList())
        .add(columnName("window_start"), end)
        .add(columnName("window_end"), end)
        .add(columnName("window_time"), time)
        .build();
  }

  /** The type of the column that DESCRIPTOR names, which exists and is a timestamp. */
  private static RelDataType timeColumn(SqlCallBinding binding) {
    SqlCall descriptor = (SqlCall) binding.operand(1);
    SqlIdentifier name = descriptor.operand(0);
    SqlNameMatcher matcher = binding.getValidator().getCatalogReader().nameMatcher();
    RelDataType table = binding.getOperandType(0);
    var field = matcher.field(table, name.getSimple());
    if (field == null) {
      throw new PlanningException(
          name.getParserPosition(),
          "column \"" + name.getSimple() + "\" does not exist in the table of the window function",
          ValidationMessages.suggest(name.getSimple(), table.getFieldNames()));
    }
    SqlTypeName kind = field.getType().getSqlTypeName();
    if (kind != SqlTypeName.TIMESTAMP && kind != SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
      throw new PlanningException(
          name.getParserPosition(),
          "windows need a time attribute, and \""
              + name.getSimple()
              + "\" is "
              + io.weir.planner.type.WeirTypeFactory.toLogicalType(field.getType())
                  .withNullable(true),
          "use the column for which the table declares WATERMARK FOR");
    }
    return field.getType();
  }

  /** Any operands: the binder has checked them. */
  private record Operands(List<String> paramNames) implements SqlOperandMetadata {
    @Override
    public List<RelDataType> paramTypes(RelDataTypeFactory factory) {
      return java.util.Collections.nCopies(
          paramNames.size(), factory.createSqlType(SqlTypeName.ANY));
    }

    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      timeColumn(binding);
      return true;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.between(paramNames.size() - 1, paramNames.size());
    }

    @Override
    public boolean isOptional(int operand) {
      return operand == paramNames.size() - 1;
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
      return name + paramNames;
    }
  }
}
