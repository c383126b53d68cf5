package io.weir.runtime.state;

import io.weir.runtime.type.LogicalType;
import java.util.List;

/**
 * What a cell of an aggregate table, or some that lie side by side, are as a value of SQL, so that
 * state can be looked at. Nothing else depends on it.
 *
 * @param form how the value lies in the cells
 * @param type of the value
 * @param cells how many cells it takes
 * @param name of the column; empty for that of the cell
 * @param counter the name of the cell that is zero where there is no value; empty if there always
 *     is one
 * @param parts of {@link Form#PARTS}
 */
public record CellView(
    Form form, LogicalType type, int cells, String name, String counter, List<StatePart> parts) {
  public CellView {
    parts = List.copyOf(parts);
  }

  /** A value in one cell that is always there. */
  public static CellView of(Form form, LogicalType type) {
    return of(form, type, 1);
  }

  /** A value in some cells that is always there. */
  public static CellView of(Form form, LogicalType type, int cells) {
    return new CellView(form, type.withNullable(true), cells, "", "", List.of());
  }

  /** A whole number. */
  public static CellView number() {
    return of(Form.NUMBER, LogicalType.bigint());
  }

  /** Nothing that says anything to people. */
  public static CellView hidden(int cells) {
    return of(Form.HIDDEN, LogicalType.bigint(), cells);
  }

  /** Several columns in one cell of bytes. */
  public static CellView ofParts(List<StatePart> parts) {
    return new CellView(Form.PARTS, LogicalType.bytes(), 1, "", "", parts);
  }

  /** The same in a column of this name. */
  public CellView named(String column) {
    return new CellView(form, type, cells, column, counter, parts);
  }

  /** The same, NULL where a counter is zero. */
  public CellView countedBy(String cell) {
    return new CellView(form, type, cells, name, cell, parts);
  }

  /** How a value lies in cells. */
  public enum Form {
    /** Not shown. */
    HIDDEN,
    /** A number, or what is one: a date, a time, a boolean. */
    NUMBER,
    /** Milliseconds that are a time; 0 for none. */
    TIME,
    /** The smallest of some values, combined with a mask, so that zero is the worst one. */
    MIN,
    /** The largest of some values, combined with a mask, so that zero is the worst one. */
    MAX,
    /** The bits of a double; with three more cells that count NaN and the infinities. */
    DOUBLE,
    /** A number of 192 bits, in a wide cell and another one; NULL if it does not fit. */
    DECIMAL_SUM,
    /** A number in some cells, the lowest bits first; NULL if it does not fit. */
    LIMBS,
    /** A number in each cell, together an ARRAY. */
    NUMBERS,
    /** A string, or bytes, as it is. */
    BYTES,
    /** A value as {@link io.weir.runtime.vector.ValueCodec} writes it. */
    VALUE,
    /** Such values with their lengths, together an ARRAY. */
    VALUES,
    /** Such values, each with its length before and its count behind it, together a MULTISET. */
    COUNTED_VALUES,
    /** The same of doubles in bytes that have their order. */
    COUNTED_DOUBLES,
    /** Several columns. */
    PARTS
  }
}
