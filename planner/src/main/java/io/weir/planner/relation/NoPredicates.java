package io.weir.planner.relation;

import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.ChainedRelMetadataProvider;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * Keeps Calcite from concluding which conditions hold for rows: it computes constants to that end,
 * by functions of its own, and fails where they are ours. Public for reflection.
 */
public final class NoPredicates implements MetadataHandler<BuiltInMetadata.Predicates> {
  private NoPredicates() {}

  /** All that Calcite knows of relations, but for conditions. */
  static RelMetadataProvider provider() {
    return ChainedRelMetadataProvider.of(
        List.of(
            ReflectiveRelMetadataProvider.reflectiveSource(
                new NoPredicates(), BuiltInMetadata.Predicates.Handler.class),
            DefaultRelMetadataProvider.INSTANCE));
  }

  @Override
  public MetadataDef<BuiltInMetadata.Predicates> getDef() {
    return BuiltInMetadata.Predicates.DEF;
  }

  /** That nothing is known of {@code rel}. Called by reflection. */
  public RelOptPredicateList getPredicates(RelNode rel, RelMetadataQuery query) {
    return RelOptPredicateList.EMPTY;
  }
}
