package io.weir.planner.catalog;

import io.weir.parser.statement.SqlQuoting;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The comment and the options of a catalog or a database: kept and shown, without a meaning. */
public record PlaceProperties(Optional<String> comment, SortedMap<String, String> options) {
  /** No comment and no options. */
  public static final PlaceProperties NONE = new PlaceProperties(Optional.empty(), new TreeMap<>());

  public PlaceProperties {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /** What CREATE says; an empty comment is none. */
  public static PlaceProperties of(Optional<String> comment, Map<String, String> options) {
    return new PlaceProperties(comment.filter(text -> !text.isEmpty()), new TreeMap<>(options));
  }

  /** The same with these options set, those of these keys taken away, and this comment if any. */
  public PlaceProperties changed(
      Map<String, String> set, List<String> reset, Optional<String> newComment) {
    TreeMap<String, String> changed = new TreeMap<>(options);
    changed.putAll(set);
    reset.forEach(changed::remove);
    return of(newComment.or(() -> comment), changed);
  }

  /** The clauses of a CREATE statement, each in lines of its own; nothing where there are none. */
  String toDdl() {
    String text = comment.map(c -> "\nCOMMENT " + SqlQuoting.string(c)).orElse("");
    return options.isEmpty()
        ? text
        : text
            + options.entrySet().stream()
                .map(
                    option ->
                        "  "
                            + SqlQuoting.string(option.getKey())
                            + " = "
                            + SqlQuoting.string(option.getValue()))
                .collect(Collectors.joining(",\n", "\nWITH (\n", "\n)"));
  }
}
