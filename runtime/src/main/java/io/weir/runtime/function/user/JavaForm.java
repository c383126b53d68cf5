package io.weir.runtime.function.user;

import io.weir.function.Row;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.TypeKind;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How values of an SQL type look in Java: converts between the objects of {@link
 * io.weir.runtime.vector.Values} and those of a user's method. Java's null is NULL in both.
 */
abstract class JavaForm {
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final long NANOS_PER_MICRO = 1_000L;

  private final LogicalType type;

  private JavaForm(LogicalType type) {
    this.type = type;
  }

  /** The SQL type. */
  final LogicalType type() {
    return type;
  }

  /** A value for the user's method. */
  final Object toJava(Object value) {
    return value == null ? null : present(value);
  }

  /**
   * A value from the user's method.
   *
   * @throws ClassCastException if it is of another class than this form's
   */
  final Object toValue(Object java) {
    return java == null ? null : value(java);
  }

  abstract Object present(Object value);

  abstract Object value(Object java);

  /** A form whose objects convert by two functions. */
  private static final class Simple extends JavaForm {
    private final java.util.function.Function<Object, Object> toJava;
    private final java.util.function.Function<Object, Object> toValue;

    Simple(
        LogicalType type,
        java.util.function.Function<Object, Object> toJava,
        java.util.function.Function<Object, Object> toValue) {
      super(type);
      this.toJava = toJava;
      this.toValue = toValue;
    }

    @Override
    Object present(Object value) {
      return toJava.apply(value);
    }

    @Override
    Object value(Object java) {
      return toValue.apply(java);
    }
  }

  /** The same form for a value that is or is not NULL. */
  static JavaForm of(LogicalType type, Class<?> java) {
    return switch (type.kind()) {
      case TINYINT -> new Simple(type, v -> ((Long) v).byteValue(), j -> ((Byte) j).longValue());
      case SMALLINT -> new Simple(type, v -> ((Long) v).shortValue(), j -> ((Short) j).longValue());
      case INT -> new Simple(type, v -> ((Long) v).intValue(), j -> ((Integer) j).longValue());
      case FLOAT ->
          new Simple(type, v -> ((Double) v).floatValue(), j -> ((Float) j).doubleValue());
      case DECIMAL -> new Simple(type, v -> v, j -> fitted((BigDecimal) j, type));
      case DATE ->
          new Simple(
              type,
              v -> LocalDate.ofEpochDay((Integer) v),
              j -> Math.toIntExact(((LocalDate) j).toEpochDay()));
      case TIME ->
          new Simple(
              type,
              v -> LocalTime.ofNanoOfDay((Integer) v * NANOS_PER_MILLI),
              j -> (int) (((LocalTime) j).toNanoOfDay() / NANOS_PER_MILLI));
      case TIMESTAMP ->
          java == Instant.class
              ? instants(type)
              : new Simple(
                  type,
                  v -> LocalDateTime.ofInstant(instant((Long) v), ZoneOffset.UTC),
                  j -> micros(((LocalDateTime) j).toInstant(ZoneOffset.UTC)));
      case TIMESTAMP_LTZ -> instants(type);
      case INTERVAL_DAY_TIME ->
          new Simple(
              type,
              v -> Duration.ofNanos(Math.multiplyExact((Long) v, NANOS_PER_MICRO)),
              j -> ((Duration) j).toNanos() / NANOS_PER_MICRO);
      case INTERVAL_YEAR_MONTH ->
          new Simple(
              type,
              v -> Period.ofMonths((Integer) v),
              j -> Math.toIntExact(((Period) j).toTotalMonths()));
      default -> new Simple(type, v -> v, JavaForm::same);
    };
  }

  private static Object same(Object java) {
    if (java instanceof String || java instanceof byte[] || java instanceof Boolean) {
      return java;
    }
    return java instanceof Long || java instanceof Double ? java : wrong(java);
  }

  private static Object wrong(Object java) {
    throw new ClassCastException(java.getClass().getName());
  }

  private static JavaForm instants(LogicalType type) {
    return new Simple(type, v -> instant((Long) v), j -> micros((Instant) j));
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND),
        instant.getNano() / NANOS_PER_MICRO);
  }

  /** A number that has too many digits is NULL, as everywhere. */
  private static BigDecimal fitted(BigDecimal number, LogicalType type) {
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.HALF_UP);
    return scaled.precision() <= type.precision() ? scaled : null;
  }

  /** ARRAYs as Java arrays of {@code component}, or as lists if it is null. */
  static JavaForm array(JavaForm element, Class<?> component) {
    LogicalType type = LogicalType.array(element.type());
    return new JavaForm(type) {
      @Override
      Object present(Object value) {
        List<?> elements = (List<?>) value;
        if (component == null) {
          List<Object> list = new ArrayList<>();
          elements.forEach(one -> list.add(element.toJava(one)));
          return list;
        }
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
          Array.set(array, i, element.toJava(elements.get(i)));
        }
        return array;
      }

      @Override
      Object value(Object java) {
        List<Object> values = new ArrayList<>();
        if (java instanceof Iterable<?> list) {
          list.forEach(one -> values.add(element.toValue(one)));
        } else {
          for (int i = 0; i < Array.getLength(java); i++) {
            values.add(element.toValue(Array.get(java, i)));
          }
        }
        return values;
      }
    };
  }

  /** MAPs as maps. */
  static JavaForm map(JavaForm key, JavaForm item) {
    LogicalType type = LogicalType.map(key.type().withNullable(false), item.type());
    return new JavaForm(type) {
      @Override
      Object present(Object value) {
        Map<Object, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((k, v) -> map.put(key.toJava(k), item.toJava(v)));
        return map;
      }

      @Override
      Object value(Object java) {
        Map<Object, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) java).forEach((k, v) -> map.put(key.toValue(k), item.toValue(v)));
        return map;
      }
    };
  }

  /** ROWs as {@link Row}. */
  static JavaForm row(LogicalType type, List<JavaForm> fields) {
    return new JavaForm(type) {
      @Override
      Object present(Object value) {
        List<?> values = (List<?>) value;
        Row row = Row.withArity(fields.size());
        for (int i = 0; i < fields.size(); i++) {
          row.setField(i, fields.get(i).toJava(values.get(i)));
        }
        return row;
      }

      @Override
      Object value(Object java) {
        Row row = (Row) java;
        if (row.getArity() != fields.size()) {
          throw new ClassCastException(
              "a Row of " + row.getArity() + " fields where " + type + " is expected");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
          values.add(fields.get(i).toValue(row.getField(i)));
        }
        return values;
      }
    };
  }

  /** ROWs as objects with public fields. */
  static JavaForm object(LogicalType type, ObjectFields fields, List<JavaForm> forms) {
    return new JavaForm(type) {
      @Override
      Object present(Object value) {
        List<?> values = (List<?>) value;
        Object made = fields.make();
        for (int i = 0; i < forms.size(); i++) {
          Object field = forms.get(i).toJava(values.get(i));
          if (field != null) {
            fields.set(made, i, field);
          }
        }
        return made;
      }

      @Override
      Object value(Object java) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
          values.add(forms.get(i).toValue(fields.get(java, i)));
        }
        return values;
      }
    };
  }

  /** The form of a hinted type in the Java types that go with it. */
  static JavaForm ofType(LogicalType type) {
    return switch (type.kind()) {
      case ARRAY, MULTISET ->
          type.kind() == TypeKind.MULTISET
              ? map(ofType(type.fields().get(0).type()), of(LogicalType.int32(), Integer.class))
              : array(ofType(type.fields().get(0).type()), null);
      case MAP -> map(ofType(type.fields().get(0).type()), ofType(type.fields().get(1).type()));
      case ROW -> row(type, type.fields().stream().map(Field::type).map(JavaForm::ofType).toList());
      default -> of(type, Object.class);
    };
  }
}
