package io.weir.planner.relation;

import io.weir.planner.catalog.CatalogView;
import io.weir.planner.type.WeirTypeFactory;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A view as Calcite sees it: columns, and the relational expression in its place. */
final class DeclaredView extends AbstractTable implements TranslatableTable {
  private final CatalogView view;
  private final Function<CatalogView, RelNode> expand;

  DeclaredView(CatalogView view, Function<CatalogView, RelNode> expand) {
    this.view = view;
    this.expand = expand;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return ((WeirTypeFactory) factory).toRelRow(view.schema());
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return expand.apply(view);
  }
}
