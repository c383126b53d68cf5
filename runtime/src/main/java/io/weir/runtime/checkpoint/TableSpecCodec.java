package io.weir.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.state.TableSpec;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Declarations of state tables as JSON. */
final class TableSpecCodec {
  private TableSpecCodec() {}

  static ObjectNode write(TableSpec spec) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", spec.name()).put("version", spec.version()).put("shape", spec.shape().name());
    node.put("windowed", spec.windowed()).put("ttlMillis", spec.ttlMillis());
    node.set("key", schema(spec.key()));
    ArrayNode cells = node.putArray("cells");
    spec.cells()
        .forEach(
            cell -> cells.addObject().put("name", cell.name()).put("kind", cell.kind().name()));
    node.set("value", schema(spec.value()));
    return node;
  }

  static TableSpec read(JsonNode node) throws IOException {
    List<TableSpec.Cell> cells = new ArrayList<>();
    for (JsonNode cell : node.path("cells")) {
      cells.add(
          new TableSpec.Cell(
              ManifestCodec.text(cell, "name"), constant(TableSpec.Cell.Kind.class, cell, "kind")));
    }
    return new TableSpec(
        ManifestCodec.text(node, "name"),
        (int) ManifestCodec.number(node, "version"),
        constant(TableSpec.Shape.class, node, "shape"),
        node.path("windowed").asBoolean(),
        readSchema(node.path("key")),
        cells,
        readSchema(node.path("value")),
        ManifestCodec.number(node, "ttlMillis"));
  }

  private static ArrayNode schema(Schema schema) {
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

  private static Schema readSchema(JsonNode node) throws IOException {
    return new Schema(readFields(node));
  }

  private static List<Field> readFields(JsonNode nodes) throws IOException {
    List<Field> fields = new ArrayList<>();
    for (JsonNode node : nodes) {
      LogicalType type =
          new LogicalType(
              constant(TypeKind.class, node, "kind"),
              node.path("nullable").asBoolean(),
              (int) ManifestCodec.number(node, "precision"),
              (int) ManifestCodec.number(node, "scale"),
              readFields(node.path("fields")));
      fields.add(new Field(ManifestCodec.text(node, "name"), type));
    }
    return fields;
  }

  static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String field)
      throws IOException {
    String name = ManifestCodec.text(node, field);
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new IOException("its " + field + " \"" + name + "\" is not known", e);
    }
  }
}
