package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.stream.Watermark;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.time.Clock;
import io.weir.runtime.vector.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the rows of one subtask into in-progress files, one at a time for each partition.
 *
 * <p>A file is <em>open</em> until the rolling policy or the end of input ends it; then it is
 * <em>ended</em>, and the next snapshot hands it to the committer. The snapshot's I/O part syncs
 * both kinds, and the directories in which names are new, so that whatever a manifest names is
 * durable.
 */
final class FileSinkWriter implements SinkWriter {
  /** Buffered rows are written in pieces of this size. */
  private static final int FLUSH_BYTES = 64 << 10;

  /** With many partitions, the buffers of all together hold no more than this. */
  private static final int MAX_BUFFERED_BYTES = 16 << 20;

  /** The most descriptors of one writer. */
  private static final int MAX_OPEN_OUTPUTS = 128;

  private final FileSink sink;
  private final FileSystem files;
  private final Path root;
  private final FileNames names;
  private final int subtask;
  private final Clock clock;
  private final RowEncoder encoder;
  private final byte[] header;
  private final Optional<WriteFormat.Finishing> finishing;
  private final List<Integer> dataColumns;
  private final Partitioner partitioner;
  private final PartFile.Place place;
  private final Optional<PendingPartitions> pending;
  private final HeldFiles held;

  private final Map<PartitionKey, PartFile> open = new LinkedHashMap<>();
  private final List<PartFile> ended = new ArrayList<>();
  private final Set<String> changedDirectories = new LinkedHashSet<>();
  private final OpenOutputs outputs = new OpenOutputs(MAX_OPEN_OUTPUTS);
  private final PartitionKey lookup = new PartitionKey();
  private final Utf8Buffer directory = new Utf8Buffer(128);
  private long nextCounter;
  private long lastCheckpointId;
  private long watermarkMillis = Watermark.NONE;

  FileSinkWriter(FileSink sink, Sink.WriterContext context) throws IOException {
    this.sink = sink;
    files = sink.files();
    root = sink.directory();
    names = new FileNames(context.incarnation());
    subtask = context.subtask();
    clock = context.clock();
    encoder = sink.encoding().createEncoder();
    header = sink.encoding().header();
    finishing = sink.compaction().isPresent() ? Optional.empty() : sink.encoding().finishing();
    dataColumns = sink.dataColumns();
    partitioner = sink.createPartitioner();
    place = new PartFile.Place(files, root, sink.framing());
    pending = sink.partitions().map(PendingPartitions::new);
    held = new HeldFiles(sink.overwrite());
    restore(context);
  }

  private void restore(Sink.WriterContext context) throws IOException {
    List<byte[]> states = context.restoredStates();
    long nowMillis = clock.wallMillis();
    for (int i = 0; i < states.size(); i++) {
      WriterState state = WriterState.decode(states.get(i));
      // Counters and the checkpoint are taken from all states, so that no name is given twice
      // whatever the parallelism was and will be.
      nextCounter = Math.max(nextCounter, state.nextCounter());
      lastCheckpointId = Math.max(lastCheckpointId, state.checkpointId());
      // A writer that ended before the crash reports no more: all take over what it knew.
      pending.ifPresent(partitions -> state.pending().forEach(partitions::add));
      if (i % context.parallelism() == context.subtask()) {
        held.restore(state);
        for (WriterState.OpenFile recorded : state.open()) {
          if (isPublished(recorded)) {
            continue;
          }
          takeOver(
              PartFile.restore(
                  place, recorded.path(), recorded.bytes(), recorded.createdMillis(), nowMillis),
              state.columns().equals(columns()));
        }
      }
    }
  }

  /** Whether the job has gone back behind a checkpoint that has published a file with its rows. */
  private boolean isPublished(WriterState.OpenFile recorded) throws IOException {
    Path location = root.resolve(recorded.path());
    Path target = location.resolveSibling(FileNames.published(location.getFileName().toString()));
    return !files.exists(location)
        && files.exists(target)
        && (finishing.isPresent() || files.size(target) >= recorded.bytes());
  }

  private String columns() {
    String identity = sink.suffix() + " " + sink.encoding().identity();
    return sink.schema().project(dataColumns) + " " + identity;
  }

  /**
   * Goes on writing a restored file, or ends it where its partition has an open one already, or
   * where rows now have other columns.
   */
  private void takeOver(PartFile file, boolean hasSameColumns) throws IOException {
    outputs.use(file);
    directory.clear();
    directory.append(file.directory());
    lookup.look(directory);
    if (!hasSameColumns || open.containsKey(lookup)) {
      ended.add(file);
    } else {
      open.put(lookup.copy(), file);
    }
  }

  @Override
  public void write(Batch batch) throws IOException {
    try (batch) {
      if (!sink.hasRowKinds()) {
        requireInserts(batch);
      }
      List<Column> columns = List.of(Column.of(batch.vectors()));
      encoder.bind(dataColumns.stream().map(columns::get).toList(), batch.rowKinds());
      long nowMillis = clock.wallMillis();
      if (partitioner == null) {
        writeUnpartitioned(batch.selection(), nowMillis);
      } else {
        partitioner.bind(columns);
        writePartitioned(batch.selection(), nowMillis);
      }
    }
  }

  private static void requireInserts(Batch batch) {
    byte[] kinds = batch.rowKinds();
    if (kinds == null) {
      return;
    }
    Selection selection = batch.selection();
    for (int i = 0; i < selection.count(); i++) {
      if (kinds[selection.row(i)] != RowKind.INSERT) {
        throw new AssertionError(
            "a file sink got a " + RowKind.symbol(kinds[selection.row(i)]) + " row");
      }
    }
  }

  private void writeUnpartitioned(Selection selection, long nowMillis) throws IOException {
    directory.clear();
    PartFile file = null;
    for (int i = 0; i < selection.count(); i++) {
      if (file == null) {
        file = openFile(nowMillis);
      }
      if (writeRow(file, selection.row(i), nowMillis)) {
        file = null;
      }
    }
  }

  private void writePartitioned(Selection selection, long nowMillis) throws IOException {
    PartFile file = null;
    Utf8Buffer previous = new Utf8Buffer(128);
    PartitionKey previousKey = new PartitionKey();
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      directory.clear();
      partitioner.append(row, directory);
      lookup.look(directory);
      if (file == null || !lookup.equals(previousKey)) {
        file = openFile(nowMillis);
        previous.clear();
        previous.append(directory.bytes(), 0, directory.length());
        previousKey.look(previous);
      }
      if (writeRow(file, row, nowMillis)) {
        file = null;
      }
    }
    boundBuffers();
  }

  /** The open file of the directory in {@link #directory}, begun if there is none. */
  private PartFile openFile(long nowMillis) throws IOException {
    lookup.look(directory);
    PartFile file = open.get(lookup);
    if (file == null) {
      file = begin(directory.toString(), nowMillis);
      open.put(lookup.copy(), file);
    }
    return file;
  }

  private PartFile begin(String directoryPath, long nowMillis) throws IOException {
    boolean isStaged = sink.encoding().finishing().isPresent();
    String suffix = isStaged ? FileNames.stagedSuffix(sink.suffix()) : sink.suffix();
    String name = names.inProgress(subtask, nextCounter++, suffix, lastCheckpointId);
    if (directoryPath.isEmpty()) {
      changedDirectories.add("");
    } else {
      makeDirectory(directoryPath);
      name = directoryPath + "/" + name;
    }
    pending.ifPresent(partitions -> partitions.add(directoryPath, nowMillis));
    PartFile file = PartFile.create(place, name, nowMillis);
    outputs.use(file);
    file.buffer().append(header);
    return file;
  }

  private void makeDirectory(String directoryPath) throws IOException {
    Path path = root.resolve(directoryPath);
    if (!files.isDirectory(path)) {
      try {
        files.createDirectories(path);
      } catch (IOException e) {
        throw FileErrors.of("creating the directory '" + path + "'", e);
      }
    }
    // It may have been made by an attempt that crashed before it became durable.
    String ancestor = directoryPath;
    while (!ancestor.isEmpty()) {
      changedDirectories.add(ancestor);
      ancestor = ancestor.substring(0, Math.max(0, ancestor.lastIndexOf('/')));
    }
    changedDirectories.add("");
  }

  /** Returns whether the row was the file's last. */
  private boolean writeRow(PartFile file, int row, long nowMillis) throws IOException {
    Utf8Buffer buffer = file.buffer();
    int start = buffer.length();
    try {
      encoder.encode(row, buffer);
    } catch (WeirException e) {
      buffer.truncate(start);
      throw e;
    }
    file.touch(nowMillis);
    if (buffer.length() >= FLUSH_BYTES) {
      flush(file);
    }
    if (!sink.rolling().isDueBySize(file)) {
      return false;
    }
    flush(file);
    file.shrink();
    lookup.look(directory);
    open.remove(lookup);
    ended.add(file);
    return true;
  }

  private void flush(PartFile file) throws IOException {
    if (file.buffer().length() > 0) {
      outputs.use(file);
      file.flush();
    }
  }

  private void boundBuffers() throws IOException {
    long buffered = 0;
    for (PartFile file : open.values()) {
      buffered += file.buffer().length();
    }
    if (buffered > MAX_BUFFERED_BYTES) {
      for (PartFile file : open.values()) {
        flush(file);
        file.shrink();
      }
    }
  }

  @Override
  public void advance(long watermark) {
    watermarkMillis = watermark;
  }

  @Override
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) throws IOException {
    long nowMillis = clock.wallMillis();
    watermarkMillis = isEnd ? Watermark.END : watermarkMillis;
    List<PartFile> staying = new ArrayList<>();
    for (Iterator<PartFile> each = open.values().iterator(); each.hasNext(); ) {
      PartFile file = each.next();
      flush(file);
      if (isEnd || sink.rolling().isDueByTime(file, nowMillis) || isComplete(file, nowMillis)) {
        each.remove();
        ended.add(file);
      } else {
        staying.add(file);
      }
    }
    Snapshot snapshot =
        new Snapshot(
            checkpointId,
            staying,
            List.copyOf(ended),
            List.copyOf(changedDirectories),
            held.areWaiting(isEnd) ? Optional.empty() : report(staying, nowMillis),
            isEnd);
    ended.clear();
    changedDirectories.clear();
    lastCheckpointId = checkpointId;
    return snapshot;
  }

  private boolean isComplete(PartFile file, long nowMillis) {
    return pending.isPresent() && pending.get().isDue(file.directory(), watermarkMillis, nowMillis);
  }

  private Optional<PartitionReport> report(List<PartFile> staying, long nowMillis) {
    Set<String> directories = new HashSet<>();
    staying.forEach(file -> directories.add(file.directory()));
    return pending.map(p -> p.report(directories, watermarkMillis, nowMillis));
  }

  @Override
  public void close() throws IOException {
    outputs.closeAll();
  }

  /** What the barrier found; files that stay open may grow while it is being completed. */
  private final class Snapshot implements OperatorSnapshot {
    private final long checkpointId;
    private final long counter = nextCounter;
    private final long afterCheckpointId = lastCheckpointId;
    private final List<PartFile> staying;
    private final List<WriterState.OpenFile> recorded = new ArrayList<>();
    private final List<PartFile> leaving;
    private final List<String> directories;
    private final Optional<PartitionReport> report;
    private final boolean isEnd;
    private final Map<String, Long> partitions = new LinkedHashMap<>();

    Snapshot(
        long checkpointId,
        List<PartFile> staying,
        List<PartFile> leaving,
        List<String> directories,
        Optional<PartitionReport> report,
        boolean isEnd) {
      this.isEnd = isEnd;
      this.checkpointId = checkpointId;
      this.staying = staying;
      this.leaving = leaving;
      this.directories = directories;
      this.report = report;
      pending.ifPresent(known -> partitions.putAll(known.all()));
      for (PartFile file : staying) {
        recorded.add(new WriterState.OpenFile(file.path(), file.length(), file.createdMillis()));
      }
    }

    @Override
    public Content complete() throws IOException {
      List<PreparedFiles.PreparedFile> prepared = new ArrayList<>();
      Set<String> changed = new LinkedHashSet<>(directories);
      for (PartFile file : leaving) {
        if (finishing.isPresent()) {
          changed.add(file.directory());
          prepared.add(file.finish(finishing.get(), afterCheckpointId));
        } else {
          file.sync();
          file.closeOutput();
          prepared.add(
              new PreparedFiles.PreparedFile(file.path(), file.length(), Optional.empty()));
        }
      }
      for (PartFile file : staying) {
        file.sync();
      }
      for (String directory : changed) {
        Path path = root.resolve(directory);
        try {
          files.syncDirectory(path);
        } catch (IOException e) {
          throw FileErrors.of("syncing the directory '" + path + "'", e);
        }
      }
      if (report.isPresent()) {
        pending.orElseThrow().findComplete(report.get(), files, root);
      }
      PreparedFiles handedOver = held.handOver(prepared, report, isEnd);
      byte[] state =
          new WriterState(
                  checkpointId,
                  counter,
                  recorded,
                  held.files(),
                  held.hasReplaced(),
                  partitions,
                  columns())
              .encode();
      return new Content(state, handedOver.isSilent() ? List.of() : List.of(handedOver.encode()));
    }
  }
}
