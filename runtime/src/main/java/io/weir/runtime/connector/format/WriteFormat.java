package io.weir.runtime.connector.format;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.type.Schema;
import java.util.List;

/** A format that files can be written in, by the name in {@code 'format' = '…'}. */
public interface WriteFormat {
  /** The value of {@code format}, which is also the suffix of file names. */
  String name();

  /** Whether it says what rows do to the table, so that rows that change can be written. */
  default boolean hasRowKinds() {
    return false;
  }

  /** The options that writing heeds, each key led by the format's name. */
  List<Option> options();

  /**
   * How rows of a table become bytes. Contacts nothing.
   *
   * @param schema the columns that a file holds, in order
   * @throws io.weir.runtime.connector.OptionException if options do not fit, or if the format
   *     cannot hold a column's type
   */
  Encoding encoding(Schema schema, Options options);

  /** How the rows of one table are written; immutable. */
  interface Encoding {
    /** What every file starts with; empty for most. */
    byte[] header();

    /** An encoder for one writer. */
    RowEncoder createEncoder();
  }
}
