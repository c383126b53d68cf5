package io.weir.runtime.function.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.runtime.function.EvaluationException;
import io.weir.runtime.text.TimeText;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Values;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Values of SQL as JSON: numbers, strings and truth values as such, points in time in the form of
 * ISO 8601, bytes in Base64, ARRAYs as arrays, MAPs and ROWs as objects, NaN and the infinities as
 * strings.
 */
final class JsonWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonWriter() {}

  /** Whether values of a type can be written. */
  static boolean canWrite(LogicalType type) {
    return switch (type.kind()) {
      case INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH, MULTISET -> false;
      case MAP -> type.fields().get(0).type().kind().isCharacter() && canWriteFields(type);
      case ARRAY, ROW -> canWriteFields(type);
      default -> true;
    };
  }

  private static boolean canWriteFields(LogicalType type) {
    return type.fields().stream().allMatch(field -> canWrite(field.type()));
  }

  /** A value, in the form of {@link Values}. */
  static JsonNode node(LogicalType type, Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    return switch (type.kind()) {
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case TINYINT, SMALLINT, INT, BIGINT -> NODES.numberNode((Long) value);
      case FLOAT -> floating(Float.toString(((Double) value).floatValue()));
      case DOUBLE -> floating(Double.toString((Double) value));
      case DECIMAL -> NODES.numberNode((BigDecimal) value);
      case BINARY, VARBINARY -> NODES.binaryNode((byte[]) value);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ ->
          NODES.textNode(time(type, ((Number) value).longValue()));
      case ARRAY -> array(type.fields().get(0).type(), (List<?>) value);
      case MAP -> map(type.fields().get(1).type(), (Map<?, ?>) value);
      case ROW -> row(type, (List<?>) value);
      default -> NODES.textNode((String) value);
    };
  }

  private static JsonNode floating(String text) {
    return Character.isLetter(text.charAt(text.length() - 1))
        ? NODES.textNode(text)
        : NODES.numberNode(new BigDecimal(text));
  }

  private static String time(LogicalType type, long value) {
    Utf8Buffer buffer = new Utf8Buffer(32);
    if (type.kind() == TypeKind.DATE) {
      TimeText.appendDate(buffer, value);
    } else if (type.kind() == TypeKind.TIME) {
      TimeText.appendTime(buffer, (int) value, 0);
    } else {
      TimeText.appendTimestamp(buffer, value, 'T', 0);
    }
    if (type.kind() == TypeKind.TIMESTAMP_LTZ) {
      buffer.append('Z');
    }
    return new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.US_ASCII);
  }

  private static JsonNode array(LogicalType element, List<?> values) {
    ArrayNode array = NODES.arrayNode(values.size());
    values.forEach(value -> array.add(node(element, value)));
    return array;
  }

  private static JsonNode map(LogicalType valueType, Map<?, ?> map) {
    ObjectNode object = NODES.objectNode();
    map.forEach((key, value) -> object.set((String) key, node(valueType, value)));
    return object;
  }

  private static JsonNode row(LogicalType type, List<?> values) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < values.size(); i++) {
      object.set(type.fields().get(i).name(), node(type.fields().get(i).type(), values.get(i)));
    }
    return object;
  }

  /** The JSON that a string is. */
  static JsonNode raw(String text) {
    JsonNode node = JsonDocuments.parse(text.getBytes(StandardCharsets.UTF_8));
    if (node == null) {
      throw new EvaluationException("'" + text + "' is not JSON");
    }
    return node;
  }
}
