package io.weir.runtime.connector.format.json;

import io.weir.runtime.type.LogicalType;
import java.util.List;

/**
 * What a message about changes tells beside its rows.
 *
 * @param path the member that tells it, and perhaps the member within that
 * @param isOutside whether the member stands beside the message in its envelope
 * @param form how it is written
 */
record MessageDetail(LogicalType type, List<String> path, boolean isOutside, Form form) {
  /** How a detail is written. */
  enum Form {
    /** As a value of its type. */
    VALUE,
    /** A point in time as milliseconds since 1970. */
    MILLIS,
    /** A point in time as seconds since 1970. */
    SECONDS,
    /** A point in time in UTC, as in 2020-12-30T12:13:14.123456 or with a blank for the T. */
    UTC
  }

  MessageDetail {
    path = List.copyOf(path);
  }

  static MessageDetail value(LogicalType type, String... path) {
    return new MessageDetail(type, List.of(path), false, Form.VALUE);
  }

  static MessageDetail text(String... path) {
    return value(LogicalType.string(), path);
  }

  static MessageDetail names(String... path) {
    return value(LogicalType.array(LogicalType.string()), path);
  }

  /** What it is, for people. */
  String description() {
    String member = "\"" + String.join("\".\"", path) + "\"";
    String where = isOutside ? " beside the message" : "";
    return switch (form) {
      case VALUE -> "the member " + member + where;
      case MILLIS -> "the member " + member + where + ", which counts milliseconds since 1970";
      case SECONDS -> "the member " + member + where + ", which counts seconds since 1970";
      case UTC -> "the member " + member + where + ", which is a date and a time in UTC";
    };
  }

  /** A point in time. */
  static MessageDetail time(Form form, int precision, String... path) {
    return new MessageDetail(LogicalType.timestampLtz(precision), List.of(path), false, form);
  }
}
