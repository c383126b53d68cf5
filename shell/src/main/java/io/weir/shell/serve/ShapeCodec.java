package io.weir.shell.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.checkpoint.SchemaCodec;
import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.plan.StreamProperties;
import io.weir.runtime.plan.TimeAttribute;
import io.weir.runtime.type.Schema;
import io.weir.shell.run.ResultShape;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The shapes of results as messages. */
final class ShapeCodec {
  private ShapeCodec() {}

  static ObjectNode write(ResultShape shape) {
    StreamProperties properties = shape.properties();
    ObjectNode message = Wire.message("begin");
    message.set("schema", SchemaCodec.write(properties.schema()));
    message.put("changelog", properties.changelog().name());
    properties.upsertKey().forEach(message.putArray("key")::add);
    message.put("zone", shape.zone().getId()).put("isTable", shape.isTable());
    message.put("isBounded", shape.isBounded());
    return message;
  }

  static ResultShape read(JsonNode message) throws IOException {
    Schema schema = SchemaCodec.read(message.path("schema"));
    List<Integer> key = new ArrayList<>();
    message.path("key").forEach(column -> key.add(column.asInt()));
    StreamProperties properties =
        new StreamProperties(
            schema,
            ChangelogKind.valueOf(message.path("changelog").asText()),
            key,
            Collections.nCopies(schema.size(), TimeAttribute.NONE),
            Set.of());
    return new ResultShape(
        properties,
        ZoneId.of(message.path("zone").asText()),
        message.path("isTable").asBoolean(),
        message.path("isBounded").asBoolean());
  }
}
