package io.weir.runtime.insight;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records as JSON and back: an object with a member for each component, by its name. Components are
 * texts, numbers, truth values, constants of enumerations, records, lists of these, and optionals,
 * which are null where they are empty. A member that a record does not have is passed over, so that
 * a newer side can say more.
 */
public final class ViewJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ViewJson() {}

  /** The JSON of a record. */
  public static String write(Record record) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(record, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * The record that some JSON stands for.
   *
   * @throws IOException if it is not the JSON of such a record
   */
  public static <T extends Record> T read(String json, Class<T> type) throws IOException {
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      return type.cast(read(type, in));
    }
  }

  private static void write(Object value, JsonGenerator out) throws IOException {
    if (value instanceof Record record) {
      out.writeStartObject();
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        out.writeFieldName(component.getName());
        write(get(record, component), out);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        write(optional.get(), out);
      } else {
        out.writeNull();
      }
    } else if (value instanceof Enum<?> constant) {
      out.writeString(constant.name());
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else {
      throw new AssertionError("no part of a view: " + value);
    }
  }

  private static Object get(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(record.getClass() + " is not public", e);
    }
  }

  private static Object read(Type type, JsonParser in) throws IOException {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      return generic.getRawType() == Optional.class
          ? readOptional(element, in)
          : readList(element, in);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return readRecord(plain, in);
    }
    if (plain.isEnum()) {
      return readConstant(plain, in);
    }
    if (plain == String.class) {
      expect(in, JsonToken.VALUE_STRING, "a text");
      return in.getText();
    }
    if (plain == boolean.class) {
      return in.getBooleanValue();
    }
    if (plain == double.class) {
      return in.getDoubleValue();
    }
    return plain == int.class ? (Object) in.getIntValue() : (Object) in.getLongValue();
  }

  private static Optional<Object> readOptional(Type element, JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.VALUE_NULL
        ? Optional.empty()
        : Optional.of(read(element, in));
  }

  private static List<Object> readList(Type element, JsonParser in) throws IOException {
    expect(in, JsonToken.START_ARRAY, "a list");
    List<Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(element, in));
    }
    return list;
  }

  private static Object readConstant(Class<?> type, JsonParser in) throws IOException {
    expect(in, JsonToken.VALUE_STRING, "a name");
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(in.getText())) {
        return constant;
      }
    }
    throw new IOException("\"" + in.getText() + "\" is no " + type.getSimpleName());
  }

  private static Object readRecord(Class<?> type, JsonParser in) throws IOException {
    expect(in, JsonToken.START_OBJECT, "an object");
    RecordComponent[] components = type.getRecordComponents();
    Map<String, Integer> places = new HashMap<>();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      places.put(components[i].getName(), i);
      types[i] = components[i].getType();
    }
    Object[] values = new Object[components.length];
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      Integer place = places.get(in.currentName());
      in.nextToken();
      if (place == null) {
        in.skipChildren();
      } else {
        values[place] = read(components[place].getGenericType(), in);
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        throw new IOException(
            "\"" + components[i].getName() + "\" of " + type.getSimpleName() + " is missing");
      }
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IOException("no " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  private static void expect(JsonParser in, JsonToken token, String what) throws IOException {
    if (in.currentToken() != token) {
      throw new IOException(what + " is expected, not " + in.currentToken());
    }
  }
}
