package io.weir.runtime.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weir.runtime.connector.format.ReadFormats;
import io.weir.runtime.connector.format.WriteFormats;
import io.weir.runtime.connector.format.message.MessageFormats;
import io.weir.runtime.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code docs/connectors} has a page for each connector, made from its declarations and from the
 * example in {@code examples/connectors}. {@code -Dgolden=update} writes them anew.
 */
class ConnectorPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "connectors");
  private static final Path EXAMPLES = Path.of("..", "examples", "connectors");

  @TestFactory
  Stream<DynamicTest> pages() {
    return Connectors.standard(SystemClock.INSTANCE).all().stream()
        .map(connector -> DynamicTest.dynamicTest(connector.name(), () -> check(connector)));
  }

  private static void check(Connector connector) throws IOException {
    assertFalse(connector.guarantees().isBlank(), "it says nothing about guarantees");
    String expected = page(connector);
    Path file = PAGES.resolve(connector.name() + ".md");
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(file, expected);
    }
    assertEquals(expected, Files.readString(file), "run with -Dgolden=update to write the page");
  }

  private static String page(Connector connector) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(connector.name()).append("\n\n").append(connector.description());
    page.append(" Tables can be ").append(uses(connector)).append(".\n\n");
    page.append(connector.guarantees()).append("\n\n```sql\n");
    page.append(Files.readString(EXAMPLES.resolve(connector.name() + ".sql")));
    page.append("```\n");
    if (!connector.options().isEmpty()) {
      table(page, "Options", connector.options());
    }
    formats(connector).forEach((name, options) -> table(page, "Format " + name, options));
    return page.toString();
  }

  private static String uses(Connector connector) {
    if (connector.isSource() && connector.isSink()) {
      return "read and written";
    }
    return connector.isSource() ? "read" : "written";
  }

  private static Map<String, List<Option>> formats(Connector connector) {
    Map<String, List<Option>> formats = new LinkedHashMap<>();
    if (connector.name().equals("filesystem")) {
      WriteFormats.all().forEach(format -> formats.put(format.name(), format.options()));
      ReadFormats.all().forEach(format -> formats.put(format.name(), format.options()));
    } else if (connector.name().endsWith("kafka")) {
      MessageFormats.all().forEach(format -> formats.put(format.name(), format.options()));
    }
    return formats;
  }

  private static void table(StringBuilder page, String title, List<Option> options) {
    page.append("\n## ").append(title).append("\n\n");
    if (options.isEmpty()) {
      page.append("It has no options.\n");
      return;
    }
    page.append("| option | value | default | |\n|---|---|---|---|\n");
    Map<String, Option> byKey = new LinkedHashMap<>();
    options.forEach(option -> byKey.putIfAbsent(option.key(), option));
    for (Option option : byKey.values()) {
      page.append("| `").append(option.key()).append("` | ").append(value(option)).append(" | ");
      page.append(option.isRequired() ? "required" : defaultText(option)).append(" | ");
      page.append(option.description().replace("|", "\\|")).append(" |\n");
    }
  }

  private static String defaultText(Option option) {
    return option.defaultValue().filter(text -> !text.isEmpty()).map(t -> "`" + t + "`").orElse("");
  }

  private static String value(Option option) {
    return switch (option.kind()) {
      case CHOICE -> "`" + String.join("`, `", option.allowed()) + "`";
      case MEMORY_SIZE -> "size";
      default -> option.kind().name().toLowerCase(java.util.Locale.ROOT);
    };
  }
}
