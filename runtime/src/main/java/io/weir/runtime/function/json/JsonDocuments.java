package io.weir.runtime.function.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.runtime.text.JsonMistake;
import java.io.IOException;

/**
 * Reads and writes JSON documents. Numbers keep their digits; of equal names in an object the last
 * one counts; nothing may follow a document.
 */
final class JsonDocuments {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  private JsonDocuments() {}

  /** The document that {@code text} is, or null if it is none. */
  static JsonNode parse(byte[] text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? null : node;
    } catch (IOException malformed) {
      return null;
    }
  }

  /** Whether there is nothing but blanks. */
  static boolean isBlank(byte[] text) {
    for (byte b : text) {
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Whether a document stands at the beginning of {@code text}, whatever follows it. */
  static boolean startsWithDocument(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return true;
    } catch (IOException malformed) {
      return false;
    }
  }

  /** Why {@code text} is no document. */
  static String fault(byte[] text) {
    try {
      MAPPER.readTree(text);
      return "it is empty";
    } catch (JsonProcessingException e) {
      return JsonMistake.describe(e);
    } catch (IOException e) {
      throw new AssertionError("reading from memory", e);
    }
  }

  /** The document as text without blanks, the members of objects in the order of their names. */
  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a tree is always JSON", e);
    }
  }
}
