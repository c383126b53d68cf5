package io.weir.planner.convert;

import io.weir.planner.expression.ExpressionConverter;
import io.weir.planner.type.WeirTypeFactory;
import io.weir.runtime.connector.values.ValuesSource;
import io.weir.runtime.expression.Expression;
import io.weir.runtime.expression.Literal;
import io.weir.runtime.plan.PlanNode;
import io.weir.runtime.plan.SourceNode;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** VALUES of literals, and the one row of a SELECT without FROM. */
final class ValuesConverter implements RelConverter<Values> {
  @Override
  public Class<Values> kind() {
    return Values.class;
  }

  @Override
  public Stream convert(Values values, Wanted wanted, Conversion conversion) {
    Schema schema = WeirTypeFactory.toSchema(values.getRowType());
    List<List<Object>> rows = new ArrayList<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      List<Object> row = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        RexNode literal = tuple.get(i);
        Expression converted = conversion.expressions().convert(literal, List.of());
        row.add(LiteralForms.to(schema.type(i), (Literal) converted));
      }
      rows.add(row);
    }
    ValuesSource source = new ValuesSource(schema, rows);
    List<Expression> columns = ExpressionConverter.columns(schema);
    PlanNode node =
        new SourceNode(
            "VALUES", source, columns, Optional.empty(), StreamProperties.insertOnly(schema));
    return Stream.of(node);
  }
}
