package io.weir.runtime.connector;

import io.weir.runtime.connector.blackhole.BlackholeConnector;
import io.weir.runtime.connector.datagen.DatagenConnector;
import io.weir.runtime.connector.faker.FakerConnector;
import io.weir.runtime.connector.file.FilesystemConnector;
import io.weir.runtime.connector.jdbc.JdbcConnector;
import io.weir.runtime.connector.kafka.KafkaConnector;
import io.weir.runtime.connector.kafka.UpsertKafkaConnector;
import io.weir.runtime.connector.nexmark.NexmarkConnector;
import io.weir.runtime.connector.print.PrintConnector;
import io.weir.runtime.connector.stream.SocketConnector;
import io.weir.runtime.connector.stream.StandardInput;
import io.weir.runtime.connector.stream.StdinConnector;
import io.weir.runtime.error.Suggestions;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.time.Clock;
import java.util.List;

/** All connectors. To add one, add its line to {@link #standard}. */
public final class Connectors {
  private final List<Connector> all;

  /** The given connectors, whose names differ. */
  public Connectors(List<Connector> all) {
    this.all = List.copyOf(all);
  }

  /** The connectors that come with Weir, on this machine's files. */
  public static Connectors standard(Clock clock) {
    return standard(
        clock, LocalFileSystem.INSTANCE, StandardInput.takenBy("it is read by something else"));
  }

  /** The connectors that come with Weir. */
  public static Connectors standard(Clock clock, FileSystem files, StandardInput input) {
    return new Connectors(
        List.of(
            new FilesystemConnector(clock, files),
            new NexmarkConnector(clock),
            new DatagenConnector(clock),
            new FakerConnector(clock),
            new KafkaConnector(),
            new UpsertKafkaConnector(),
            new JdbcConnector(),
            new StdinConnector(input),
            new SocketConnector(),
            PrintConnector.ofProcess(),
            new BlackholeConnector()));
  }

  /** Every connector, in the order of documentation. */
  public List<Connector> all() {
    return all;
  }

  /** The names, in the order of documentation. */
  public List<String> names() {
    return all.stream().map(Connector::name).toList();
  }

  /**
   * The connector of a table, by its option {@code connector}.
   *
   * @throws OptionException with a suggestion if it is missing or not known
   */
  public Connector of(TableDescriptor table) {
    String name = table.options().get("connector");
    if (name == null) {
      throw new OptionException(
          "connector",
          "table \"" + table.name() + "\" has no option 'connector'",
          "add 'connector' = '…', one of: " + String.join(", ", names()));
    }
    for (Connector connector : all) {
      if (connector.name().equals(name)) {
        return connector;
      }
    }
    String alternative = ForeignConnectors.alternative(name);
    if (alternative != null) {
      throw new OptionException(
          "connector", "connector '" + name + "' is not supported", alternative);
    }
    String near = Suggestions.didYouMean(name, names());
    throw new OptionException(
        "connector",
        "connector '" + name + "' is not known",
        near != null ? near : "connectors: " + String.join(", ", names()));
  }
}
