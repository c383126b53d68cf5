package io.weir.planner.catalog;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.function.cast.Casts;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** METADATA columns that are declared with another type than the connector has for them. */
public final class MetadataTypes {
  private MetadataTypes() {}

  /**
   * The table as its connector is to see it: its metadata has the types that it has there, if they
   * can be cast to those of the columns.
   */
  public static TableDescriptor own(TableDescriptor table, Connector connector) {
    if (table.metadata().isEmpty()) {
      return table;
    }
    Map<String, LogicalType> own = connector.metadata(table);
    List<Field> fields = new ArrayList<>();
    for (Field field : table.schema().fields()) {
      LogicalType type = own.get(table.metadata().getOrDefault(field.name(), ""));
      boolean isCast = type != null && Casts.isPossible(type, field.type());
      fields.add(
          isCast ? new Field(field.name(), type.withNullable(field.type().nullable())) : field);
    }
    return table.withSchema(new Schema(fields));
  }
}
