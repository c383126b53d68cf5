package io.weir.planner.statement;

import io.weir.parser.statement.TableLike;
import io.weir.parser.statement.TableLike.Feature;
import io.weir.parser.statement.TableLike.Merge;
import io.weir.planner.catalog.CatalogTable;
import io.weir.planner.catalog.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What LIKE takes from a table: everything that is not excluded. */
final class LikeSource {
  private final TableLike clause;
  private final CatalogTable table;

  LikeSource(TableLike clause, CatalogTable table) {
    this.clause = clause;
    this.table = table;
  }

  List<Column> columns() {
    return table.columns().stream()
        .filter(
            column ->
                !(column instanceof Column.Computed && !takes(Feature.GENERATED))
                    && !(column instanceof Column.Metadata && !takes(Feature.METADATA)))
        .toList();
  }

  Map<String, String> options() {
    return takes(Feature.OPTIONS) ? table.options() : Map.of();
  }

  List<String> primaryKey() {
    return takes(Feature.CONSTRAINTS) ? table.primaryKey() : List.of();
  }

  List<String> partitionKeys() {
    return takes(Feature.PARTITIONS) ? table.partitionKeys() : List.of();
  }

  Optional<CatalogTable.Watermark> watermark() {
    return takes(Feature.WATERMARKS) ? table.watermark() : Optional.empty();
  }

  /** The last rule about the feature decides, one about ALL only if there is none. */
  private boolean takes(Feature feature) {
    Merge merge = rule(feature).or(() -> rule(Feature.ALL)).orElse(Merge.INCLUDING);
    return merge != Merge.EXCLUDING;
  }

  private Optional<Merge> rule(Feature feature) {
    return clause.rules().stream()
        .filter(rule -> rule.feature() == feature)
        .map(TableLike.Rule::merge)
        .reduce((first, second) -> second);
  }
}
