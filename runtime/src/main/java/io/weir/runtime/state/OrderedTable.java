package io.weir.runtime.state;

/**
 * (Prefix, order) to a value, the entries of a prefix in ascending order: byte strings in memory,
 * in front of the store. Within namespaces (such as the end of a window in milliseconds; {@link
 * #NO_NAMESPACE} where the table is not windowed). For ranking, rows in time order, versions, and
 * whatever else is read from a position on.
 *
 * <p>A <i>prefix</i> is an encoded key, as {@link KeyEncoder} makes it, by which the rows are
 * distributed; it may have no columns. An <i>order</i> is any byte string, compared as unsigned
 * bytes; within a prefix it names one entry. A <i>value</i> is any byte string, also an empty one.
 *
 * <p>Only what is read is brought from the store, and only what has changed is written to it, so a
 * prefix may hold millions of entries.
 *
 * <p>Prefixes are handed out as numbers. A number stays valid until the next call of {@link
 * #prefixes}, {@link #scan} or {@link #drop} for its namespace, or the next barrier.
 */
public interface OrderedTable {
  /** The namespace of a table that is not windowed. */
  long NO_NAMESPACE = 0;

  /**
   * The number of each key's prefix, whether it has entries or not.
   *
   * @param numbers receives one for each key, by position in {@code keys}
   */
  void prefixes(long namespace, EncodedKeys keys, int[] numbers);

  /**
   * The number of entries of a prefix, or −1 if that is not known without reading the store. Takes
   * time for a prefix of many entries.
   */
  long entriesInMemory(long namespace, int prefix);

  /** Sets the value of an entry, which is made if it is not there. Copies both strings. */
  void put(long namespace, int prefix, long order, int orderLength, long value, int valueLength);

  /** Removes an entry; false if it is not there. */
  boolean remove(long namespace, int prefix, long order, int orderLength);

  /** Removes all entries of a prefix. */
  void removeAll(long namespace, int prefix);

  /** Forgets all prefixes of a namespace. */
  void drop(long namespace);

  /** The namespaces that may have entries, ascending; restored ones included. */
  long[] namespaces();

  /** Visits the prefixes of a namespace that may have entries, each once, in any order. */
  Prefixes scan(long namespace);

  /** A cursor that stands nowhere; to be kept and used again and again. */
  Cursor cursor();

  /**
   * A position among the entries of a prefix. It stands on an entry or nowhere. Moving answers
   * whether it stands on an entry now. A change of the table makes it invalid until it is placed
   * again, except a change through the cursor itself, or by {@link OrderedTable#put} of another
   * prefix of the same namespace or any prefix of another one.
   */
  interface Cursor {
    /** Moves to the first entry of a prefix. */
    boolean first(long namespace, int prefix);

    /** Moves to the last entry of a prefix. */
    boolean last(long namespace, int prefix);

    /** Moves to the entry with exactly this order. */
    boolean at(long namespace, int prefix, long order, int orderLength);

    /** Moves to the first entry with this or a greater order. */
    boolean atOrAfter(long namespace, int prefix, long order, int orderLength);

    /** Moves to the last entry with this or a smaller order. */
    boolean atOrBefore(long namespace, int prefix, long order, int orderLength);

    /** Moves to the next entry; from behind an entry that was removed, to the one after it. */
    boolean next();

    /** Moves to the previous entry; from an entry that was removed, to the one before it. */
    boolean previous();

    /** The address of the entry's order, valid until the table changes or the cursor moves. */
    long orderAddress();

    int orderLength();

    /**
     * The address of the entry's value, valid as that of the order. Bytes are changed with {@link
     * #put} only.
     */
    long valueAddress();

    int valueLength();

    /** Sets the value of the entry; the cursor stands on it still. */
    void put(long value, int valueLength);

    /** Removes the entry; the cursor stands where it was, and only moves are allowed. */
    void remove();
  }

  /** A position among the prefixes of a namespace. */
  interface Prefixes {
    /** Moves to the next prefix; false at the end. */
    boolean next();

    /** The number of the prefix. */
    int prefix();

    /** The address of the prefix's bytes, valid until the table changes. */
    long keyAddress();

    int keyLength();

    /** The hash of the prefix as {@link EncodedKeys#hash} had it. */
    int keyHash();
  }
}
