package io.weir.runtime.state;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;

/**
 * A piece of the bytes of a stored entry, so that state can be looked at. Pieces follow each other;
 * what comes behind the last of them is not looked at.
 *
 * @param kind how its values lie in it
 * @param columns the values, in the order in which they lie
 * @param forms of {@link Kind#KEY}: for each of the first columns how its bytes differ from those
 *     of a {@link KeyEncoder}; the others do not
 * @param isShown whether its values are columns of the table
 */
public record StatePart(Kind kind, Schema columns, List<KeyForm> forms, boolean isShown) {
  /** How often an entry is there. */
  public static final StatePart COUNT =
      of(Kind.COUNT, Schema.of(new Field("row_count", LogicalType.bigint().withNullable(false))));

  public StatePart {
    forms = List.copyOf(forms);
    if (kind.columns >= 0 && kind.columns != columns.size()) {
      throw new IllegalArgumentException(kind + " with " + columns);
    }
  }

  /** A piece that is shown, of columns in plain form. */
  public static StatePart of(Kind kind, Schema columns) {
    return new StatePart(kind, columns, List.of(), true);
  }

  /** The same, not shown. */
  public StatePart hidden() {
    return new StatePart(kind, columns, forms, false);
  }

  /** The forms of pieces. */
  public enum Kind {
    /** As {@link KeyEncoder} writes keys. */
    KEY(-1),
    /** The same, or nothing where all are NULL. */
    OPTIONAL_KEY(-1),
    /** A {@link RowFormat row}, which is all that comes. */
    ROW(-1),
    /** The same, or nothing where all are NULL. */
    OPTIONAL_ROW(-1),
    /** Entries of {@link io.weir.runtime.vector.ValueCodec}. */
    ENTRIES(-1),
    /** Such entries of one type to the end, together an ARRAY. */
    VALUES(1),
    /** A value of {@link io.weir.runtime.vector.ValueCodec} to the end. */
    VALUE(1),
    /** A double in bytes that have its order. */
    DOUBLE(1),
    /** Lists of entries, each with its length before it, of which the last one counts. */
    LAST_ENTRIES(-1),
    /** Something in order, a row in the form of {@link #KEY}, and in four bytes where it begins. */
    KEY_BEHIND_ORDER(-1),
    /** Milliseconds in order, 8 bytes; they become a time. */
    TIME(1),
    /** A number of 4 bytes, high one first. */
    INT(1),
    /** A number of 8 bytes, high one first. */
    LONG(1),
    /** A number, low byte first, which is all that comes; nothing is 1. */
    COUNT(1),
    /** A number of seven bits a byte, the lowest first. */
    VARINT(1),
    /** Times of first and last rows in milliseconds, each pair with a number that is not shown. */
    TIME_RANGES(1);

    final int columns;

    Kind(int columns) {
      this.columns = columns;
    }
  }

  /** How the bytes of a column that is sorted by differ from those of a key. */
  public enum KeyForm {
    /** Not at all. */
    PLAIN,
    /** The marker of NULL is 2. */
    NULLS_LAST,
    /** All are inverted. */
    INVERTED,
    /** All but the marker are inverted. */
    VALUE_INVERTED
  }
}
