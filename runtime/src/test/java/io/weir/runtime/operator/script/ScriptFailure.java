package io.weir.runtime.operator.script;

/** A run of a script did not do what it should. */
final class ScriptFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  ScriptFailure(String message) {
    super(message);
  }
}
