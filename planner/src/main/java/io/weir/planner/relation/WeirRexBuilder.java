package io.weir.planner.relation;

import io.weir.planner.type.WeirTypeFactory;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes row expressions as they are written: no cast of a constant is evaluated here. */
final class WeirRexBuilder extends RexBuilder {
  WeirRexBuilder(WeirTypeFactory types) {
    super(types);
  }

  @Override
  public RexNode makeCast(
      SqlParserPos position,
      RelDataType type,
      RexNode argument,
      boolean matchNullability,
      boolean isTry,
      RexLiteral format) {
    if (argument instanceof RexLiteral literal && literal.isNull()) {
      return super.makeCast(position, type, argument, matchNullability, isTry, format);
    }
    return argument.getType().equals(type)
        ? argument
        : makeAbstractCast(position, type, argument, isTry);
  }
}
