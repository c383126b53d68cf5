package io.weir.runtime.connector.format.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.runtime.connector.format.avro.AvroType.Kind;
import io.weir.runtime.connector.format.text.BadValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the JSON text of a schema (Avro specification 1.12, "Schema Declaration"). */
final class AvroSchemaParser {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Map<String, Kind> PRIMITIVES = primitives();

  private final Map<String, AvroType> named = new HashMap<>();

  private AvroSchemaParser() {}

  private static Map<String, Kind> primitives() {
    Map<String, Kind> primitives = new HashMap<>();
    for (Kind kind :
        List.of(
            Kind.NULL,
            Kind.BOOLEAN,
            Kind.INT,
            Kind.LONG,
            Kind.FLOAT,
            Kind.DOUBLE,
            Kind.BYTES,
            Kind.STRING)) {
      primitives.put(kind.name().toLowerCase(Locale.ROOT), kind);
    }
    return Map.copyOf(primitives);
  }

  /**
   * The type that a schema declares.
   *
   * @throws BadValue if it is none
   */
  static AvroType parse(String schema) {
    try {
      return new AvroSchemaParser().type(MAPPER.readTree(schema), "");
    } catch (JsonProcessingException e) {
      throw new BadValue("the schema is not JSON: " + e.getOriginalMessage());
    }
  }

  private AvroType type(JsonNode node, String namespace) {
    if (node.isTextual()) {
      return reference(node.textValue(), namespace);
    }
    if (node.isArray()) {
      List<AvroType> branches = new ArrayList<>();
      node.forEach(branch -> branches.add(type(branch, namespace)));
      return AvroType.of(Kind.UNION).with(branches);
    }
    JsonNode type = node.get("type");
    if (type == null) {
      throw new BadValue("the schema has a type without \"type\": " + node);
    }
    if (!type.isTextual()) {
      return type(type, namespace);
    }
    return switch (type.textValue()) {
      case "record", "error" -> record(node, namespace);
      case "enum" -> register(Kind.ENUM, node, namespace).with(symbols(node), List.of());
      case "fixed" -> {
        AvroType fixed = meaning(node, register(Kind.FIXED, node, namespace));
        named.put(fixed.name(), fixed);
        yield fixed;
      }
      case "array" ->
          AvroType.of(Kind.ARRAY).with(List.of(type(required(node, "items"), namespace)));
      case "map" -> AvroType.of(Kind.MAP).with(List.of(type(required(node, "values"), namespace)));
      default -> meaning(node, reference(type.textValue(), namespace));
    };
  }

  private static JsonNode required(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new BadValue("the schema has a type without \"" + key + "\": " + node);
    }
    return value;
  }

  private static List<String> symbols(JsonNode node) {
    List<String> symbols = new ArrayList<>();
    required(node, "symbols").forEach(symbol -> symbols.add(symbol.asText()));
    return symbols;
  }

  private AvroType reference(String name, String namespace) {
    Kind primitive = PRIMITIVES.get(name);
    if (primitive != null) {
      return AvroType.of(primitive);
    }
    AvroType known = named.get(fullName(name, namespace));
    known = known == null ? named.get(name) : known;
    if (known == null) {
      throw new BadValue("the schema names the type \"" + name + "\", which it does not declare");
    }
    return known;
  }

  private static String fullName(String name, String namespace) {
    return name.indexOf('.') >= 0 || namespace.isEmpty() ? name : namespace + "." + name;
  }

  private AvroType register(Kind kind, JsonNode node, String namespace) {
    String full =
        fullName(required(node, "name").asText(), node.path("namespace").asText(namespace));
    AvroType type = AvroType.named(kind, full, node.path("size").asInt());
    named.put(full, type);
    return type;
  }

  private AvroType record(JsonNode node, String namespace) {
    AvroType record = register(Kind.RECORD, node, namespace);
    int dot = record.name().lastIndexOf('.');
    String inner = dot < 0 ? "" : record.name().substring(0, dot);
    List<String> names = new ArrayList<>();
    List<AvroType> types = new ArrayList<>();
    for (JsonNode field : required(node, "fields")) {
      names.add(required(field, "name").asText());
      types.add(type(required(field, "type"), inner));
    }
    return record.with(names, types);
  }

  private static AvroType meaning(JsonNode node, AvroType type) {
    JsonNode logical = node.get("logicalType");
    return logical == null
        ? type
        : type.as(logical.asText(), node.path("precision").asInt(), node.path("scale").asInt());
  }
}
