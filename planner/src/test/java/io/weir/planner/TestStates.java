package io.weir.planner;

import io.weir.planner.catalog.StateCatalog;
import io.weir.runtime.connector.values.ValuesSource;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.OptionalLong;

/** The state of one job, "daily", with two operators. */
final class TestStates implements StateCatalog {
  private static final Schema GROUPS =
      Schema.of(
          new Field("bidder", LogicalType.bigint()),
          new Field("row_count", LogicalType.bigint()),
          new Field("sum_price", LogicalType.decimal(38, 2)));

  @Override
  public StateTable find(StateReference reference) {
    require(Part.JOB, reference.job(), "daily");
    require(Part.OPERATOR, reference.operator(), "GroupAggregate", "Join");
    reference.table().ifPresent(table -> require(Part.TABLE, table, "groups", "left", "right"));
    if (reference.operator().equals("Join") && reference.table().isEmpty()) {
      throw new UnknownState(
          Part.OPERATOR, "Join has several state tables", "name one: 'left', 'right'");
    }
    OptionalLong checkpoint = reference.checkpoint();
    if (checkpoint.isPresent() && checkpoint.getAsLong() > 9) {
      throw new UnknownState(
          Part.CHECKPOINT, "there is no checkpoint " + checkpoint.getAsLong(), "there are 7, 8, 9");
    }
    return new StateTable(GROUPS, columns -> new ValuesSource(GROUPS.project(columns), List.of()));
  }

  private static void require(Part part, String name, String... known) {
    if (!List.of(known).contains(name)) {
      throw new UnknownState(
          part, "there is no \"" + name + "\"", "there are " + String.join(", ", known));
    }
  }
}
