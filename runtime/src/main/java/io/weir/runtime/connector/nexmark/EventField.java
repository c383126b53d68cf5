package io.weir.runtime.connector.nexmark;

import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.type.TypeKind;

/**
 * A field of an event.
 *
 * @param name as in the benchmark's tables
 * @param type BIGINT, VARCHAR or TIMESTAMP
 * @param filler writes it for all rows of the field's kind of event; the others are NULL
 */
record EventField(String name, TypeKind type, Filler filler) {
  /** Writes the values of one field for the events of a batch. */
  interface Filler {
    void fill(EventRun events, TextScratch text, ScalarBuilder target);
  }

  /** A value of 64 bits. */
  interface LongValue {
    long of(EventRun events, int row);
  }

  /** A text. */
  interface TextValue {
    void write(EventRun events, int row, TextScratch text);
  }

  static EventField number(byte kind, String name, LongValue value) {
    return new EventField(name, TypeKind.BIGINT, longs(kind, value));
  }

  /** {@code millis} since the epoch. */
  static EventField time(byte kind, String name, LongValue millis) {
    LongValue micros = (events, row) -> millis.of(events, row) * 1000;
    return new EventField(name, TypeKind.TIMESTAMP, longs(kind, micros));
  }

  private static Filler longs(byte kind, LongValue value) {
    return (events, text, target) -> {
      for (int row = 0; row < events.count(); row++) {
        if (events.kind(row) == kind) {
          target.setLong(row, value.of(events, row));
        } else {
          target.setNull(row);
        }
      }
    };
  }

  static EventField text(byte kind, String name, TextValue value) {
    return new EventField(
        name,
        TypeKind.VARCHAR,
        (events, text, target) -> {
          for (int row = 0; row < events.count(); row++) {
            if (events.kind(row) == kind) {
              text.clear();
              value.write(events, row, text);
              target.setBytes(row, text.address(), text.length());
            } else {
              target.setNull(row);
            }
          }
        });
  }
}
