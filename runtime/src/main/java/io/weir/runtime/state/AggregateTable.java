package io.weir.runtime.state;

/**
 * Key to a row of fixed-width cells, within namespaces (a window or slice end in milliseconds;
 * {@link #NO_NAMESPACE} where the table is not windowed). Used a batch at a time.
 *
 * <p>Rows are handed out as addresses: cell {@code k} lies at {@code row + cellOffset(k)}.
 * Addresses stay valid until the next call of {@link #findOrCreate}, {@link #remove} or {@link
 * #drop} on the same namespace, or the next barrier. New rows have all cells zero (BYTES cells:
 * none). Writing to a row that was got from {@link #findOrCreate} is what changes the state; there
 * is no separate put.
 *
 * <p>Rows of a table with a time to live are forgotten when so much time has passed since they were
 * last got from {@link #findOrCreate}: nobody finds them any more.
 */
public interface AggregateTable {
  /** The namespace of a table that is not windowed. */
  long NO_NAMESPACE = 0;

  /**
   * Begins a batch, if rows have a time to live: what has expired by now is gone until the next
   * call, and nothing else expires in between.
   */
  void begin();

  /** The distance in bytes from a row's address to its cell {@code cell}. */
  int cellOffset(int cell);

  /**
   * Finds the row of each key, or creates it, in memory or from below, and marks it as changed in
   * this epoch.
   *
   * @param rows receives one address for each key, by position in {@code keys}
   */
  void findOrCreate(long namespace, EncodedKeys keys, long[] rows);

  /** Finds the row of each key without creating or marking: 0 where there is none. */
  void find(long namespace, EncodedKeys keys, long[] rows);

  /** Adds the key of a row to {@code to}. */
  void collectKey(long namespace, long row, KeyCollector to);

  /** Removes the rows of these keys; keys without a row are ignored. */
  void remove(long namespace, EncodedKeys keys);

  /** Forgets all rows of a namespace. */
  void drop(long namespace);

  /** The namespaces that have rows, ascending; restored ones included. */
  long[] namespaces();

  /**
   * Visits the rows of a namespace that are there now, each once, in an order that does not change
   * until a row is added or removed; loads what is not in memory.
   */
  Cursor scan(long namespace);

  /** The number of rows of a namespace, counted without loading, or an upper bound of it. */
  long size(long namespace);

  /**
   * Sets a BYTES cell of a row to a copy of {@code length} bytes at {@code address}; a negative
   * length clears it.
   */
  void putBytes(long namespace, long row, int cell, long address, int length);

  /** The length of a BYTES cell, or -1 if it holds none. */
  int bytesLength(long namespace, long row, int cell);

  /**
   * The address of a BYTES cell's bytes, valid until the next {@code putBytes} or {@code
   * findOrCreate}.
   */
  long bytesAddress(long namespace, long row, int cell);

  /**
   * Says who is told of keys whose rows expire, right before they are removed: to be called once,
   * before the table is used. The table must not be called back.
   */
  void onExpiry(ExpiryListener listener);

  /** Is told of keys that are forgotten, so that it can forget what it keeps of them elsewhere. */
  interface ExpiryListener {
    /** The row of a key is about to go; the address is valid during the call. */
    void expires(long keyAddress, int keyLength, int keyHash);
  }

  /** A position among the rows of a namespace. */
  interface Cursor {
    /** Moves to the next row; false at the end. */
    boolean next();

    /** The address of the row's encoded key, valid until the table changes. */
    long keyAddress();

    /** The length of the encoded key in bytes. */
    int keyLength();

    /**
     * The hash of the key as {@link EncodedKeys#hash} had it. Its key group may be that of the
     * key's first columns, see {@link KeyGroups#withGroupOf}.
     */
    int keyHash();

    /** The row. */
    long row();
  }
}
