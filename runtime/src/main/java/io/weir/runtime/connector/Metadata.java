package io.weir.runtime.connector;

import io.weir.runtime.type.LogicalType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a METADATA column can stand for: something that is known about a row beside it.
 *
 * @param key as written in {@code METADATA FROM '…'}
 * @param type what it is; a column can have any type that it can be cast to
 * @param isWritten whether writing a row heeds it too
 * @param description what it tells, as part of a sentence
 */
public record Metadata(String key, LogicalType type, boolean isWritten, String description) {
  /** What is known of rows that are read. */
  public static Metadata read(String key, LogicalType type, String description) {
    return new Metadata(key, type, false, description);
  }

  /** What is known of rows that are read, and can be said of rows that are written. */
  public static Metadata written(String key, LogicalType type, String description) {
    return new Metadata(key, type, true, description);
  }

  /** The same with something in front of its key. */
  public Metadata prefixed(String prefix) {
    return new Metadata(prefix + key, type, isWritten, description);
  }

  /** The types of all, by key, in this order. */
  public static Map<String, LogicalType> types(List<Metadata> all) {
    Map<String, LogicalType> types = new LinkedHashMap<>();
    all.forEach(metadata -> types.put(metadata.key(), metadata.type()));
    return types;
  }
}
