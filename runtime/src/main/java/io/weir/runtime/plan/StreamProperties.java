package io.weir.runtime.plan;

import io.weir.runtime.type.Schema;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What the planner has derived about a stream.
 *
 * @param schema its columns
 * @param changelog the kinds of rows in it
 * @param upsertKey the columns by which an {@link ChangelogKind#UPSERT} stream replaces rows; empty
 *     where the table has one row at most, and for other kinds
 * @param timeAttributes one entry a column
 * @param uniqueKeys sets of columns of which no two rows of the described table share the values
 */
public record StreamProperties(
    Schema schema,
    ChangelogKind changelog,
    List<Integer> upsertKey,
    List<TimeAttribute> timeAttributes,
    Set<List<Integer>> uniqueKeys) {
  public StreamProperties {
    upsertKey = List.copyOf(upsertKey);
    timeAttributes = List.copyOf(timeAttributes);
    uniqueKeys = Set.copyOf(uniqueKeys);
    if (timeAttributes.size() != schema.size()) {
      throw new IllegalArgumentException(
          schema.size() + " columns with " + timeAttributes.size() + " time attributes");
    }
    if (changelog != ChangelogKind.UPSERT && !upsertKey.isEmpty()) {
      throw new IllegalArgumentException(changelog + " with upsert key " + upsertKey);
    }
  }

  /** An insert-only stream without time attributes or keys. */
  public static StreamProperties insertOnly(Schema schema) {
    return new StreamProperties(
        schema,
        ChangelogKind.INSERT_ONLY,
        List.of(),
        Collections.nCopies(schema.size(), TimeAttribute.NONE),
        Set.of());
  }
}
