package io.weir.runtime.execution.task;

import io.weir.runtime.connector.SplitReader;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.execution.Tasklet.Progress;
import io.weir.runtime.execution.channel.TaskOutput;
import io.weir.runtime.insight.SourceView;
import io.weir.runtime.metric.TaskActivity;
import io.weir.runtime.plan.SourceNode.WatermarkSpec;
import io.weir.runtime.stream.Barrier;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.stream.EndOfStream;
import io.weir.runtime.stream.Idle;
import io.weir.runtime.stream.Watermark;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;

/**
 * Reads the splits of one source instance and sends their rows, the least watermark of its splits,
 * and barriers, also where there is no room for more rows. Bounded splits are read one after the
 * other in the given order; unbounded ones in turn.
 */
public final class SourceTaskBody implements TaskBody {
  private final SourceInstance source;
  private final SplitQueue splits;
  private final SplitDiscovery discovery;
  private final SourceColumns columns;
  private final Optional<WatermarkAssigner> assigner;
  private final long idleTimeoutMillis;
  private final TaskOutput output;
  private final TaskControl control;
  private long lastCheckpointId;
  private boolean hasStarted;
  private boolean isHeld;
  private boolean hasEnded;
  private boolean isHandedOver;
  private long sentWatermark = Watermark.NONE;
  private boolean isIdleSent;

  /**
   * @param source what is read and by which instance
   * @param splits the splits of this instance and where each stands, in the order in which they are
   *     read
   * @param discovery finds splits that are added
   * @param columns computes the table's columns
   * @param output where rows go
   * @param lastCheckpointId the checkpoint from which the job starts
   */
  public SourceTaskBody(
      SourceInstance source,
      List<SplitCursor> splits,
      SplitDiscovery discovery,
      SourceColumns columns,
      TaskOutput output,
      TaskControl control,
      long lastCheckpointId) {
    this.source = source;
    this.splits = new SplitQueue(source, splits, discovery.isEndless());
    this.discovery = discovery;
    this.columns = columns;
    this.output = output;
    this.control = control;
    this.lastCheckpointId = lastCheckpointId;
    Optional<WatermarkSpec> spec = source.node().watermark();
    this.assigner =
        spec.map(s -> new WatermarkAssigner(source.node().table(), s.rowtime(), s.isCarried()));
    this.idleTimeoutMillis = spec.map(WatermarkSpec::idleTimeoutMillis).orElse(0L);
  }

  @Override
  public Progress step(TaskEvents events) {
    if (isHandedOver) {
      return Progress.DONE;
    }
    if (!hasStarted) {
      hasStarted = true;
      sendTime();
    }
    if (splits.isFinished() && !hasEnded && !isHeld) {
      end();
      events.sourceEnded();
      return Progress.WORKED;
    }
    TaskControl.Request request = control.request();
    if (request.checkpointId() > lastCheckpointId) {
      return answer(request, events);
    }
    if (isHeld || hasEnded || control.areSourcesPaused() || output.isFull()) {
      return Progress.IDLE;
    }
    return read() ? Progress.WORKED : Progress.IDLE;
  }

  @Override
  public TaskActivity waitsFor() {
    if (isHeld || control.areSourcesPaused()) {
      return TaskActivity.PAUSED;
    }
    return !hasEnded && output.isFull() ? TaskActivity.BLOCKED : TaskActivity.IDLE;
  }

  @Override
  public void publish() {
    long now = source.clock().monotonicNanos();
    source.metrics().unfinished(splits.figures(now, SourceView.MOST_SPLITS));
  }

  private Progress answer(TaskControl.Request request, TaskEvents events) {
    lastCheckpointId = request.checkpointId();
    if (request.afterwards() == TaskControl.Afterwards.DRAIN && !hasEnded) {
      end();
      events.sourceEnded();
    }
    TaskSnapshot.SourcePart part = splits.snapshot();
    TaskSnapshot snapshot = new TaskSnapshot(List.of(), Optional.of(part), hasEnded);
    if (!hasEnded) {
      output.send(new Barrier(lastCheckpointId));
      isHeld = request.afterwards() != TaskControl.Afterwards.CONTINUE;
    }
    events.snapshotTaken(lastCheckpointId, snapshot);
    isHandedOver = hasEnded;
    return Progress.WORKED;
  }

  private void end() {
    hasEnded = true;
    if (assigner.isPresent()) {
      output.send(new Watermark(Watermark.END));
    }
    output.send(EndOfStream.INSTANCE);
  }

  private boolean read() {
    discovery.poll().ifPresent(added -> splits.looked(added, idleTimeoutMillis));
    Optional<SplitQueue.Open> next = splits.next();
    if (next.isEmpty()) {
      if (splits.isIdle() && !isIdleSent) {
        sendTime();
      }
      return false;
    }
    SplitReader reader = next.get().reader();
    SplitCursor cursor = next.get().cursor();
    try {
      long recordsBefore = reader.position().records();
      Batch batch = reader.read();
      source.metrics().skipped(cursor.skippedSince(reader.skippedRecords()));
      boolean hasFaults = sendFaults(cursor, reader);
      if (batch != null) {
        send(batch, cursor, reader, recordsBefore);
      } else if (!reader.isFinished() && !hasFaults) {
        if (reader.isAtEnd()) {
          cursor.foundNothing(source.clock(), idleTimeoutMillis);
        } else {
          cursor.isUncertain();
        }
      }
      if (reader.isFinished()) {
        splits.finish(next.get());
      }
      sendTime();
      source.metrics().progress(reader.isFinished() ? 0 : reader.progress());
      return batch != null || hasFaults || reader.isFinished();
    } catch (IOException e) {
      throw WeirException.retryable(
          "reading "
              + cursor.split().description()
              + " of table '"
              + source.node().table()
              + "' behind record "
              + cursor.position().records()
              + ": "
              + e.getMessage(),
          "check that the input is still there and can be read",
          e);
    }
  }

  private void send(Batch read, SplitCursor cursor, SplitReader reader, long recordsBefore) {
    Batch batch = columns.columns(read);
    long watermark = cursor.watermark();
    if (assigner.isPresent()) {
      try (FieldVector watermarks = columns.watermarks(batch)) {
        WatermarkAssigner.Location location =
            new WatermarkAssigner.Location(cursor.split().description(), recordsBefore);
        WatermarkAssigner.Assigned assigned =
            assigner.get().assign(batch, watermarks, watermark, location);
        batch = assigned.batch();
        watermark = assigned.watermark();
      }
    }
    cursor.read(reader.position(), watermark);
    source.metrics().rows(batch.size());
    output.send(batch);
    isIdleSent = false;
    source.metrics().idle(false);
  }

  /** Sends records that could not be read, which say nothing about time; whether there were any. */
  private boolean sendFaults(SplitCursor cursor, SplitReader reader) {
    Batch records = source.node().badRecords().isPresent() ? reader.badRecords() : null;
    if (records == null) {
      return false;
    }
    cursor.read(reader.position(), cursor.watermark());
    source.metrics().skipped(records.rowCount());
    output.send(columns.faults(records));
    isIdleSent = false;
    source.metrics().idle(false);
    return true;
  }

  /** Sends what the splits together now say about time, if that is new. */
  private void sendTime() {
    if (assigner.isEmpty()) {
      return;
    }
    long watermark = splits.watermark();
    if (watermark > sentWatermark) {
      sentWatermark = watermark;
      source.metrics().watermark(watermark);
      output.send(new Watermark(watermark));
      isIdleSent = false;
    }
    if (splits.isIdle() && !isIdleSent) {
      isIdleSent = true;
      source.metrics().idle(true);
      output.send(Idle.INSTANCE);
    }
  }

  @Override
  public void close() {
    splits.close();
    columns.close();
  }
}
