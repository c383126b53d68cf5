package io.weir.runtime.connector.datagen;

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

/** {@code 'connector' = 'datagen'}: random rows and sequences, for trying things out. */
public final class DatagenConnector implements Connector {
  private final Clock clock;

  /** {@code clock} gives the present and the rate. */
  public DatagenConnector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "datagen";
  }

  @Override
  public String description() {
    return "Makes up rows: random values within limits, and sequences.";
  }

  @Override
  public String guarantees() {
    return "Reading can go on from any position: a row is a function of its number, of the seed, and of "
        + "the time of the start, which the first checkpoint keeps.";
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
    return DatagenFields.documented();
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    GeneratorOptions.rejectMetadata(table, name());
    Options options = Options.of(table.options(), DatagenFields.declared(table.schema()));
    DatagenFields fields = new DatagenFields(table.schema(), options);
    return new GeneratedSource(
        new GeneratedTable(
            name(),
            table.schema().project(columns),
            scratch -> new DatagenFields(table.schema(), options).generators(columns),
            Math.min(GeneratorOptions.rows(options), fields.sequenceLength()),
            GeneratorOptions.rowsPerSecond(options),
            GeneratorOptions.seed(options),
            true),
        clock);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    throw new OptionException("connector", "a 'datagen' table cannot be written", null);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    throw new OptionException("connector", "a 'datagen' table cannot be written", null);
  }
}
