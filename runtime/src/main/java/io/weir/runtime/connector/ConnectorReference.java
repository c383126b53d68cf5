package io.weir.runtime.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is said about connectors: in their pages, and by DESCRIBE CONNECTOR. */
public final class ConnectorReference {
  private ConnectorReference() {}

  /**
   * Options and metadata with a title: those of the connector, or those of a format.
   *
   * @param title {@code Options} or {@code Format json}
   */
  public record Section(String title, List<Entry> entries, List<Metadata> metadata) {
    public Section {
      entries = List.copyOf(entries);
      metadata = List.copyOf(metadata);
    }
  }

  /**
   * An option as it is shown.
   *
   * @param value what it can be
   * @param isChoice whether that is a list
   * @param defaultText {@code required}, or what it is if nobody says; empty for nothing
   */
  public record Entry(
      String key, String value, boolean isChoice, String defaultText, String description) {}

  /** What its tables can be: {@code read and written}. */
  public static String uses(Connector connector) {
    if (connector.isSource() && connector.isSink()) {
      return "read and written";
    }
    return connector.isSource() ? "read" : "written";
  }

  /** Its options and metadata, and those of its formats. */
  public static List<Section> sections(Connector connector) {
    List<Section> sections = new ArrayList<>();
    if (!connector.options().isEmpty()) {
      sections.add(section("Options", connector.options(), connector.metadata()));
    }
    Map<String, List<Metadata>> metadata = connector.formatMetadata();
    connector
        .formats()
        .forEach(
            (name, options) ->
                sections.add(
                    section("Format " + name, options, metadata.getOrDefault(name, List.of()))));
    return sections;
  }

  /** How a METADATA column is declared. */
  public static String declaration(Metadata metadata) {
    return metadata.type()
        + " METADATA FROM '"
        + metadata.key()
        + (metadata.isWritten() ? "'" : "' VIRTUAL");
  }

  private static Section section(String title, List<Option> options, List<Metadata> metadata) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Option option : options) {
      entries.putIfAbsent(option.key(), entry(option));
    }
    return new Section(title, List.copyOf(entries.values()), metadata);
  }

  private static Entry entry(Option option) {
    String value =
        switch (option.kind()) {
          case CHOICE -> String.join(", ", option.allowed());
          case MEMORY_SIZE -> "size";
          default -> option.kind().name().toLowerCase(Locale.ROOT);
        };
    return new Entry(
        option.key(),
        value,
        option.kind() == Option.Kind.CHOICE,
        option.isRequired() ? "required" : option.defaultValue().orElse(""),
        option.description());
  }
}
