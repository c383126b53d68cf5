package io.weir.parser.statement;

import io.weir.parser.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options such as {@code WITH ('key' = 'value', …)} in the order written; no key occurs twice. */
public record Options(List<Entry> entries) {

  /** No options at all. */
  public static final Options NONE = new Options(List.of());

  /** One option. */
  public record Entry(StringLiteral key, StringLiteral value) {
    /** From the key's first quote to the value's last one. */
    public Span span() {
      return key.span().to(value.span());
    }
  }

  public Options {
    entries = List.copyOf(entries);
  }

  /** The entry of a key, which has the position to report when its value is wrong. */
  public Optional<Entry> find(String key) {
    return entries.stream().filter(entry -> entry.key().value().equals(key)).findFirst();
  }

  /** The values by key in the order written. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (Entry entry : entries) {
      map.put(entry.key().value(), entry.value().value());
    }
    return map;
  }
}
