package io.weir.runtime.state;

/**
 * Rows by key, each with how often it is there and a second count that is the owner's (a join
 * counts there how many rows of the other side match). Used a batch at a time.
 *
 * <p>Keys and rows are handled by numbers, which stay valid until the next call of {@link #begin}
 * or the next barrier; a row's number also until it is {@linkplain #remove removed}. The addresses
 * of a row's bytes are valid until rows are added or loaded.
 *
 * <p>Rows of a table with a time to live are forgotten when so much time has passed since their
 * counts last changed. Nothing expires but in {@link #begin}, {@link #find} and {@link
 * #findOrCreate}.
 *
 * <p>The rows of a key need not be in memory. {@link #load} brings them there, and must be called
 * before {@link #first} is used; adding a row needs no other row of its key.
 */
public interface CountedMultiset {
  /** Stands for no key and no row. */
  int NONE = -1;

  /** Begins a batch: all numbers are invalid now, rows may be evicted. */
  void begin();

  /**
   * The number of each key.
   *
   * @param handles receives {@link #NONE} for a key that has no rows for sure
   */
  void find(EncodedKeys keys, int[] handles);

  /** The number of each key, which is made known where it is not; it may have no rows. */
  void findOrCreate(EncodedKeys keys, int[] handles);

  /**
   * Reads the first row of each key that is in memory, so that the cache misses of many keys
   * overlap; changes nothing.
   */
  void prefetch(int[] keys, int count);

  /**
   * Adds to the counts of rows, which appear with their first. A count may pass through zero, but a
   * row whose count is zero when the batch is done must be {@link #remove removed}.
   *
   * @param keys the number of each row's key
   * @param rows the rows, of which those from {@code from} on and below {@code to} are added
   * @param deltas what is added to the count of each
   * @param numbers receives the number of each row
   */
  void add(int[] keys, EncodedRows rows, long[] deltas, int from, int to, int[] numbers);

  /**
   * Makes a count zero that has fallen below it, because the row that leaves had been forgotten
   * before. It must be {@link #remove removed}.
   */
  void forgive(int row);

  /** Forgets a row whose count is zero. */
  void remove(int row);

  /** Whether a key has any row; may look for one. */
  boolean hasRows(int key);

  /** Brings all rows of a key to memory. */
  void load(int key);

  /** How many different rows of a key are in memory. */
  int rowCount(int key);

  /** The first row of a loaded key, or {@link #NONE}; rows may have a count of zero. */
  int first(int key);

  /** The row after {@code row} of its key, or {@link #NONE}. */
  int next(int row);

  /** How often a row is there. */
  long count(int row);

  /** The owner's count. */
  long matches(int row);

  /** Changes the owner's count. */
  void setMatches(int row, long matches);

  /** The address of a row's bytes, see {@link RowDecoder}. */
  long address(int row);

  /** A mark that the owner has set, or 0; it must be 0 again when the batch is done. */
  int mark(int row);

  /** Sets a row's mark. */
  void setMark(int row, int mark);

  /** A mark that the owner has set, or 0; it must be 0 again when the batch is done. */
  int keyMark(int key);

  /** Sets a key's mark. */
  void setKeyMark(int key, int mark);
}
