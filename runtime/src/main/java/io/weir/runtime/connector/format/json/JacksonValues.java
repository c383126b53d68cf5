package io.weir.runtime.connector.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.ListBuilder;
import io.weir.runtime.connector.format.text.RowBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.ValueBuilder;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.TypeKind;
import io.weir.runtime.vector.Memory;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Converts any JSON value to any type with Jackson: the complete and slower half of the reader,
 * which the scanner must agree with. Used by one thread at a time.
 */
final class JacksonValues implements AutoCloseable {
  private static final int SLACK_BYTES = 16;

  /** A whole number with more digits than this does not fit a BIGINT. */
  private static final int MAX_BIGINT_DIGITS = 19;

  private final JsonFactory factory =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final JsonRules rules;
  private final TextConverter converter;
  private final BufferAllocator allocator;
  private ArrowBuf scratch;

  JacksonValues(JsonRules rules, BufferAllocator allocator) {
    this.rules = rules;
    this.converter = new TextConverter(rules.standard());
    this.allocator = allocator;
  }

  /** A parser of UTF-8 text. */
  JsonParser parser(byte[] json) throws IOException {
    return factory.createParser(json);
  }

  /**
   * Writes the value at the parser's current token, and leaves the parser at its last token.
   *
   * @throws BadValue if it does not fit the type, unless errors are ignored
   * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not JSON
   */
  void write(JsonParser parser, ValueBuilder target, int row) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      setNull(target, row);
      return;
    }
    try {
      if (target instanceof ScalarBuilder scalar) {
        writeScalar(parser, scalar, row);
      } else if (target instanceof RowBuilder fields) {
        writeRow(parser, fields, row);
      } else if (((ListBuilder) target).isMap()) {
        writeMap(parser, (ListBuilder) target, row);
      } else {
        writeArray(parser, (ListBuilder) target, row);
      }
    } catch (BadValue e) {
      // An array or object that failed has been read to its end; any other one not at all.
      parser.skipChildren();
      if (!rules.ignoreErrors() || !target.type().nullable()) {
        throw e;
      }
      target.setNull(row);
    }
  }

  /**
   * Writes NULL.
   *
   * @throws BadValue if the type is NOT NULL
   */
  static void setNull(ValueBuilder target, int row) {
    if (!target.type().nullable()) {
      throw new BadValue("the value is null, but the type is " + target.type());
    }
    target.setNull(row);
  }

  private void writeScalar(JsonParser parser, ScalarBuilder target, int row) throws IOException {
    TypeKind kind = target.type().kind();
    JsonToken token = parser.currentToken();
    if (token.isStructStart()) {
      if (!kind.isCharacter()) {
        throw unexpected(target, token);
      }
      writeText(target, row, compact(parser));
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT
        && (kind == TypeKind.INT || kind == TypeKind.BIGINT)) {
      writeText(target, row, truncated(parser.getText()));
    } else {
      writeText(target, row, parser.getText());
    }
  }

  private void writeText(ScalarBuilder target, int row, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (scratch == null || scratch.capacity() < bytes.length + SLACK_BYTES) {
      closeScratch();
      scratch = allocator.buffer(Math.max(256, 2L * bytes.length + SLACK_BYTES));
    }
    long start = scratch.memoryAddress();
    Memory.copyFromArray(bytes, 0, start, bytes.length);
    converter.set(target, row, start, start + bytes.length);
  }

  /** A fractional number for an integer column is cut off, as CAST does. */
  private static String truncated(String text) {
    BigDecimal value;
    try {
      value = new BigDecimal(text);
    } catch (NumberFormatException notFinite) {
      return text;
    }
    long digits = (long) value.precision() - value.scale();
    if (digits > MAX_BIGINT_DIGITS) {
      return text;
    }
    return digits <= 0 ? "0" : value.toBigInteger().toString();
  }

  /**
   * A JSON object written anew, without blanks.
   *
   * @throws BadValue if it is another value, or not the only one
   * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not JSON
   */
  String compact(byte[] json) throws IOException {
    try (JsonParser parser = parser(json)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new BadValue(
            "expected an object, found " + (first == null ? "nothing" : name(first)));
      }
      String text = compact(parser);
      if (parser.nextToken() != null) {
        throw new BadValue("there is more after the object");
      }
      return text;
    }
  }

  /** An object or array as text without blanks. */
  private String compact(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = factory.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }

  private void writeArray(JsonParser parser, ListBuilder target, int row) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected(target, parser.currentToken());
    }
    BadValue fault = null;
    target.start(row);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      try {
        write(parser, target.element(), target.add());
      } catch (BadValue e) {
        fault = fault == null ? e : fault;
      }
    }
    throwIfPresent(fault);
  }

  private static void throwIfPresent(BadValue fault) {
    if (fault != null) {
      throw fault;
    }
  }

  private void writeMap(JsonParser parser, ListBuilder target, int row) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected(target, parser.currentToken());
    }
    RowBuilder entry = (RowBuilder) target.element();
    Set<String> keys = new HashSet<>();
    BadValue fault = null;
    target.start(row);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int element = target.add();
      parser.nextToken();
      try {
        // The value first: it moves the parser on, whatever is wrong with the key.
        write(parser, entry.field(1), element);
        writeText((ScalarBuilder) entry.field(0), element, key);
        if (!keys.add(key)) {
          throw new BadValue("the key appears twice");
        }
      } catch (BadValue e) {
        fault = fault == null ? e.within(key) : fault;
      }
    }
    throwIfPresent(fault);
  }

  private void writeRow(JsonParser parser, RowBuilder target, int row) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected(target, parser.currentToken());
    }
    target.setPresent(row);
    BadValue fault = null;
    boolean[] isSet = new boolean[target.size()];
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      OptionalInt index = target.indexOf(name);
      parser.nextToken();
      if (index.isEmpty()) {
        parser.skipChildren();
        continue;
      }
      isSet[index.getAsInt()] = true;
      try {
        write(parser, target.field(index.getAsInt()), row);
      } catch (BadValue e) {
        fault = fault == null ? e.within(name) : fault;
      }
    }
    throwIfPresent(fault);
    List<Field> fields = target.type().fields();
    for (int i = 0; i < isSet.length; i++) {
      if (!isSet[i]) {
        setMissing(target.field(i), row, fields.get(i).name());
      }
    }
  }

  /**
   * Writes NULL for a field that the object does not have.
   *
   * @throws BadValue if that is an error
   */
  void setMissing(ValueBuilder target, int row, String name) {
    if (rules.failOnMissing() || !target.type().nullable()) {
      throw new BadValue("the field is missing").within(name);
    }
    target.setNull(row);
  }

  private static BadValue unexpected(ValueBuilder target, JsonToken found) {
    return new BadValue("expected " + target.type().withNullable(true) + ", found " + name(found));
  }

  private static String name(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      default -> token.asString();
    };
  }

  private void closeScratch() {
    if (scratch != null) {
      scratch.close();
      scratch = null;
    }
  }

  @Override
  public void close() {
    closeScratch();
  }
}
