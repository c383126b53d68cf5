package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.TableDescriptor;
import io.weir.runtime.connector.file.PartitionText;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.connector.format.WriteFormats;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.file.LocalFileSystem;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A directory of files, written exactly once.
 *
 * @param table the table's name, for errors
 * @param directory where the files lie
 * @param schema the columns of the batches that come
 * @param partitionColumns positions of the PARTITIONED BY columns, which become directories
 * @param defaultPartitionName the directory's value for NULL and for the empty string
 * @param suffix of file names, and the format's name
 * @param hasRowKinds whether the format says what rows do to the table
 * @param encoding how the other columns are written
 * @param compression of what the encoding gives
 * @param compaction how small files are put together, if that is asked for
 * @param partitions when a partition is marked as complete, if that is asked for
 * @param overwrite what is replaced when the job ends; empty if rows are added
 * @param rolling when a file is ended
 * @param files the file system
 */
public record FileSink(
    String table,
    Path directory,
    Schema schema,
    List<Integer> partitionColumns,
    String defaultPartitionName,
    String suffix,
    boolean hasRowKinds,
    WriteFormat.Encoding encoding,
    Compression compression,
    Optional<Compaction> compaction,
    Optional<PartitionCommit> partitions,
    Optional<Overwrite> overwrite,
    RollingPolicy rolling,
    FileSystem files)
    implements Sink {
  private static final Option FILE_SIZE =
      Option.optional(
          "sink.rolling-policy.file-size",
          Option.Kind.MEMORY_SIZE,
          "128MB",
          "a file is ended when it has grown to this size");
  private static final Option ROLLOVER_INTERVAL =
      Option.optional(
          "sink.rolling-policy.rollover-interval",
          Option.Kind.DURATION,
          "10 s",
          "a file is ended, and becomes visible, when it has been open for this long");
  private static final Option INACTIVITY_INTERVAL =
      Option.optional(
          "sink.rolling-policy.inactivity-interval",
          Option.Kind.DURATION,
          "30 min",
          "a file is ended when nothing has been written to it for this long");
  private static final Option CHECK_INTERVAL =
      Option.optional(
          "sink.rolling-policy.check-interval",
          Option.Kind.DURATION,
          "1 min",
          "understood for Flink's sake: files are looked at with every checkpoint");
  private static final Option DEFAULT_PARTITION_NAME =
      Option.optional(
          "partition.default-name",
          Option.Kind.TEXT,
          "__DEFAULT_PARTITION__",
          "the directory's value where a partition column is NULL or empty");
  private static final Option COMPRESSION =
      Option.choice(
          "sink.compression",
          List.of("none", "gzip", "zstd"),
          "none",
          "how files of text are compressed; an option that only Weir has");
  private static final Option SHUFFLE =
      Option.optional(
          "sink.shuffle-by-partition.enable",
          Option.Kind.BOOLEAN,
          "false",
          "understood for Flink's sake: has no effect");
  private static final Option PARALLELISM =
      Option.optional("sink.parallelism", Option.Kind.INTEGER, null, "understood: has no effect");
  private static final Option COMMIT_MODE =
      Option.choice(
          "sink.commit-mode",
          List.of("transactional"),
          "transactional",
          "how output becomes visible: whole files, after their checkpoint is complete");

  public FileSink {
    partitionColumns = List.copyOf(partitionColumns);
  }

  /** Whether the files are not written as the format makes them, but smaller. */
  public boolean isCompressed() {
    return compression != Compression.NONE;
  }

  /** The options that only writing heeds, without those of formats. */
  public static List<Option> options() {
    List<Option> options =
        new ArrayList<>(
            List.of(
                FILE_SIZE,
                ROLLOVER_INTERVAL,
                INACTIVITY_INTERVAL,
                CHECK_INTERVAL,
                COMPRESSION,
                Compaction.ENABLED,
                Compaction.FILE_SIZE,
                SHUFFLE,
                PARALLELISM,
                DEFAULT_PARTITION_NAME));
    options.addAll(PartitionCommit.OPTIONS);
    options.add(COMMIT_MODE);
    return options;
  }

  /**
   * The sink of a table on this machine. Contacts nothing.
   *
   * @param options of the table, {@code format} among them
   * @throws OptionException if they do not fit the table's columns
   */
  public static FileSink create(TableDescriptor table, Options options, Path directory) {
    return create(table, options, directory, LocalFileSystem.INSTANCE);
  }

  /** As {@link #create(TableDescriptor, Options, Path)}, on another file system. */
  public static FileSink create(
      TableDescriptor table, Options options, Path directory, FileSystem files) {
    Schema schema = physicalColumns(table);
    List<Integer> partitionColumns = partitionColumns(table, schema);
    WriteFormat format = WriteFormats.named(options.text("format"));
    Compression compression =
        Compression.valueOf(options.text(COMPRESSION.key()).toUpperCase(Locale.ROOT));
    WriteFormat.Encoding encoding =
        format.encoding(schema.project(others(schema, partitionColumns)), options);
    boolean isText = encoding.finishing().isEmpty() && encoding.framing().isEmpty();
    if (compression != Compression.NONE && !isText) {
      throw new OptionException(
          COMPRESSION.key(),
          "option '" + COMPRESSION.key() + "' is for files of text",
          "set '"
              + format.name()
              + (encoding.framing().isPresent() ? ".codec" : ".compression")
              + "' instead");
    }
    return new FileSink(
        table.name(),
        directory,
        schema,
        partitionColumns,
        options.text(DEFAULT_PARTITION_NAME.key()),
        format.name() + compression.extension(),
        format.hasRowKinds(),
        encoding,
        compression,
        Compaction.of(options, options.sizeBytes(FILE_SIZE.key()), encoding, compression),
        PartitionCommit.of(options, table.partitionKeys()),
        Optional.empty(),
        new RollingPolicy(
            options.sizeBytes(FILE_SIZE.key()),
            millis(options.duration(ROLLOVER_INTERVAL.key())),
            millis(options.duration(INACTIVITY_INTERVAL.key()))),
        files);
  }

  /**
   * The same, but that it replaces what the table holds; of a table with partitions, those that get
   * rows.
   *
   * @param partition the values of partition columns that are given
   */
  public FileSink overwriting(Map<String, String> partition) {
    Overwrite replaced =
        Overwrite.of(schema.project(partitionColumns), partition, defaultPartitionName);
    return new FileSink(
        table,
        directory,
        schema,
        partitionColumns,
        defaultPartitionName,
        suffix,
        hasRowKinds,
        encoding,
        compression,
        compaction,
        partitions,
        Optional.of(replaced),
        rolling,
        files);
  }

  private static long millis(Duration duration) {
    return duration.toMillis();
  }

  private static Schema physicalColumns(TableDescriptor table) {
    List<Field> physical =
        table.schema().fields().stream()
            .filter(field -> !table.metadata().containsKey(field.name()))
            .toList();
    if (physical.size() < table.schema().size()) {
      throw new OptionException(
          "connector",
          "table '"
              + table.name()
              + "' has metadata columns, which are not part of a file and cannot be written",
          "declare a table without them for writing");
    }
    return table.schema();
  }

  private static List<Integer> partitionColumns(TableDescriptor table, Schema schema) {
    List<Integer> columns = new ArrayList<>();
    for (String key : table.partitionKeys()) {
      int column =
          schema.indexOf(key).orElseThrow(() -> new AssertionError("no partition column " + key));
      Partitioner.check(schema.field(column));
      columns.add(column);
    }
    if (columns.size() == schema.size()) {
      throw new OptionException(
          "path",
          "table '" + table.name() + "' has partition columns only: its files would be empty",
          "add a column that is not part of PARTITIONED BY");
    }
    return columns;
  }

  private static List<Integer> others(Schema schema, List<Integer> partitionColumns) {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      if (!partitionColumns.contains(i)) {
        others.add(i);
      }
    }
    return others;
  }

  /** Positions of the columns that files hold. */
  List<Integer> dataColumns() {
    return others(schema, partitionColumns);
  }

  /** What is made of what is written at once; empty if it lies in the file as it is encoded. */
  Optional<WriteFormat.Framing> framing() {
    return compression == Compression.NONE ? encoding.framing() : Optional.of(compression);
  }

  /** Null if the table is not partitioned. */
  Partitioner createPartitioner() {
    return partitionColumns.isEmpty()
        ? null
        : new Partitioner(schema.fields(), partitionColumns, defaultPartitionName);
  }

  @Override
  public String describe() {
    String how = overwrite.isPresent() ? ", overwritten at the end" : "";
    return "filesystem " + suffix + " '" + directory + "', transactional" + how;
  }

  @Override
  public CommitMode commitMode() {
    return CommitMode.TRANSACTIONAL;
  }

  @Override
  public void prepare() throws IOException {
    new PlaceProbe(files, table, directory).run();
  }

  @Override
  public SinkWriter createWriter(WriterContext context) throws IOException {
    return new FileSinkWriter(this, context);
  }

  @Override
  public Committer createCommitter(String incarnation) {
    List<String> prefixes =
        partitionColumns.stream()
            .map(column -> PartitionText.escape(schema.name(column)) + "=")
            .toList();
    return new FileCommitter(
        files,
        directory,
        prefixes,
        compaction.map(how -> new FileMerger(files, directory, how)),
        partitions,
        incarnation);
  }
}
