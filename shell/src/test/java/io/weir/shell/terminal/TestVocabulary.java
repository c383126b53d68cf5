package io.weir.shell.terminal;

import io.weir.runtime.connector.Option;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import io.weir.runtime.type.Schema;
import java.util.List;
import java.util.Optional;

/** A few names. */
final class TestVocabulary implements Vocabulary {
  private static final Schema FLIGHTS =
      Schema.of(
          new Field("date", LogicalType.timestamp(3)),
          new Field("delay", LogicalType.int32()),
          new Field("origin", LogicalType.string()),
          new Field(
              "plane", LogicalType.row(List.of(new Field("tail_number", LogicalType.string())))));

  @Override
  public List<String> tables() {
    return List.of("airports", "flights", "odd name");
  }

  @Override
  public Optional<Schema> schema(String table) {
    return switch (table) {
      case "flights" -> Optional.of(FLIGHTS);
      case "airports" -> Optional.of(Schema.of(new Field("iata", LogicalType.string())));
      default -> Optional.empty();
    };
  }

  @Override
  public List<String> functions() {
    return List.of("COUNT", "SPLIT_INDEX", "SUBSTRING", "TUMBLE");
  }

  @Override
  public Optional<String> signature(String function) {
    return function.equals("SPLIT_INDEX")
        ? Optional.of("SPLIT_INDEX(STRING, STRING, INT)")
        : Optional.empty();
  }

  @Override
  public List<String> connectors() {
    return List.of("filesystem", "kafka");
  }

  @Override
  public List<Option> options(String connector) {
    return List.of(
        Option.required("path", Option.Kind.TEXT, "Where it is."),
        Option.choice("format", List.of("csv", "json"), null, "How it is written."),
        Option.optional("csv.header", Option.Kind.BOOLEAN, "false", "Whether it has names."));
  }

  @Override
  public List<Option> settings() {
    return List.of(
        Option.choice("execution.runtime-mode", List.of("STREAMING", "BATCH"), "STREAMING", "How."),
        Option.optional("parallelism.default", Option.Kind.INTEGER, null, "How many."));
  }

  @Override
  public List<String> jobs() {
    return List.of("hourly-delays");
  }
}
