package io.weir.runtime.connector.format;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

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

    /**
     * What makes a file that can be read of the encoded rows; empty if they are that file already.
     */
    default Optional<Finishing> finishing() {
      return Optional.empty();
    }
  }

  /** Makes files of rows that were gathered in an encoding of their own. */
  interface Finishing {
    /**
     * Writes the whole file; the same one for the same rows.
     *
     * @param rows what the encoder has appended, all of it
     */
    void finish(InputStream rows, FileOutput file) throws IOException;
  }
}
