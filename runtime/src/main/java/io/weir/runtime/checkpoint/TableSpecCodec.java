package io.weir.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.state.TableSpec;
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
    node.set("key", SchemaCodec.write(spec.key()));
    ArrayNode cells = node.putArray("cells");
    for (TableSpec.Cell cell : spec.cells()) {
      ObjectNode entry = cells.addObject().put("name", cell.name()).put("kind", cell.kind().name());
      cell.view().ifPresent(view -> entry.set("view", LayoutCodec.write(view)));
    }
    node.set("value", SchemaCodec.write(spec.value()));
    spec.layout().ifPresent(layout -> node.set("layout", LayoutCodec.write(layout)));
    return node;
  }

  static TableSpec read(JsonNode node) throws IOException {
    List<TableSpec.Cell> cells = new ArrayList<>();
    for (JsonNode cell : node.path("cells")) {
      cells.add(
          new TableSpec.Cell(
              ManifestCodec.text(cell, "name"),
              constant(TableSpec.Cell.Kind.class, cell, "kind"),
              LayoutCodec.readView(cell.path("view"))));
    }
    return new TableSpec(
        ManifestCodec.text(node, "name"),
        (int) ManifestCodec.number(node, "version"),
        constant(TableSpec.Shape.class, node, "shape"),
        node.path("windowed").asBoolean(),
        SchemaCodec.read(node.path("key")),
        cells,
        SchemaCodec.read(node.path("value")),
        ManifestCodec.number(node, "ttlMillis"),
        LayoutCodec.read(node.path("layout")));
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
