package io.weir.runtime.function;

/** What a function does with NULL arguments. */
public enum NullPolicy {
  /** Any NULL argument makes the result NULL; the kernel never sees it. */
  STRICT,
  /** The kernel handles NULL arguments itself. */
  CUSTOM
}
