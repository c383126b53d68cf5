package io.weir.runtime.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weir.runtime.time.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    page.append(" Tables can be ").append(ConnectorReference.uses(connector)).append(".\n\n");
    page.append(connector.guarantees()).append("\n\n```sql\n");
    page.append(Files.readString(EXAMPLES.resolve(connector.name() + ".sql")));
    page.append("```\n");
    ConnectorReference.sections(connector).forEach(section -> table(page, section));
    return page.toString();
  }

  private static void table(StringBuilder page, ConnectorReference.Section section) {
    page.append("\n## ").append(section.title()).append("\n\n");
    if (section.entries().isEmpty()) {
      page.append("It has no options.\n");
      return;
    }
    options(page, section);
    metadata(page, section);
  }

  private static void options(StringBuilder page, ConnectorReference.Section section) {
    page.append("| option | value | default | |\n|---|---|---|---|\n");
    for (ConnectorReference.Entry entry : section.entries()) {
      page.append("| `").append(entry.key()).append("` | ").append(value(entry)).append(" | ");
      page.append(defaultText(entry)).append(" | ");
      page.append(entry.description().replace("|", "\\|")).append(" |\n");
    }
  }

  private static void metadata(StringBuilder page, ConnectorReference.Section section) {
    if (section.metadata().isEmpty()) {
      return;
    }
    page.append("\nColumns of metadata, in any type that these can be cast to:\n\n");
    page.append("| declared as | |\n|---|---|\n");
    for (Metadata metadata : section.metadata()) {
      page.append("| `… ").append(ConnectorReference.declaration(metadata)).append("` | ");
      page.append(metadata.description()).append(" |\n");
    }
  }

  private static String defaultText(ConnectorReference.Entry entry) {
    String text = entry.defaultText();
    return text.isEmpty() || text.equals("required") ? text : "`" + text + "`";
  }

  private static String value(ConnectorReference.Entry entry) {
    return entry.isChoice() ? "`" + entry.value().replace(", ", "`, `") + "`" : entry.value();
  }
}
