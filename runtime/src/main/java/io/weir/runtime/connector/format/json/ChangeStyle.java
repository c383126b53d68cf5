package io.weir.runtime.connector.format.json;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** How a tool that captures the changes of a database words them in JSON. Immutable. */
interface ChangeStyle {
  /** The format's name. */
  String name();

  /** The options that only this format has. */
  default List<Option> ownOptions() {
    return List.of();
  }

  /** How messages are understood. */
  Reading reading(Options options);

  /** What messages tell beside rows, by the key of a METADATA column. */
  Map<String, MessageDetail> details();

  /**
   * What stands around a row that comes or leaves.
   *
   * @param omitsNulls whether members that are null are left out
   */
  Frame frame(boolean isAdded, boolean omitsNulls);

  /** Checks that the options allow writing. */
  default void checkWriting(Options options) {}

  /** How messages of a table are understood. */
  interface Reading {
    /** The members of a message that are looked at. */
    List<String> members();

    /** The member that holds the message, if it is in an envelope; else empty. */
    default List<String> envelope() {
      return List.of();
    }

    /**
     * Writes the rows of a message, none if it says nothing about rows.
     *
     * @param message found by {@link #members}, in their order
     * @throws io.weir.runtime.connector.format.text.BadValue if it cannot be understood
     */
    void write(JsonMembers message, ChangeRows rows) throws IOException;
  }

  /** What stands before and behind a row. */
  record Frame(byte[] head, byte[] tail) {
    static Frame of(String head, String tail) {
      return new Frame(
          head.getBytes(StandardCharsets.US_ASCII), tail.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
