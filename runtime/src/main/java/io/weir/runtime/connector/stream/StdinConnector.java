package io.weir.runtime.connector.stream;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.format.TextDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** {@code 'connector' = 'stdin'}: what is piped into the process. */
public final class StdinConnector implements Connector {
  private final StandardInput input;

  /** Reads {@code input}. */
  public StdinConnector(StandardInput input) {
    this.input = input;
  }

  @Override
  public String name() {
    return "stdin";
  }

  @Override
  public String description() {
    return "What is piped into the process: cat FILE | weir -e \"…\".";
  }

  @Override
  public String guarantees() {
    return "Standard input is read once, up to its end, and cannot be read again: results go to the"
        + " terminal, to 'print' or to 'blackhole'. A table that keeps its rows is refused, unless"
        + " the script asks for less with SET 'execution.checkpointing.mode' = 'AT_LEAST_ONCE'; the"
        + " job is then lost with its process.";
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public boolean isSink() {
    return false;
  }

  @Override
  public List<Option> options() {
    return StreamTables.OPTIONS;
  }

  @Override
  public Map<String, List<Option>> formats() {
    return StreamTables.formats();
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    Options options = StreamTables.options(table, options());
    input
        .takenBy()
        .ifPresent(
            other -> {
              throw new OptionException(
                  "connector",
                  "standard input cannot be read as a table: " + other,
                  "weir -e \"…\" and weir run FILE.sql leave it free");
            });
    TextDecoder decoder = StreamTables.decoder(table, options, columns);
    return new StreamSource(
        "stdin, " + options.text("format"),
        new StreamInput("standard input", (byte) '\n', () -> new Piped(input.take())),
        decoder,
        table.schema().project(columns),
        true,
        false);
  }

  /** Is not closed: a thread may wait in it, and it is the process's. */
  private record Piped(InputStream in) implements ByteStream {
    @Override
    public int read(byte[] target) throws IOException {
      return in.read(target);
    }

    @Override
    public void close() {}
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    throw new OptionException(
        "connector", "a 'stdin' table cannot be written", "use 'connector' = 'print'");
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return SinkInput.INSERT_ONLY;
  }
}
