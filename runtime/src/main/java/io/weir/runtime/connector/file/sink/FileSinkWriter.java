package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.file.FileSystem;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.RowKind;
import io.weir.runtime.stream.Selection;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.time.Clock;
import io.weir.runtime.vector.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final List<Integer> dataColumns;
  private final Partitioner partitioner;

  private final Map<PartitionKey, PartFile> open = new LinkedHashMap<>();
  private final List<PartFile> ended = new ArrayList<>();
  private final Set<String> changedDirectories = new LinkedHashSet<>();
  private final OpenOutputs outputs = new OpenOutputs(MAX_OPEN_OUTPUTS);
  private final PartitionKey lookup = new PartitionKey();
  private final Utf8Buffer directory = new Utf8Buffer(128);
  private long nextCounter;
  private long lastCheckpointId;

  FileSinkWriter(FileSink sink, Sink.WriterContext context) throws IOException {
    this.sink = sink;
    files = sink.files();
    root = sink.directory();
    names = new FileNames(context.incarnation());
    subtask = context.subtask();
    clock = context.clock();
    encoder = sink.encoding().createEncoder();
    header = sink.encoding().header();
    dataColumns = sink.dataColumns();
    partitioner = sink.createPartitioner();
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
      if (i % context.parallelism() == context.subtask()) {
        for (WriterState.OpenFile recorded : state.open()) {
          takeOver(
              PartFile.restore(
                  files,
                  root,
                  recorded.path(),
                  recorded.bytes(),
                  recorded.createdMillis(),
                  nowMillis));
        }
      }
    }
  }

  /** Goes on writing a restored file, or ends it where its partition has an open one already. */
  private void takeOver(PartFile file) throws IOException {
    outputs.use(file);
    int nameStart = file.path().lastIndexOf('/') + 1;
    directory.clear();
    directory.append(file.path().substring(0, Math.max(0, nameStart - 1)));
    lookup.look(directory);
    if (open.containsKey(lookup)) {
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
    String name = names.inProgress(subtask, nextCounter++, sink.suffix(), lastCheckpointId);
    if (directoryPath.isEmpty()) {
      changedDirectories.add("");
    } else {
      makeDirectory(directoryPath);
      name = directoryPath + "/" + name;
    }
    PartFile file = PartFile.create(files, root, name, nowMillis);
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
  public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) throws IOException {
    long nowMillis = clock.wallMillis();
    List<PartFile> staying = new ArrayList<>();
    for (Iterator<PartFile> each = open.values().iterator(); each.hasNext(); ) {
      PartFile file = each.next();
      flush(file);
      if (isEnd || sink.rolling().isDueByTime(file, nowMillis)) {
        each.remove();
        ended.add(file);
      } else {
        staying.add(file);
      }
    }
    Snapshot snapshot =
        new Snapshot(checkpointId, staying, List.copyOf(ended), List.copyOf(changedDirectories));
    ended.clear();
    changedDirectories.clear();
    lastCheckpointId = checkpointId;
    return snapshot;
  }

  @Override
  public void close() throws IOException {
    outputs.closeAll();
  }

  /** What the barrier found; files that stay open may grow while it is being completed. */
  private final class Snapshot implements OperatorSnapshot {
    private final long checkpointId;
    private final long counter = nextCounter;
    private final List<PartFile> staying;
    private final List<WriterState.OpenFile> recorded = new ArrayList<>();
    private final List<PartFile> leaving;
    private final List<PreparedFiles.PreparedFile> prepared = new ArrayList<>();
    private final List<String> directories;

    Snapshot(
        long checkpointId,
        List<PartFile> staying,
        List<PartFile> leaving,
        List<String> directories) {
      this.checkpointId = checkpointId;
      this.staying = staying;
      this.leaving = leaving;
      this.directories = directories;
      for (PartFile file : staying) {
        recorded.add(new WriterState.OpenFile(file.path(), file.length(), file.createdMillis()));
      }
      for (PartFile file : leaving) {
        prepared.add(new PreparedFiles.PreparedFile(file.path(), file.length()));
      }
    }

    @Override
    public Content complete() throws IOException {
      for (PartFile file : leaving) {
        file.sync();
        file.closeOutput();
      }
      for (PartFile file : staying) {
        file.sync();
      }
      for (String changed : directories) {
        Path path = root.resolve(changed);
        try {
          files.syncDirectory(path);
        } catch (IOException e) {
          throw FileErrors.of("syncing the directory '" + path + "'", e);
        }
      }
      byte[] state = new WriterState(checkpointId, counter, recorded).encode();
      return new Content(
          state, prepared.isEmpty() ? List.of() : List.of(new PreparedFiles(prepared).encode()));
    }
  }
}
