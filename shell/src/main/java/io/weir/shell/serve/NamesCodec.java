package io.weir.shell.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.checkpoint.SchemaCodec;
import io.weir.shell.run.KnownNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names as messages. */
final class NamesCodec {
  private NamesCodec() {}

  static ObjectNode write(KnownNames names) {
    ObjectNode message = Wire.message("names");
    ArrayNode tables = message.putArray("tables");
    names
        .tables()
        .forEach(
            (name, table) -> {
              ObjectNode node = tables.addObject().put("name", name).put("kind", table.kind());
              node.set("columns", SchemaCodec.write(table.schema()));
            });
    names.functions().forEach(message.putArray("functions")::add);
    names.jobs().forEach(message.putArray("jobs")::add);
    return message;
  }

  static KnownNames read(JsonNode message) throws IOException {
    Map<String, KnownNames.Table> tables = new TreeMap<>();
    for (JsonNode table : message.path("tables")) {
      tables.put(
          table.path("name").asText(),
          new KnownNames.Table(
              table.path("kind").asText(), SchemaCodec.read(table.path("columns"))));
    }
    return new KnownNames(tables, texts(message.path("functions")), texts(message.path("jobs")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
