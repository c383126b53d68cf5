package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A type as it was written, with its synonyms reduced to one name.
 *
 * @param name the type
 * @param arguments length, precision and scale as written: {@code VARCHAR(10)} has one, {@code
 *     DECIMAL(10, 2)} two, {@code TIMESTAMP} none. They are within the type's range.
 * @param fields the fields of a ROW; for ARRAY and MULTISET one called {@code element}, for MAP
 *     {@code key} and {@code value}
 * @param interval present for INTERVAL only
 * @param nullable false after {@code NOT NULL}
 */
public record TypeText(
    TypeName name,
    List<Integer> arguments,
    List<Field> fields,
    Optional<IntervalText> interval,
    boolean nullable,
    Span span) {

  /** A field of a ROW, or a component of another nested type. */
  public record Field(Identifier name, TypeText type, Optional<String> comment) {}

  public TypeText {
    arguments = List.copyOf(arguments);
    fields = List.copyOf(fields);
    if ((name == TypeName.INTERVAL) != interval.isPresent()) {
      throw new IllegalArgumentException("exactly the type INTERVAL has interval fields");
    }
  }

  /** The same type with other nullability, up to another end. */
  public TypeText withNullable(boolean newNullable, Span newSpan) {
    return new TypeText(name, arguments, fields, interval, newNullable, newSpan);
  }

  /** The type as SQL in one spelling: nested types with angle brackets, no synonyms. */
  @Override
  public String toString() {
    return name + detail() + (nullable ? "" : " NOT NULL");
  }

  private String detail() {
    switch (name) {
      case INTERVAL:
        return " " + interval.orElseThrow();
      case ARRAY:
      case MULTISET:
      case MAP:
        return fields.stream()
            .map(field -> field.type().toString())
            .collect(Collectors.joining(", ", "<", ">"));
      case ROW:
        return fields.stream().map(TypeText::field).collect(Collectors.joining(", ", "<", ">"));
      default:
        return arguments.isEmpty()
            ? ""
            : arguments.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
  }

  private static String field(Field field) {
    String comment = field.comment().map(text -> " " + SqlQuoting.string(text)).orElse("");
    return field.name() + " " + field.type() + comment;
  }
}
