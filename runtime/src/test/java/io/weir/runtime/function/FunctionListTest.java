package io.weir.runtime.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weir.runtime.function.table.TableFunction;
import io.weir.runtime.function.table.TableFunctions;
import io.weir.runtime.operator.aggregate.AggregateFunction;
import io.weir.runtime.operator.aggregate.AggregateFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/functions.md} lists what the registry has. {@code -Dgolden=update} writes it anew.
 */
class FunctionListTest {
  private static final Path LIST = Path.of("..", "docs", "functions.md");

  @Test
  void theDocumentListsTheRegistry() throws IOException {
    String expected = document();
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(LIST, expected);
    }
    assertEquals(expected, Files.readString(LIST), "run with -Dgolden=update to write the list");
  }

  @Test
  void everyFunctionIsExplained() {
    for (ScalarFunction function : FunctionRegistry.standard().functions()) {
      assertFalse(function.doc().text().isBlank(), function.name());
      assertFalse(function.doc().example().isBlank(), function.name());
      assertFalse(function.signatures().isEmpty(), function.name());
    }
  }

  private static String document() {
    StringBuilder document =
        new StringBuilder(
            """
            # Functions and operators

            Names, arguments, results and the treatment of NULL are those of Flink SQL.
            This list is made from the functions themselves; every example runs as a test.
            `DESCRIBE FUNCTION name` shows the same. Window functions (`TUMBLE`, `HOP`, `CUMULATE`,
            `SESSION`) and OVER are in [dialect.md](dialect.md), functions of your own in
            [user-functions.md](user-functions.md).

            # Scalar functions and operators

            """);
    for (ScalarFunction function : FunctionRegistry.standard().functions()) {
      document.append(entry(function.name(), function.signatures(), function.doc()));
    }
    document.append("# Special forms\n\n");
    for (SpecialForm form : SpecialForms.ALL) {
      document.append(entry(form.name(), form.signatures(), form.doc()));
    }
    document.append("# Table functions\n\n");
    for (TableFunction function : TableFunctions.all()) {
      document.append(entry(function.name(), function.signatures(), function.doc()));
    }
    document.append("# Aggregate functions\n\n");
    for (AggregateFunction function : AggregateFunctions.ALL) {
      document
          .append("## ")
          .append(function.name())
          .append("\n\n    ")
          .append(function.signature())
          .append("\n\n")
          .append(function.description())
          .append("\n\n");
    }
    return document.toString().stripTrailing() + "\n";
  }

  private static String entry(String name, List<String> signatures, FunctionDoc doc) {
    StringBuilder entry = new StringBuilder();
    entry.append("## ").append(name).append("\n\n");
    for (String signature : signatures) {
      entry.append("    ").append(signature).append('\n');
    }
    entry.append('\n').append(doc.text()).append("\n\n");
    entry.append("    ").append(doc.example());
    if (!doc.result().isEmpty()) {
      entry.append(" => ").append(doc.result());
    }
    return entry.append("\n\n").toString();
  }
}
