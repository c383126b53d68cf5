package io.weir.runtime.connector.file.sink;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.JsonBatches;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.request.DirectRequests;
import io.weir.runtime.time.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.arrow.memory.BufferAllocator;

/**
 * The least job that keeps the contract of sinks: rows from a list that can be read again,
 * barriers, manifests (which always survive), commits after them, and a restore from the last
 * manifest.
 */
final class SinkJob {
  private static final String INCARNATION = "inc";

  /** What survives every crash. */
  static final class Manifests {
    private boolean exists;
    private long checkpointId;
    private int position;
    private boolean isFinal;
    private List<byte[]> states = List.of();
    private final TreeMap<Long, List<byte[]>> unconfirmed = new TreeMap<>();

    /** Whether the last of them is that of the end. */
    boolean isFinal() {
      return isFinal;
    }
  }

  /** A clock that goes on by a second with every checkpoint. */
  static final class TestClock implements Clock {
    private long millis;

    @Override
    public long wallMillis() {
      return millis;
    }

    @Override
    public long monotonicNanos() {
      return millis * 1_000_000;
    }

    void advance(long byMillis) {
      millis += byMillis;
    }
  }

  private final FileSink sink;
  private final List<String> rows;
  private final int rowsPerCheckpoint;
  private final BufferAllocator allocator;
  private final TestClock clock;
  private final Manifests manifests;

  SinkJob(
      FileSink sink,
      List<String> rows,
      int rowsPerCheckpoint,
      BufferAllocator allocator,
      TestClock clock,
      Manifests manifests) {
    this.sink = sink;
    this.rows = rows;
    this.rowsPerCheckpoint = rowsPerCheckpoint;
    this.allocator = allocator;
    this.clock = clock;
    this.manifests = manifests;
  }

  /** Runs to the end, from the last manifest if there is one. */
  void run(int parallelism) throws IOException {
    sink.prepare();
    List<SinkWriter> writers = new ArrayList<>();
    try (Committer committer = sink.createCommitter(INCARNATION)) {
      if (manifests.exists) {
        recover(committer);
      }
      manifests.exists = true;
      for (int i = 0; i < parallelism && !manifests.isFinal; i++) {
        writers.add(
            sink.createWriter(
                new Sink.WriterContext(
                    i,
                    parallelism,
                    INCARNATION,
                    manifests.states,
                    clock,
                    allocator,
                    DirectRequests.INSTANCE)));
      }
      int position = manifests.position;
      while (!manifests.isFinal) {
        int end = Math.min(rows.size(), position + rowsPerCheckpoint);
        for (; position < end; position++) {
          writers
              .get(position % parallelism)
              .write(JsonBatches.of(sink.schema(), allocator, rows.get(position)));
        }
        checkpoint(writers, committer, position);
      }
    } finally {
      for (SinkWriter writer : writers) {
        writer.close();
      }
    }
  }

  private void recover(Committer committer) throws IOException {
    for (var commit : manifests.unconfirmed.entrySet()) {
      committer.commit(commit.getKey(), commit.getValue());
    }
    manifests.unconfirmed.clear();
    committer.cleanUp(manifests.checkpointId);
  }

  private void checkpoint(List<SinkWriter> writers, Committer committer, int position)
      throws IOException {
    clock.advance(1_000);
    long id = manifests.checkpointId + 1;
    boolean isEnd = position == rows.size();
    List<OperatorSnapshot> snapshots = new ArrayList<>();
    for (SinkWriter writer : writers) {
      snapshots.add(writer.snapshot(id, isEnd));
    }
    List<byte[]> states = new ArrayList<>();
    List<byte[]> committables = new ArrayList<>();
    for (OperatorSnapshot snapshot : snapshots) {
      OperatorSnapshot.Content content = snapshot.complete();
      states.add(content.state());
      committables.addAll(content.committables());
    }
    manifests.checkpointId = id;
    manifests.position = position;
    manifests.states = states;
    manifests.isFinal = isEnd;
    manifests.unconfirmed.put(id, committables);
    committer.commit(id, committables);
    manifests.unconfirmed.remove(id);
  }
}
