package io.weir.runtime.connector.format.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import io.weir.runtime.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The schemas that tables stand for, as Flink derives them. */
final class AvroSchemas {
  private static final String RECORD = "org.apache.flink.avro.generated.record";

  /** Whether TIMESTAMP is written as {@code timestamp-millis}, though it is local. */
  private final boolean isLegacy;

  AvroSchemas(boolean isLegacy) {
    this.isLegacy = isLegacy;
  }

  /**
   * The record of a table's columns.
   *
   * @throws OptionException if Avro cannot hold one
   */
  AvroType of(Schema schema) {
    return record(RECORD, "", schema.fields());
  }

  private AvroType record(String name, String path, List<Field> fields) {
    List<String> names = new ArrayList<>();
    List<AvroType> types = new ArrayList<>();
    for (Field field : fields) {
      names.add(field.name());
      types.add(of(name + "_" + field.name(), path + field.name(), field.type()));
    }
    return AvroType.named(AvroType.Kind.RECORD, name, 0).with(names, types);
  }

  private AvroType of(String name, String path, LogicalType type) {
    AvroType present = present(name, path, type);
    return type.nullable() && present.kind() != AvroType.Kind.NULL ? present.orNull() : present;
  }

  private AvroType present(String name, String path, LogicalType type) {
    return switch (type.kind()) {
      case NULL -> AvroType.of(AvroType.Kind.NULL);
      case BOOLEAN -> AvroType.of(AvroType.Kind.BOOLEAN);
      case TINYINT, SMALLINT, INT -> AvroType.of(AvroType.Kind.INT);
      case BIGINT -> AvroType.of(AvroType.Kind.LONG);
      case FLOAT -> AvroType.of(AvroType.Kind.FLOAT);
      case DOUBLE -> AvroType.of(AvroType.Kind.DOUBLE);
      case CHAR, VARCHAR -> AvroType.of(AvroType.Kind.STRING);
      case BINARY, VARBINARY -> AvroType.of(AvroType.Kind.BYTES);
      case DATE -> AvroType.of(AvroType.Kind.INT).as("date", 0, 0);
      case TIME -> AvroType.of(AvroType.Kind.INT).as("time-millis", 0, 0);
      case TIMESTAMP, TIMESTAMP_LTZ -> timestamp(path, type);
      case DECIMAL ->
          AvroType.of(AvroType.Kind.BYTES).as("decimal", type.precision(), type.scale());
      case ARRAY ->
          AvroType.of(AvroType.Kind.ARRAY)
              .with(List.of(of(name, path, type.fields().get(0).type())));
      case MAP, MULTISET -> {
        if (!type.fields().get(0).type().kind().isCharacter()) {
          throw refused(
              path, type, "the keys of maps are strings in Avro", "CAST the keys to STRING");
        }
        LogicalType value =
            type.kind() == TypeKind.MAP
                ? type.fields().get(1).type()
                : LogicalType.int32().withNullable(false);
        yield AvroType.of(AvroType.Kind.MAP).with(List.of(of(name, path, value)));
      }
      case ROW -> record(name, path + ".", type.fields());
      case INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH ->
          throw refused(path, type, "Avro has no type for it", "CAST it to BIGINT or STRING");
    };
  }

  private AvroType timestamp(String path, LogicalType type) {
    boolean isLocal = type.kind() == TypeKind.TIMESTAMP;
    if (isLegacy && (!isLocal || type.precision() > 3)) {
      throw refused(
          path,
          type,
          "with 'avro.timestamp_mapping.legacy' = 'true', which is the default as in Flink, there is"
              + " only TIMESTAMP with a precision of at most 3",
          "set 'avro.timestamp_mapping.legacy' = 'false', or CAST it to TIMESTAMP(3)");
    }
    String unit = type.precision() <= 3 ? "timestamp-millis" : "timestamp-micros";
    return AvroType.of(AvroType.Kind.LONG).as(isLocal && !isLegacy ? "local-" + unit : unit, 0, 0);
  }

  private static OptionException refused(
      String path, LogicalType type, String why, String alternative) {
    return new OptionException(
        "format", "column '" + path + "' is a " + type + ": " + why, alternative);
  }

  /**
   * The schema as JSON.
   *
   * @throws OptionException if a column cannot be a field because of its name
   */
  static String json(AvroType type) {
    Set<String> declared = new HashSet<>();
    return node(type, declared).toString();
  }

  private static JsonNode node(AvroType type, Set<String> declared) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    String word = type.kind().name().toLowerCase(Locale.ROOT);
    return switch (type.kind()) {
      case UNION -> {
        ArrayNode branches = factory.arrayNode();
        type.children().forEach(branch -> branches.add(node(branch, declared)));
        yield branches;
      }
      case ARRAY, MAP -> {
        ObjectNode node = factory.objectNode().put("type", word);
        node.set(
            type.kind() == AvroType.Kind.ARRAY ? "items" : "values",
            node(type.children().get(0), declared));
        yield node;
      }
      case RECORD -> record(type, declared);
      default -> {
        if (type.logical().isEmpty()) {
          yield factory.textNode(word);
        }
        ObjectNode node = factory.objectNode().put("type", word).put("logicalType", type.logical());
        if (type.logical().equals("decimal")) {
          node.put("precision", type.precision()).put("scale", type.scale());
        }
        yield node;
      }
    };
  }

  private static ObjectNode record(AvroType type, Set<String> declared) {
    if (!declared.add(type.name())) {
      throw new AssertionError("two records are called " + type.name());
    }
    int dot = type.name().lastIndexOf('.');
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "record");
    node.put("name", type.name().substring(dot + 1));
    node.put("namespace", type.name().substring(0, dot));
    ArrayNode fields = node.putArray("fields");
    for (int i = 0; i < type.names().size(); i++) {
      String name = type.names().get(i);
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new OptionException(
            "format",
            "column '"
                + name
                + "' cannot be a field of Avro, whose names are letters, digits and _",
            "rename it");
      }
      AvroType child = type.children().get(i);
      ObjectNode field = fields.addObject().put("name", name);
      field.set("type", node(child, declared));
      if (child.kind() == AvroType.Kind.UNION) {
        field.putNull("default");
      }
    }
    return node;
  }
}
