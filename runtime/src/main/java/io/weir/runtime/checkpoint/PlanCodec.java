package io.weir.runtime.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.execution.checkpoint.CheckpointTimings;
import io.weir.runtime.execution.graph.PlanOperator;
import io.weir.runtime.plan.PlanNode.Attribute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a manifest says about the steps of a job, and how long the checkpoint took, as JSON. */
final class PlanCodec {
  private PlanCodec() {}

  static ArrayNode write(List<PlanOperator> plan) {
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    for (PlanOperator operator : plan) {
      ObjectNode node = nodes.addObject();
      node.put("id", operator.id()).put("planId", operator.planId());
      node.put("kind", operator.kind().name()).put("name", operator.name());
      node.put("signature", operator.signature());
      ArrayNode attributes = node.putArray("attributes");
      for (Attribute attribute : operator.attributes()) {
        attributes.addObject().put("name", attribute.name()).put("value", attribute.value());
      }
      operator.columns().forEach(node.putArray("columns")::add);
      operator.inputs().forEach(node.putArray("inputs")::add);
      node.put("holdsState", operator.holdsState()).put("readsChanges", operator.readsChanges());
    }
    return nodes;
  }

  static List<PlanOperator> readPlan(JsonNode nodes) throws IOException {
    List<PlanOperator> plan = new ArrayList<>();
    for (JsonNode node : nodes) {
      List<Attribute> attributes = new ArrayList<>();
      for (JsonNode attribute : node.path("attributes")) {
        attributes.add(
            new Attribute(
                ManifestCodec.text(attribute, "name"), ManifestCodec.text(attribute, "value")));
      }
      plan.add(
          new PlanOperator(
              ManifestCodec.text(node, "id"),
              ManifestCodec.text(node, "planId"),
              TableSpecCodec.constant(PlanOperator.Kind.class, node, "kind"),
              ManifestCodec.text(node, "name"),
              ManifestCodec.text(node, "signature"),
              attributes,
              texts(node.path("columns")),
              texts(node.path("inputs")),
              node.path("holdsState").asBoolean(),
              node.path("readsChanges").asBoolean()));
    }
    return plan;
  }

  private static List<String> texts(JsonNode nodes) {
    List<String> texts = new ArrayList<>();
    nodes.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  static ObjectNode write(CheckpointTimings timings) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("beganMillis", timings.beganMillis())
        .put("alignmentMillis", timings.alignmentMillis())
        .put("synchronousMillis", timings.synchronousMillis())
        .put("storingMillis", timings.storingMillis())
        .put("totalMillis", timings.totalMillis());
  }

  static CheckpointTimings readTimings(JsonNode node) {
    return new CheckpointTimings(
        node.path("beganMillis").asLong(),
        node.path("alignmentMillis").asLong(),
        node.path("synchronousMillis").asLong(),
        node.path("storingMillis").asLong(),
        node.path("totalMillis").asLong());
  }
}
