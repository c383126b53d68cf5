package io.weir.runtime.simulation;

import io.weir.runtime.connector.Committer;
import io.weir.runtime.connector.Sink;
import io.weir.runtime.connector.SinkWriter;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.operator.OperatorSnapshot;
import io.weir.runtime.stream.Batch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;

/**
 * A database outside of the process. Writers stage their rows in the checkpoint; a commit is one
 * transaction that also records its epoch, and does nothing if that epoch or a later one is
 * recorded. Commits fail at random, before they happen or after.
 */
final class SimulatedExternal implements External {
  private final SplittableRandom random;
  private final List<Change> published = new ArrayList<>();
  private String incarnation;
  private long recordedEpoch;
  private boolean isDown;
  private boolean isStuck;
  private boolean isRefusing;
  private LongPredicate exists = epoch -> true;
  private int refusals;
  private int lostAnswers;
  private int repeatedCommits;

  SimulatedExternal(SplittableRandom random) {
    this.random = random;
  }

  @Override
  public void disconnect(boolean isDown) {
    this.isDown = isDown;
  }

  @Override
  public void setExists(LongPredicate exists) {
    this.exists = exists;
  }

  @Override
  public void setStuck(boolean isStuck) {
    this.isStuck = isStuck;
  }

  /** Whether it refuses all commits for a reason that may pass. */
  void setRefusing(boolean isRefusing) {
    this.isRefusing = isRefusing;
  }

  /** The changelog that was published. */
  List<Change> published() {
    return published;
  }

  @Override
  public List<List<Long>> rows() {
    return PublishedTable.of(published);
  }

  @Override
  public int writes() {
    return published.size();
  }

  @Override
  public void count(SimulationReport report) {
    report.refusedCommits += refusals;
    report.lostAnswers += lostAnswers;
    report.repeatedCommits += repeatedCommits;
  }

  private void commit(String from, long epoch, List<byte[]> staged) throws IOException {
    if (isDown) {
      throw new SimulatedCrash();
    }
    if (isRefusing || random.nextInt(8) == 0) {
      refusals++;
      throw WeirException.retryable("the database is restarting", null, null);
    }
    if (incarnation == null) {
      incarnation = from;
    }
    if (!incarnation.equals(from)) {
      throw new AssertionError("incarnation " + from + " commits, the first was " + incarnation);
    }
    if (!exists.test(epoch)) {
      throw new AssertionError("epoch " + epoch + " is committed before its checkpoint exists");
    }
    if (epoch <= recordedEpoch) {
      repeatedCommits++;
    } else {
      recordedEpoch = epoch;
      for (byte[] rows : staged) {
        published.addAll(decode(rows));
      }
    }
    if (random.nextInt(8) == 0) {
      lostAnswers++;
      throw WeirException.retryable("the connection was lost", null, null);
    }
  }

  private static List<Change> decode(byte[] bytes) throws IOException {
    List<Change> changes = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int width = in.readInt();
      while (in.available() > 0) {
        byte kind = in.readByte();
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < width; i++) {
          values.add(in.readLong());
        }
        changes.add(new Change(kind, values));
      }
    }
    return changes;
  }

  @Override
  public Sink sink() {
    return new ExternalSink();
  }

  private final class ExternalSink implements Sink {
    @Override
    public String describe() {
      return "external";
    }

    @Override
    public CommitMode commitMode() {
      return CommitMode.TRANSACTIONAL;
    }

    @Override
    public void prepare() {}

    @Override
    public SinkWriter createWriter(WriterContext context) {
      return new StagingWriter();
    }

    @Override
    public Committer createCommitter(String incarnation) {
      return new Committer() {
        @Override
        public void commit(long checkpointId, List<byte[]> committables) throws IOException {
          SimulatedExternal.this.commit(incarnation, checkpointId, committables);
        }

        @Override
        public void cleanUp(long checkpointId) {}

        @Override
        public void close() {}
      };
    }
  }

  private final class StagingWriter implements SinkWriter {
    private ByteArrayOutputStream staged = new ByteArrayOutputStream();

    @Override
    public void write(Batch batch) throws IOException {
      try (batch) {
        DataOutputStream out = new DataOutputStream(staged);
        if (staged.size() == 0) {
          out.writeInt(batch.vectors().size());
        }
        for (Change change : Change.of(batch)) {
          out.writeByte(change.kind());
          for (long value : change.values()) {
            out.writeLong(value);
          }
        }
      }
    }

    @Override
    public boolean isFull() {
      return isStuck;
    }

    @Override
    public OperatorSnapshot snapshot(long checkpointId, boolean isEnd) {
      byte[] bytes = staged.toByteArray();
      staged = new ByteArrayOutputStream();
      return () ->
          new OperatorSnapshot.Content(new byte[0], bytes.length == 0 ? List.of() : List.of(bytes));
    }

    @Override
    public void close() {}
  }
}
