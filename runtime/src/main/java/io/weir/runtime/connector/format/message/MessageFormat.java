package io.weir.runtime.connector.format.message;

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
