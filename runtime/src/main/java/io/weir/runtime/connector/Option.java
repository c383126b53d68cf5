package io.weir.runtime.connector;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A declared option of a connector or format: the one place from which parsing, errors, completion
 * and documentation come.
 *
 * @param key as written in WITH, such as {@code sink.rolling-policy.file-size}
 * @param kind how its value is read
 * @param defaultText the value where it is absent, or null if there is none
 * @param isRequired whether it must be given
 * @param allowed the values of a {@link Kind#CHOICE}; empty otherwise
 * @param fallbackKeys older names, which count where {@code key} is absent
 * @param description one sentence
 */
public record Option(
    String key,
    Kind kind,
    String defaultText,
    boolean isRequired,
    List<String> allowed,
    List<String> fallbackKeys,
    String description) {
  public Option {
    Objects.requireNonNull(key, "key");
    allowed = List.copyOf(allowed);
    fallbackKeys = List.copyOf(fallbackKeys);
  }

  public static Option required(String key, Kind kind, String description) {
    return new Option(key, kind, null, true, List.of(), List.of(), description);
  }

  /** An option that may be absent; {@code defaultText} may be null. */
  public static Option optional(String key, Kind kind, String defaultText, String description) {
    return new Option(key, kind, defaultText, false, List.of(), List.of(), description);
  }

  public static Option choice(
      String key, List<String> allowed, String defaultText, String description) {
    return new Option(key, Kind.CHOICE, defaultText, false, allowed, List.of(), description);
  }

  /** The same, which older scripts know under other names. */
  public Option orOfOld(String... names) {
    return new Option(key, kind, defaultText, isRequired, allowed, List.of(names), description);
  }

  /** The same with something in front of its keys. */
  public Option prefixed(String prefix) {
    List<String> names = fallbackKeys.stream().map(name -> prefix + name).toList();
    return new Option(prefix + key, kind, defaultText, isRequired, allowed, names, description);
  }

  /** The same under another name only. */
  Option named(String name) {
    return new Option(name, kind, defaultText, isRequired, allowed, List.of(), description);
  }

  /** The default, if there is one. */
  public Optional<String> defaultValue() {
    return Optional.ofNullable(defaultText);
  }

  /** How an option's text is read. */
  public enum Kind {
    TEXT,
    /** Text that is never shown: a password or token. */
    SECRET,
    BOOLEAN,
    INTEGER,
    /** As Flink writes it: {@code 10 s}, {@code 1 min}, {@code 500ms}, {@code 1d}. */
    DURATION,
    /** As Flink writes it: {@code 128MB}, {@code 1 gb}, {@code 4096}. */
    MEMORY_SIZE,
    CHOICE
  }
}
