package io.weir.runtime.connector.faker;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.generator.GeneratedSource;
import io.weir.runtime.connector.generator.GeneratedTable;
import io.weir.runtime.connector.generator.GeneratorOptions;
import io.weir.runtime.time.Clock;
import java.util.List;

/** {@code 'connector' = 'faker'}: rows of made-up names, addresses and the like. */
public final class FakerConnector implements Connector {
  private final Clock clock;

  /** {@code clock} gives the present and the rate. */
  public FakerConnector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "faker";
  }

  @Override
  public String description() {
    return "Makes up rows that look real: names, addresses, prices, by expressions of Datafaker.";
  }

  @Override
  public String guarantees() {
    return "Reading can go on from any position: a row is a function of its number, of the seed, and of "
        + "the time of the start, which the first checkpoint keeps. Expressions that ask the clock, "
        + "other than date.past and date.future, cannot be repeated: exactly once is then refused.";
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
    return FakerFields.documented();
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    GeneratorOptions.rejectMetadata(table, name());
    Options options = Options.of(table.options(), FakerFields.declared(table.schema()));
    FakerFields fields = new FakerFields(table.schema(), options);
    return new GeneratedSource(
        new GeneratedTable(
            name(),
            table.schema().project(columns),
            scratch -> fields.open(columns, scratch),
            GeneratorOptions.rows(options),
            GeneratorOptions.rowsPerSecond(options),
            GeneratorOptions.seed(options),
            fields.areRepeatable(columns)),
        clock);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    throw new OptionException("connector", "a 'faker' table cannot be written", null);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    throw new OptionException("connector", "a 'faker' table cannot be written", null);
  }
}
