package io.weir.planner.portability;

import io.weir.parser.source.Span;
import io.weir.parser.statement.Options;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a table as they become those of Flink; a {@link ConnectorRule} does it. */
final class TableTranslation {
  private final String table;
  private final Map<String, String> sent;
  private final Options written;
  private final Span whole;
  private final boolean isComplete;
  private final Map<String, String> context;
  private final Map<String, String> offsets;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<Note> notes = new ArrayList<>();
  private final List<Requirement> requirements = new ArrayList<>();
  private Optional<String> readOn = Optional.empty();

  /**
   * @param table its name
   * @param sent the options to be sent
   * @param written where they stand
   * @param context all options that hold for the table, which may be more
   * @param offsets by topic, where reading goes on
   * @param isComplete whether what is absent has its default, so that defaults can be written out
   * @param whole the place of notes about no option
   */
  TableTranslation(
      String table,
      Map<String, String> sent,
      Options written,
      Map<String, String> context,
      Map<String, String> offsets,
      boolean isComplete,
      Span whole) {
    this.table = table;
    this.written = written;
    this.context = Map.copyOf(context);
    this.offsets = offsets;
    this.isComplete = isComplete;
    this.whole = whole;
    this.sent = Map.copyOf(sent);
    this.options.putAll(sent);
    ConnectorRule.of(context.getOrDefault("connector", "")).apply(this);
    FormatRules.apply(this);
  }

  /** The table's name. */
  String name() {
    return table;
  }

  /** What is sent. */
  Map<String, String> options() {
    return options;
  }

  /** Whether that is something else than what was written. */
  boolean isChanged() {
    return !options.equals(sent);
  }

  List<Note> notes() {
    return notes;
  }

  List<Requirement> requirements() {
    return requirements;
  }

  /** The value of an option, as it holds for the table. */
  Optional<String> value(String key) {
    return Optional.ofNullable(context.get(key));
  }

  /** Where reading a topic goes on, if that is not for the script to say. */
  Optional<String> offsets(String topic) {
    return Optional.ofNullable(offsets.get(topic));
  }

  /** Whether any topic has positions where reading goes on. */
  boolean hasOffsets() {
    return !offsets.isEmpty();
  }

  /** Whether the table has this format, for keys, values or both. */
  boolean hasFormat(String format) {
    return List.of("format", "key.format", "value.format").stream()
        .anyMatch(key -> format.equals(context.get(key)));
  }

  /** An option that Flink does not know, and that changes no result. */
  void leaveOut(String key, String reason) {
    if (options.remove(key) != null) {
      note(Outcome.TRANSLATED, key, "'" + key + "' is left out: " + reason);
    }
  }

  /** An option whose value is another one there. */
  void replace(String key, String value, String reason) {
    if (options.containsKey(key) && !value.equals(options.get(key))) {
      options.put(key, value);
      note(Outcome.TRANSLATED, key, "'" + key + "' = '" + value + "': " + reason);
    }
  }

  /** A default of Weir that Flink does not have. */
  void writeOut(String key, String value, String reason) {
    if (isComplete && !options.containsKey(key) && !context.containsKey(key)) {
      options.put(key, value);
      note(Outcome.TRANSLATED, key, "'" + key + "' = '" + value + "' is added: " + reason);
    }
  }

  /** An option, or the whole table, that cannot be had there. */
  void refuse(String key, String problem, String hint) {
    notes.add(Note.refused(place(key), problem, hint));
  }

  /** Reading goes on where a savepoint stands in a topic. */
  void readOn(String topic) {
    readOn = Optional.of(topic);
  }

  /** The topic of which reading goes on where a savepoint stands. */
  Optional<String> readOn() {
    return readOn;
  }

  /** An option that is another one there, whether it was written or not. */
  void put(String key, String value, String reason) {
    options.put(key, value);
    note(Outcome.TRANSLATED, key, "'" + key + "' = '" + value + "': " + reason);
  }

  /** Something else to know. */
  void remark(String text) {
    if (isComplete) {
      notes.add(Note.of(Outcome.AS_IT_IS, whole, text));
    }
  }

  /** Something that must be reachable. */
  void require(Requirement.Kind kind, String place, String remark) {
    requirements.add(new Requirement(kind, place, table, remark));
  }

  private void note(Outcome outcome, String key, String text) {
    notes.add(Note.of(outcome, place(key), text));
  }

  private Span place(String key) {
    return written.find(key).map(Options.Entry::span).orElse(whole);
  }
}
