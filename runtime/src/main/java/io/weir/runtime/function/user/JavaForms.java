package io.weir.runtime.function.user;

import io.weir.function.DataTypeHint;
import io.weir.function.Row;
import io.weir.runtime.function.TypeNotation;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which SQL type and form a Java type has. */
final class JavaForms {
  private static final int DECIMAL_SCALE = 18;
  private static final int MAX_TIME_PRECISION = 3;

  private static final Map<Class<?>, LogicalType> PLAIN =
      Map.ofEntries(
          Map.entry(Boolean.class, LogicalType.bool()),
          Map.entry(Byte.class, LogicalType.of(TypeKind.TINYINT)),
          Map.entry(Short.class, LogicalType.of(TypeKind.SMALLINT)),
          Map.entry(Integer.class, LogicalType.int32()),
          Map.entry(Long.class, LogicalType.bigint()),
          Map.entry(Float.class, LogicalType.of(TypeKind.FLOAT)),
          Map.entry(Double.class, LogicalType.float64()),
          Map.entry(String.class, LogicalType.string()),
          Map.entry(byte[].class, LogicalType.bytes()),
          Map.entry(
              BigDecimal.class,
              LogicalType.decimal(LogicalType.MAX_DECIMAL_PRECISION, DECIMAL_SCALE)),
          Map.entry(LocalDate.class, LogicalType.of(TypeKind.DATE)),
          Map.entry(LocalTime.class, LogicalType.of(TypeKind.TIME, MAX_TIME_PRECISION)),
          Map.entry(
              LocalDateTime.class, LogicalType.timestamp(LogicalType.MAX_TIMESTAMP_PRECISION)),
          Map.entry(Instant.class, LogicalType.timestampLtz(LogicalType.MAX_TIMESTAMP_PRECISION)),
          Map.entry(Duration.class, LogicalType.of(TypeKind.INTERVAL_DAY_TIME)),
          Map.entry(Period.class, LogicalType.of(TypeKind.INTERVAL_YEAR_MONTH)));

  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          boolean.class, Boolean.class,
          byte.class, Byte.class,
          short.class, Short.class,
          int.class, Integer.class,
          long.class, Long.class,
          float.class, Float.class,
          double.class, Double.class);

  private JavaForms() {}

  /**
   * The form of a Java type.
   *
   * @param hint what the user says about it, or null
   * @param where what it is the type of, for messages
   * @throws UserFunctionException if it has none, or the hint does not go with it
   */
  static JavaForm of(Type java, DataTypeHint hint, String where) {
    if (hint != null) {
      return hinted(java, parse(hint, where), where);
    }
    if (java instanceof Class<?> type) {
      return ofClass(type, where);
    }
    if (java instanceof GenericArrayType array) {
      JavaForm element = of(array.getGenericComponentType(), null, where);
      return JavaForm.array(element, raw(array.getGenericComponentType()));
    }
    if (java instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      Class<?> raw = (Class<?>) generic.getRawType();
      if (raw.isAssignableFrom(List.class) && Iterable.class.isAssignableFrom(raw)) {
        return JavaForm.array(of(arguments[0], null, where), null);
      }
      if (raw == Map.class) {
        return JavaForm.map(of(arguments[0], null, where), of(arguments[1], null, where));
      }
    }
    throw noType(java, where);
  }

  private static JavaForm ofClass(Class<?> type, String where) {
    if (type.isPrimitive()) {
      Class<?> box = box(type);
      if (!PLAIN.containsKey(box)) {
        throw noType(type, where);
      }
      return JavaForm.of(PLAIN.get(box).withNullable(false), box);
    }
    LogicalType plain = PLAIN.get(type);
    if (plain != null) {
      return JavaForm.of(plain, type);
    }
    if (type.isArray()) {
      return JavaForm.array(ofClass(type.getComponentType(), where), type.getComponentType());
    }
    throw noType(type, where);
  }

  /** The form of the rows of an accumulator class, or of a type as above. */
  static JavaForm ofAccumulator(Type java, DataTypeHint hint, String where) {
    boolean isOwnClass =
        hint == null
            && java instanceof Class<?> type
            && !type.isPrimitive()
            && !type.isArray()
            && type != Row.class
            && !PLAIN.containsKey(type);
    if (!isOwnClass) {
      return of(java, hint, where);
    }
    ObjectFields fields = new ObjectFields((Class<?>) java);
    List<Field> columns = new ArrayList<>();
    List<JavaForm> forms = new ArrayList<>();
    for (java.lang.reflect.Field field : fields.fields()) {
      JavaForm form =
          ofAccumulator(
              field.getGenericType(),
              field.getAnnotation(DataTypeHint.class),
              "field " + field.getName() + " of " + where);
      forms.add(form);
      columns.add(new Field(field.getName(), form.type()));
    }
    return JavaForm.object(LogicalType.row(columns), fields, forms);
  }

  private static LogicalType parse(DataTypeHint hint, String where) {
    try {
      return TypeNotation.parse(hint.value().strip());
    } catch (IllegalArgumentException e) {
      throw new UserFunctionException(
          "@DataTypeHint(\"" + hint.value() + "\") of " + where + " is no type",
          "write a type as in SQL, such as DECIMAL(10, 2) or ROW<a INT, b STRING>",
          e);
    }
  }

  private static JavaForm hinted(Type java, LogicalType type, String where) {
    Class<?> raw = raw(java);
    boolean fits =
        switch (type.kind()) {
          case ARRAY -> raw.isArray() || raw.isAssignableFrom(List.class);
          case MAP, MULTISET -> raw.isAssignableFrom(Map.class);
          case ROW -> raw.isAssignableFrom(Row.class);
          case TIMESTAMP -> isAny(raw, LocalDateTime.class, Instant.class);
          default -> isAny(raw, plainClass(type.kind()), null);
        };
    if (!fits) {
      throw new UserFunctionException(
          where + " is of the Java type " + java.getTypeName() + ", which cannot hold " + type,
          null);
    }
    boolean nullable = type.nullable() && !raw.isPrimitive();
    if (type.kind() == TypeKind.ARRAY && raw.isArray()) {
      Class<?> component = raw.getComponentType();
      return JavaForm.array(hinted(component, type.fields().get(0).type(), where), component);
    }
    return type.kind().isNested()
        ? JavaForm.ofType(type)
        : JavaForm.of(type.withNullable(nullable), box(raw));
  }

  private static boolean isAny(Class<?> raw, Class<?> one, Class<?> other) {
    Class<?> box = box(raw);
    return box == Object.class || box == one || other != null && box == other;
  }

  private static Class<?> plainClass(TypeKind kind) {
    for (Map.Entry<Class<?>, LogicalType> plain : PLAIN.entrySet()) {
      TypeKind known = plain.getValue().kind();
      boolean same =
          known == kind
              || known.isCharacter() && kind.isCharacter()
              || known.isBinary() && kind.isBinary();
      if (same) {
        return plain.getKey();
      }
    }
    return Object.class;
  }

  /** The class of a type without its parameters. */
  static Class<?> raw(Type java) {
    if (java instanceof Class<?> type) {
      return type;
    }
    if (java instanceof ParameterizedType generic) {
      return raw(generic.getRawType());
    }
    if (java instanceof GenericArrayType array) {
      return raw(array.getGenericComponentType()).arrayType();
    }
    if (java instanceof WildcardType wildcard) {
      return raw(wildcard.getUpperBounds()[0]);
    }
    return Object.class;
  }

  /** The class whose objects hold values of a primitive type; any other class itself. */
  static Class<?> box(Class<?> type) {
    return BOXES.getOrDefault(type, type);
  }

  private static UserFunctionException noType(Type java, String where) {
    return new UserFunctionException(
        where + " is of the Java type " + java.getTypeName() + ", which is no SQL type by itself",
        java == Row.class
            ? "say which with @DataTypeHint(\"ROW<…>\") or @FunctionHint(output = …)"
            : "use one of the types in docs/user-functions.md, or say which is meant with"
                + " @DataTypeHint(\""
                + java.getTypeName().replaceAll(".*\\.", "").toUpperCase(Locale.ROOT)
                + "\")");
  }
}
