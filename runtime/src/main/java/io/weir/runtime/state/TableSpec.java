package io.weir.runtime.state;

import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The declaration of a state table. Stored with the state, so that a later plan can tell whether it
 * still fits.
 *
 * @param name unique within the operator
 * @param version of the meaning of the values; a restored table of another version does not fit
 * @param shape how the table is organised
 * @param windowed whether entries belong to namespaces (window or slice ends) that are dropped as a
 *     whole
 * @param key the key columns; may be empty (one entry a namespace)
 * @param cells the fixed-width cells of an aggregate table; empty for other shapes
 * @param value the value columns of shapes that hold rows; empty for an aggregate table
 * @param ttlMillis for how long entries that nobody changes are remembered; 0 for ever. Only for
 *     aggregate tables and counted multisets that are not windowed
 * @param layout what an entry's bytes mean, for whoever looks at state; empty where the shape says
 *     it or nothing can be shown
 */
public record TableSpec(
    String name,
    int version,
    Shape shape,
    boolean windowed,
    Schema key,
    List<Cell> cells,
    Schema value,
    long ttlMillis,
    Optional<EntryLayout> layout) {
  public TableSpec {
    Objects.requireNonNull(name, "name");
    cells = List.copyOf(cells);
    boolean canForget = !windowed && (shape == Shape.AGGREGATE || shape == Shape.COUNTED_MULTISET);
    if (ttlMillis < 0 || ttlMillis > 0 && !canForget) {
      throw new IllegalArgumentException("table \"" + name + "\" cannot forget entries");
    }
  }

  /** A table of whose entries nobody says what their bytes mean. */
  public TableSpec(
      String name,
      int version,
      Shape shape,
      boolean windowed,
      Schema key,
      List<Cell> cells,
      Schema value,
      long ttlMillis) {
    this(name, version, shape, windowed, key, cells, value, ttlMillis, Optional.empty());
  }

  /** The same with a time to live; 0 for none. */
  public TableSpec withTtl(long millis) {
    return new TableSpec(name, version, shape, windowed, key, cells, value, millis, layout);
  }

  /** The same, of which is said what the bytes of its entries mean. */
  public TableSpec withLayout(EntryLayout entries) {
    return new TableSpec(
        name, version, shape, windowed, key, cells, value, ttlMillis, Optional.of(entries));
  }

  /** An aggregate table. */
  public static TableSpec aggregate(
      String name, int version, boolean windowed, Schema key, List<Cell> cells) {
    return new TableSpec(
        name, version, Shape.AGGREGATE, windowed, key, cells, new Schema(List.of()), 0);
  }

  /**
   * An ordered table.
   *
   * @param prefix the columns of a prefix; may be none
   * @param value what order and value of an entry are made of, which nobody reads but the check
   *     whether restored state fits
   */
  public static TableSpec ordered(
      String name, int version, boolean windowed, Schema prefix, Schema value) {
    return new TableSpec(name, version, Shape.ORDERED, windowed, prefix, List.of(), value, 0);
  }

  /** A counted multiset: rows by key, each with how often it is there. */
  public static TableSpec countedMultiset(String name, int version, Schema key, Schema value) {
    return new TableSpec(name, version, Shape.COUNTED_MULTISET, false, key, List.of(), value, 0);
  }

  /** The organisations of tables. */
  public enum Shape {
    /** Key to fixed-width cells. */
    AGGREGATE,
    /** (Prefix, value in order) to counts: a sorted multiset for each prefix. */
    ORDERED_MULTISET,
    /** (Prefix, order) to a value: a sorted map for each prefix, see {@link OrderedTable}. */
    ORDERED,
    /** Key to rows, each with two counts: a multiset for each key. */
    COUNTED_MULTISET
  }

  /**
   * One cell of an aggregate table's row.
   *
   * @param name says what it holds, such as {@code sum(price)}
   * @param kind its physical form
   * @param view what it means, for whoever looks at state; empty where the cell before it says so,
   *     or nobody does
   */
  public record Cell(String name, Kind kind, Optional<CellView> view) {
    /** A cell that nobody looks at from outside. */
    public Cell(String name, Kind kind) {
      this(name, kind, Optional.empty());
    }

    /** A cell with what it means. */
    public Cell(String name, Kind kind, CellView view) {
      this(name, kind, Optional.of(view));
    }

    /** Whether another one holds the same. */
    boolean holdsWhat(Cell other) {
      return name.equals(other.name) && kind == other.kind;
    }

    @Override
    public String toString() {
      return "Cell[name=" + name + ", kind=" + kind + "]";
    }

    /** The physical forms of cells. */
    public enum Kind {
      /** 8 bytes: a number, or the bits of a double. */
      LONG,
      /** 16 bytes: a 128-bit number, low word first. */
      WIDE,
      /**
       * A byte string of any length in the table's arena, or none; see {@link
       * AggregateTable#putBytes}.
       */
      BYTES,
      /**
       * 8 bytes that live in memory only: zero for a row that was just created or loaded. Not
       * stored, not restored.
       */
      SCRATCH
    }
  }
}
