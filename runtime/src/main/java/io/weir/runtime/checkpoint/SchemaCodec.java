package io.weir.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Schemas as JSON. */
public final class SchemaCodec {
  private SchemaCodec() {}

  /** A schema as an array of fields. */
  public static ArrayNode write(Schema schema) {
    return fields(schema.fields());
  }

  private static ArrayNode fields(List<Field> fields) {
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    for (Field field : fields) {
      nodes.add(type(field.type()).put("name", field.name()));
    }
    return nodes;
  }

  private static ObjectNode type(LogicalType type) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("kind", type.kind().name()).put("nullable", type.nullable());
    node.put("precision", type.precision()).put("scale", type.scale());
    if (!type.fields().isEmpty()) {
      node.set("fields", fields(type.fields()));
    }
    return node;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException naming what is missing
   */
  public static Schema read(JsonNode node) throws IOException {
    return new Schema(readFields(node));
  }

  private static List<Field> readFields(JsonNode nodes) throws IOException {
    List<Field> fields = new ArrayList<>();
    for (JsonNode node : nodes) {
      LogicalType type =
          new LogicalType(
              TableSpecCodec.constant(TypeKind.class, node, "kind"),
              node.path("nullable").asBoolean(),
              (int) ManifestCodec.number(node, "precision"),
              (int) ManifestCodec.number(node, "scale"),
              readFields(node.path("fields")));
      fields.add(new Field(ManifestCodec.text(node, "name"), type));
    }
    return fields;
  }
}
