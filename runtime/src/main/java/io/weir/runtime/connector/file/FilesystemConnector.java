package io.weir.runtime.connector.file;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.file.source.FileSources;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.ReadFormats;
import io.weir.runtime.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** {@code 'connector' = 'filesystem'}: local files, read and written. */
public final class FilesystemConnector implements Connector {
  private final Clock clock;

  /** {@code clock} is for the rate limit of reading. */
  public FilesystemConnector(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "filesystem";
  }

  @Override
  public String description() {
    return "Local files: one, a directory, or a glob.";
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public boolean isSink() {
    return true;
  }

  @Override
  public List<Option> options() {
    return FileSources.OPTIONS;
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    return FileSources.create(table, optionsOf(table), columns, clock);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    throw new OptionException("connector", "files cannot be written", null);
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    return SinkInput.INSERT_ONLY;
  }

  /** The table's options, checked; a table can be read and written, so both kinds are known. */
  private Options optionsOf(TableDescriptor table) {
    List<Option> declared = new ArrayList<>(options());
    String format = table.options().get("format");
    if (format != null) {
      declared.addAll(ReadFormats.named(format).options());
      rejectOtherFormats(table, format);
    }
    return Options.of(table.options(), declared);
  }

  private static void rejectOtherFormats(TableDescriptor table, String format) {
    for (String key : table.options().keySet()) {
      for (ReadFormat other : ReadFormats.all()) {
        if (!other.name().equals(format) && key.startsWith(other.name() + ".")) {
          throw new OptionException(
              key,
              "option '"
                  + key
                  + "' is for format '"
                  + other.name()
                  + "', but this table's is '"
                  + format
                  + "'",
              "leave it out, or change 'format'");
        }
      }
    }
  }
}
