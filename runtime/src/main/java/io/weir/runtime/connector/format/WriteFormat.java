package io.weir.runtime.connector.format;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.text.Utf8Buffer;
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

    /** How many bytes of a file that is {@link #header}. */
    default int headerBytes() {
      return header().length;
    }

    /** An encoder for one writer. */
    RowEncoder createEncoder();

    /**
     * What makes a file that can be read of the encoded rows; empty if they are that file already.
     */
    default Optional<Finishing> finishing() {
      return Optional.empty();
    }

    /** What is made of rows before they lie in the file; empty if they lie there as encoded. */
    default Optional<Framing> framing() {
      return Optional.empty();
    }

    /**
     * What a file begun with one encoding must have in common with another to be gone on with,
     * beside its columns.
     */
    default String identity() {
      return "";
    }
  }

  /** Makes of rows that were encoded one after the other what lies in a file, piece by piece. */
  interface Framing {
    /**
     * Appends a piece of the file; after each, what has been appended is a whole file.
     *
     * @param rows what the encoder has appended since the last piece, the header too
     */
    void frame(Utf8Buffer rows, Utf8Buffer out);
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
