package io.weir.runtime.connector.format.message;

import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.ReadFormat.FileColumns;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.type.Schema;
import java.util.List;

/** A format that messages can have, by the name in {@code 'format' = '…'}. */
public interface MessageFormat {
  /** The value of {@code format}. */
  String name();

  /** Whether its records say what rows do to the table: insert, change or remove them. */
  default boolean hasRowKinds() {
    return false;
  }

  /** Its options, each key led by the format's name. */
  List<Option> options();

  /**
   * How messages are read.
   *
   * @throws io.weir.runtime.connector.OptionException if options do not fit each other
   * @throws io.weir.runtime.error.WeirException if the format cannot hold a column's type
   */
  MessageDecoding decoding(FileColumns columns, Options options);

  /** What its messages tell beside rows, by keys of METADATA columns without {@code value.}. */
  default List<Metadata> metadata() {
    return List.of();
  }

  /**
   * How messages are read, and what they tell beside rows.
   *
   * @param metadata keys of {@link #metadata}: their columns follow those of the rows
   * @throws io.weir.runtime.connector.OptionException if options do not fit each other
   * @throws io.weir.runtime.error.WeirException if the format cannot hold a column's type
   */
  default MessageDecoding decoding(FileColumns columns, Options options, List<String> metadata) {
    if (!metadata.isEmpty()) {
      throw new AssertionError("format " + name() + " has no metadata " + metadata);
    }
    return decoding(columns, options);
  }

  /**
   * How rows become messages.
   *
   * @throws io.weir.runtime.connector.OptionException if options do not fit, or if the format
   *     cannot hold a column's type
   */
  MessageEncoding encoding(Schema schema, Options options);

  /** How the messages of one table are written; immutable. */
  interface MessageEncoding {
    /** An encoder for one writer. */
    RowEncoder open();

    /** How many bytes at the end of what the encoder writes are not part of the message. */
    default int endBytes() {
      return 0;
    }
  }
}
