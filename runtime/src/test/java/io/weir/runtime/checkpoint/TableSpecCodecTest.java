package io.weir.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.state.TableFit;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.state.TableSpec.Cell;
import io.weir.runtime.state.view.StateColumns;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What manifests say about state tables. */
class TableSpecCodecTest {
  private static final Schema KEY = Schema.of(new Field("k", LogicalType.string()));
  private static final Schema ROW =
      Schema.of(new Field("k", LogicalType.string()), new Field("n", LogicalType.bigint()));

  private static final TableSpec GROUPS =
      TableSpec.aggregate(
              "groups",
              1,
              true,
              KEY,
              List.of(
                  new Cell("rows", Cell.Kind.LONG, CellView.number().named("row_count")),
                  new Cell(
                      "max(n)",
                      Cell.Kind.LONG,
                      CellView.of(CellView.Form.MAX, LogicalType.bigint()).countedBy("rows")),
                  new Cell("stamp", Cell.Kind.SCRATCH)))
          .withLayout(EntryLayout.NONE.in(Optional.of("window_end")));

  private static final TableSpec RANKS =
      TableSpec.ordered("rows", 1, false, KEY, ROW)
          .withLayout(
              EntryLayout.of(
                  List.of(
                      new StatePart(
                          StatePart.Kind.KEY,
                          ROW,
                          List.of(StatePart.KeyForm.INVERTED, StatePart.KeyForm.NULLS_LAST),
                          true)),
                  List.of(StatePart.COUNT)));

  @Test
  void whatBytesMeanComesBack() throws IOException {
    for (TableSpec spec : List.of(GROUPS, RANKS)) {
      assertEquals(spec, TableSpecCodec.read(TableSpecCodec.write(spec)));
    }
    assertEquals(
        List.of("window_end", "k", "row_count", "max(n)"),
        StateColumns.of(GROUPS).orElseThrow().schema().names());
    assertEquals(
        List.of("k", "n", "row_count"), StateColumns.of(RANKS).orElseThrow().schema().names());
  }

  @Test
  void whatAnOlderOrLaterVersionWroteFitsAndIsNotShown() throws IOException {
    ObjectNode older = TableSpecCodec.write(GROUPS);
    older.remove("layout");
    older.path("cells").forEach(cell -> ((ObjectNode) cell).remove("view"));
    ObjectNode later = TableSpecCodec.write(RANKS);
    ((ObjectNode) later.path("layout").path("order").path(0)).put("kind", "OF_LATER");
    TableSpec groups = TableSpecCodec.read(older);
    TableSpec ranks = TableSpecCodec.read(later);
    assertEquals(Optional.empty(), TableFit.mismatch(groups, GROUPS));
    assertEquals(Optional.empty(), TableFit.mismatch(ranks, RANKS));
    assertTrue(StateColumns.of(groups).isEmpty());
    assertTrue(StateColumns.of(ranks).isEmpty());
  }
}
