package io.weir.runtime.connector;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A table to be written, configured. Immutable; making one contacts nothing. */
public interface Sink {
  /** Connector, format, place and commit mode in a few words for EXPLAIN, without secrets. */
  String describe();

  /** What this sink promises when the job crashes. */
  CommitMode commitMode();

  /** The option of the table that makes it {@link CommitMode#TRANSACTIONAL}, if it is not. */
  default Optional<String> remedy() {
    return Optional.empty();
  }

  /**
   * Checks before the job starts that the place can be written, and creates what is missing.
   *
   * @throws io.weir.runtime.error.WeirException saying what is wrong with it
   */
  void prepare() throws IOException;

  /** Makes the writer of one instance; blocks no longer than the local disk does. */
  SinkWriter createWriter(WriterContext context) throws IOException;

  /**
   * Makes the one committer of this sink in the job.
   *
   * @param incarnation as in {@link WriterContext#incarnation()}
   */
  Committer createCommitter(String incarnation) throws IOException;

  /** How a sink makes its output visible. */
  enum CommitMode {
    /** Rows become visible only after their checkpoint is complete, exactly once. */
    TRANSACTIONAL,
    /** Rows are visible at once under a key, and writing them again changes nothing. */
    IDEMPOTENT,
    /** Output that nobody keeps: a terminal, a black hole. Needs no guarantee. */
    EPHEMERAL,
    /** Rows are visible at once and may come again after a crash. */
    AT_LEAST_ONCE
  }

  /**
   * What a writer is told.
   *
   * @param subtask which writer this is, from 0
   * @param parallelism how many writers there are
   * @param incarnation part of every name the writer gives to the outside: letters, digits, {@code
   *     -} and {@code _}, different for every sink of every fresh start, so that two sinks of one
   *     job that write to one place are told apart
   * @param restoredStates what the writers of the restored checkpoint handed over, one entry each;
   *     empty at a fresh start. After a restart at another parallelism every writer sees all and
   *     takes those with {@code index % parallelism == subtask}
   * @param clock for rolling by time
   * @param allocator for staging rows
   * @param requests where work goes that blocks
   */
  record WriterContext(
      int subtask,
      int parallelism,
      String incarnation,
      List<byte[]> restoredStates,
      io.weir.runtime.time.Clock clock,
      org.apache.arrow.memory.BufferAllocator allocator,
      io.weir.runtime.request.Requests requests) {
    public WriterContext {
      restoredStates = List.copyOf(restoredStates);
    }
  }
}
