package io.weir.runtime.connector;

import java.io.IOException;

/**
 * A table that can be asked for the rows of some keys. Immutable; making one contacts nothing. Made
 * by {@link Source#lookup}, whose columns its rows have.
 */
public interface LookupSource {
  /** Place and cache in a few words for EXPLAIN, without secrets. */
  String describe();

  /** What is kept of the answers, and how often a request is repeated. */
  LookupSettings settings();

  /**
   * Checks before the job starts that the table can be asked.
   *
   * @throws io.weir.runtime.error.WeirException saying what is wrong with it
   */
  void prepare() throws IOException;

  /** Makes what one operator instance asks with. Contacts nothing. */
  LookupReader open();
}
