package io.weir.runtime.function.user;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The public fields of a class, in the order of their names, and its constructor. */
final class ObjectFields {
  private final Constructor<?> constructor;
  private final List<Field> fields = new ArrayList<>();

  /**
   * @throws UserFunctionException if the class has no public constructor without parameters or no
   *     public fields
   */
  ObjectFields(Class<?> type) {
    try {
      constructor = type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new UserFunctionException(
          "class " + type.getName() + " has no public constructor without parameters",
          "an inner class must be static",
          e);
    }
    for (Field field : type.getFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        if (Modifier.isFinal(field.getModifiers())) {
          throw new UserFunctionException(
              "field " + field.getName() + " of class " + type.getName() + " is final",
              "fields of an accumulator are restored one by one");
        }
        fields.add(field);
      }
    }
    if (fields.isEmpty()) {
      throw new UserFunctionException(
          "class " + type.getName() + " is no SQL type, and it has no public fields",
          "give it public fields, or say the type with @DataTypeHint");
    }
    fields.sort(Comparator.comparing(Field::getName));
  }

  List<Field> fields() {
    return fields;
  }

  Object make() {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  Object get(Object object, int index) {
    try {
      return fields.get(index).get(object);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  void set(Object object, int index, Object value) {
    try {
      fields.get(index).set(object, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
