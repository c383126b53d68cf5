package io.weir.runtime.connector.print;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import java.io.PrintStream;
import java.util.List;

/** {@code 'connector' = 'print'}: a line such as {@code +I[1, abc]} for every change. */
public final class PrintConnector implements Connector {
  private static final Option IDENTIFIER =
      Option.optional(
          "print-identifier", Option.Kind.TEXT, null, "what each line starts with, and a '> '");
  private static final Option STANDARD_ERROR =
      Option.optional(
          "standard-error",
          Option.Kind.BOOLEAN,
          "false",
          "whether to print to standard error instead of standard output");
  private static final Option PARALLELISM =
      Option.optional("sink.parallelism", Option.Kind.INTEGER, null, "understood: has no effect");

  private final PrintStream out;
  private final PrintStream err;

  /** Prints to the given streams. */
  public PrintConnector(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Prints to the process's own streams. */
  public static PrintConnector ofProcess() {
    return new PrintConnector(System.out, System.err);
  }

  @Override
  public String name() {
    return "print";
  }

  @Override
  public String description() {
    return "Prints every change on the console.";
  }

  @Override
  public String guarantees() {
    return "What is printed is not kept: after a crash, lines come again.";
  }

  @Override
  public boolean isSource() {
    return false;
  }

  @Override
  public boolean isSink() {
    return true;
  }

  @Override
  public List<Option> options() {
    return List.of(IDENTIFIER, STANDARD_ERROR, PARALLELISM);
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    throw new OptionException("connector", "a 'print' table cannot be read", null);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    Options options = Options.of(table.options(), options());
    return new PrintSink(
        options.textIfPresent(IDENTIFIER.key()).orElse(""),
        options.flag(STANDARD_ERROR.key()) ? err : out);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return SinkInput.ANY;
  }
}
