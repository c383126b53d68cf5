package io.weir.planner.relation;

import io.weir.planner.validate.AsOfOperator;
import io.weir.planner.validate.CastOperator;
import io.weir.planner.validate.MatchFunction;
import io.weir.planner.validate.MembershipOperator;
import io.weir.planner.validate.RegistryAggregate;
import io.weir.planner.validate.RegistryOperator;
import io.weir.planner.validate.RegistryTableFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/** Converts calls of our operators one to one; Calcite's own (CASE, ROW, …) as Calcite does. */
final class Convertlets implements SqlRexConvertletTable {
  @Override
  public SqlRexConvertlet get(SqlCall call) {
    SqlOperator operator = call.getOperator();
    if (operator instanceof CastOperator) {
      return (context, cast) -> convert(context, cast, cast.getOperandList().subList(0, 1));
    }
    if (operator instanceof RegistryAggregate) {
      return (context, aggregate) -> convert(context, aggregate, argumentsOf(aggregate));
    }
    if (operator instanceof RegistryOperator
        || operator instanceof MatchFunction
        || operator instanceof MembershipOperator
        || operator instanceof RegistryTableFunction
        || operator instanceof AsOfOperator) {
      return (context, plain) -> convert(context, plain, plain.getOperandList());
    }
    return StandardConvertletTable.INSTANCE.get(call);
  }

  /** The arguments of an aggregate in MATCH_RECOGNIZE; the star of COUNT is none. */
  private static List<SqlNode> argumentsOf(SqlCall aggregate) {
    return aggregate.getOperandList().stream()
        .filter(operand -> !(operand instanceof SqlIdentifier name && name.isStar()))
        .toList();
  }

  private static RexNode convert(SqlRexContext context, SqlCall call, List<SqlNode> operands) {
    List<RexNode> converted = new ArrayList<>();
    for (SqlNode operand : operands) {
      converted.add(context.convertExpression(operand));
    }
    RelDataType type =
        call.getOperator() instanceof RegistryTableFunction
            ? context.getTypeFactory().createSqlType(SqlTypeName.CURSOR)
            : context.getValidator().getValidatedNodeType(call);
    return context
        .getRexBuilder()
        .makeCall(call.getParserPosition(), type, call.getOperator(), converted);
  }
}
