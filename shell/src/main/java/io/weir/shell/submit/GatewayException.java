package io.weir.shell.submit;

import java.util.Optional;

/** A gateway that cannot be reached, or that has refused something. */
final class GatewayException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  enum Kind {
    /** Nobody answers, or somebody else does. */
    UNREACHABLE,
    /** The gateway or the cluster has refused a statement or a request. */
    REFUSED
  }

  private final Kind kind;
  private final String hint;

  GatewayException(Kind kind, String message, String hint) {
    super(message);
    this.kind = kind;
    this.hint = hint;
  }

  Kind kind() {
    return kind;
  }

  Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
