package io.weir.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.state.CellView;
import io.weir.runtime.state.EntryLayout;
import io.weir.runtime.state.StatePart;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said about the bytes of state, as JSON. Manifests need not have it: without it, state can
 * be restored and not be looked at. So what cannot be understood is left out, not refused.
 */
final class LayoutCodec {
  private LayoutCodec() {}

  static ObjectNode write(EntryLayout layout) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    layout
        .namespace()
        .ifPresent(field -> node.set("namespace", SchemaCodec.write(Schema.of(field))));
    node.set("order", writeParts(layout.order()));
    node.set("value", writeParts(layout.value()));
    return node;
  }

  static Optional<EntryLayout> read(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    try {
      Optional<Field> namespace =
          node.has("namespace")
              ? Optional.of(SchemaCodec.read(node.path("namespace")).field(0))
              : Optional.empty();
      return Optional.of(
          new EntryLayout(namespace, readParts(node.path("order")), readParts(node.path("value"))));
    } catch (IOException | IllegalArgumentException ofLaterVersion) {
      return Optional.empty();
    }
  }

  static ObjectNode write(CellView view) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("form", view.form().name());
    if (view.form() != CellView.Form.PARTS) {
      node.set("type", SchemaCodec.write(Schema.of(new Field("value", view.type()))));
    }
    node.put("cells", view.cells()).put("name", view.name()).put("counter", view.counter());
    if (!view.parts().isEmpty()) {
      node.set("parts", writeParts(view.parts()));
    }
    return node;
  }

  static Optional<CellView> readView(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    try {
      LogicalType type =
          node.has("type") ? SchemaCodec.read(node.path("type")).type(0) : LogicalType.bytes();
      return Optional.of(
          new CellView(
              TableSpecCodec.constant(CellView.Form.class, node, "form"),
              type,
              (int) ManifestCodec.number(node, "cells"),
              ManifestCodec.text(node, "name"),
              ManifestCodec.text(node, "counter"),
              readParts(node.path("parts"))));
    } catch (IOException | IllegalArgumentException ofLaterVersion) {
      return Optional.empty();
    }
  }

  private static ArrayNode writeParts(List<StatePart> parts) {
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    for (StatePart part : parts) {
      ObjectNode node = nodes.addObject();
      node.put("kind", part.kind().name()).put("isShown", part.isShown());
      node.set("columns", SchemaCodec.write(part.columns()));
      ArrayNode forms = node.putArray("forms");
      part.forms().forEach(form -> forms.add(form.name()));
    }
    return nodes;
  }

  private static List<StatePart> readParts(JsonNode nodes) throws IOException {
    List<StatePart> parts = new ArrayList<>();
    for (JsonNode node : nodes) {
      List<StatePart.KeyForm> forms = new ArrayList<>();
      for (JsonNode form : node.path("forms")) {
        forms.add(StatePart.KeyForm.valueOf(form.asText()));
      }
      parts.add(
          new StatePart(
              TableSpecCodec.constant(StatePart.Kind.class, node, "kind"),
              SchemaCodec.read(node.path("columns")),
              forms,
              node.path("isShown").asBoolean()));
    }
    return parts;
  }
}
