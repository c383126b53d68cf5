package io.weir.runtime.connector.file;

import io.weir.runtime.connector.Connector;
import io.weir.runtime.connector.Metadata;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.Source;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.file.sink.FileSink;
import io.weir.runtime.connector.file.source.FileSources;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.ReadFormats;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.connector.format.WriteFormats;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.time.Clock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code 'connector' = 'filesystem'}: local files, read and written. */
public final class FilesystemConnector implements Connector {
  private final Clock clock;
  private final FileSystem files;

  /** {@code clock} is for the rate limit of reading, {@code files} for writing. */
  public FilesystemConnector(Clock clock, FileSystem files) {
    this.clock = clock;
    this.files = files;
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
  public String guarantees() {
    return "Reading can go on from any position of any file; a file that was replaced or cut is"
        + " noticed. Files of text that are compressed are known by their names (.gz, .zst, .bz2)."
        + " Writing is exactly once: a file appears whole, after the checkpoint that completes it,"
        + " and over several checkpoints a file grows until the rolling policy ends it. With"
        + " PARTITIONED BY, rows lie in directories named column=value, and an empty file can tell"
        + " that a partition is complete. INSERT OVERWRITE publishes all at the end of the job, and"
        + " then takes away what was there.";
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
    List<Option> options = new ArrayList<>(FileSources.OPTIONS);
    options.addAll(FileSink.options());
    return options;
  }

  @Override
  public Map<String, List<Option>> formats() {
    Map<String, List<Option>> formats = new LinkedHashMap<>();
    WriteFormats.all().forEach(format -> formats.put(format.name(), format.options()));
    ReadFormats.all()
        .forEach(
            format ->
                formats.merge(
                    format.name(),
                    format.options(),
                    (written, read) -> Stream.concat(written.stream(), read.stream()).toList()));
    return formats;
  }

  @Override
  public List<Metadata> metadata() {
    return FileSources.METADATA;
  }

  @Override
  public Source createSource(TableDescriptor table, List<Integer> columns) {
    return FileSources.create(table, optionsOf(table), columns, clock);
  }

  @Override
  public Sink createSink(TableDescriptor table) {
    return FileSink.create(table, optionsOf(table), directory(table), files);
  }

  @Override
  public Sink createOverwritingSink(TableDescriptor table, Map<String, String> partition) {
    return FileSink.create(table, optionsOf(table), directory(table), files).overwriting(partition);
  }

  private static Path directory(TableDescriptor table) {
    String path = table.options().get("path");
    if (path.indexOf('*') >= 0 || path.indexOf('?') >= 0) {
      throw new OptionException(
          "path",
          "path '" + path + "' is a pattern of names, and a table is written to one directory",
          "name a directory");
    }
    try {
      return Path.of(FileLocation.localPath(path));
    } catch (IllegalArgumentException e) {
      throw new OptionException("path", "path '" + path + "': " + e.getMessage(), null);
    }
  }

  @Override
  public SinkInput sinkInput(TableDescriptor table) {
    String name = table.options().get("format");
    boolean hasRowKinds =
        WriteFormats.all().stream()
            .anyMatch(format -> format.name().equals(name) && format.hasRowKinds());
    return hasRowKinds ? SinkInput.ANY : SinkInput.INSERT_ONLY;
  }

  /** The table's options, checked; a table can be read and written, so both kinds are known. */
  private Options optionsOf(TableDescriptor table) {
    List<Option> declared = new ArrayList<>(options());
    String format = table.options().get("format");
    if (format != null) {
      declared.addAll(formatOptions(format));
      rejectOtherFormats(table, format);
    }
    return Options.of(table.options(), declared);
  }

  /** What reading and writing heed: a format may be for one of them only. */
  private static List<Option> formatOptions(String format) {
    List<Option> options = new ArrayList<>();
    boolean isKnown = false;
    for (ReadFormat readable : ReadFormats.all()) {
      if (readable.name().equals(format)) {
        isKnown = true;
        options.addAll(readable.options());
      }
    }
    for (WriteFormat writable : WriteFormats.all()) {
      if (writable.name().equals(format)) {
        isKnown = true;
        options.addAll(writable.options());
      }
    }
    return isKnown ? options : ReadFormats.named(format).options();
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
