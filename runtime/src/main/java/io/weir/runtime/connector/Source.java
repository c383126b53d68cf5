package io.weir.runtime.connector;

import io.weir.runtime.plan.ChangelogKind;
import io.weir.runtime.request.Requests;
import io.weir.runtime.type.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;

/**
 * A table to be read, configured and limited to the columns that are needed. Immutable; making one
 * contacts nothing.
 *
 * <p>Contract: {@link #discover} is called once per fresh start, before checkpoint 0, and fixes
 * start and end of the input. Its splits are stored; on a restore {@link #verify} checks that what
 * they name is still there, and each split is opened at its stored position. A split's rows come in
 * the same order with the same positions every time.
 */
public interface Source {
  /** The columns it produces. */
  Schema schema();

  /** Connector, format and place in a few words for EXPLAIN, without secrets. */
  String describe();

  /**
   * The kinds of rows that it gives. Those of an upsert source replace by the table's PRIMARY KEY;
   * its deletions need no more than that.
   */
  default ChangelogKind changelog() {
    return ChangelogKind.INSERT_ONLY;
  }

  /**
   * What is read, in words that do not depend on how much of it is needed: a position in it means
   * the same as long as this stays.
   */
  default String identity() {
    return describe();
  }

  /** Whether the input ends. */
  boolean isBounded();

  /**
   * Whether it can be read again from a stored position; if not, exactly-once is refused at
   * planning.
   */
  boolean isRewindable();

  /** Under what condition it gives the same rows again, if there is one: half a sentence. */
  default Optional<String> rewindCondition() {
    return Optional.empty();
  }

  /** What to change in the table so that it can be read again, if anything: an imperative. */
  default Optional<String> remedy() {
    return Optional.empty();
  }

  /**
   * Whether each split begins, in event time, where the one before it ends. A split that has not
   * been opened yet then does not hold the watermark.
   */
  default boolean splitsInTimeOrder() {
    return false;
  }

  /**
   * Whether all of its unfinished splits are read in turn. Otherwise they are read one after the
   * other.
   */
  default boolean splitsInTurn() {
    return !isBounded();
  }

  /**
   * The same source, which need not fill all fields of some ROW columns: the others are never read
   * and may be NULL.
   *
   * @param fieldsByColumn by position of a ROW column in {@link #schema()}, the positions of the
   *     fields that are read; columns that are not in it are read whole
   */
  default Source readingFields(Map<Integer, Set<Integer>> fieldsByColumn) {
    return this;
  }

  /**
   * The same source, whose readers keep records that cannot be read instead of failing; empty if
   * its records cannot be bad one by one.
   */
  default Optional<Source> keepingBadRecords() {
    return Optional.empty();
  }

  /** What tells the outside how far it has been read, if it wants to know. Contacts nothing. */
  default Optional<PositionPublisher> positionPublisher() {
    return Optional.empty();
  }

  /**
   * How often to look for splits that have been added since the start; 0 for never. A source that
   * looks does not end.
   */
  default long discoveryIntervalMillis() {
    return 0;
  }

  /**
   * The splits that there are beside the known ones. They are read from their start. Blocks; called
   * on an I/O thread.
   *
   * @throws io.weir.runtime.error.WeirException if they cannot be asked for; a retryable one is
   *     asked again after the interval
   */
  default List<Split> discoverMore(List<Split> known) throws IOException {
    return List.of();
  }

  /**
   * Lists the splits that make up the input, in the order in which they should be read.
   *
   * @throws io.weir.runtime.error.WeirException if there is nothing to read or it cannot be reached
   */
  List<Split> discover() throws IOException;

  /**
   * Checks that the splits of a checkpoint can still be read to their ends as they were.
   *
   * @throws io.weir.runtime.error.WeirException naming what is missing, shorter or replaced
   */
  void verify(List<Split> splits) throws IOException;

  /**
   * Opens a split at a position, {@code null} for its start. Blocks; called on an I/O thread or
   * before the job starts.
   */
  SplitReader open(Split split, SplitPosition position, BufferAllocator allocator)
      throws IOException;

  /**
   * The same for a source whose readers have to wait for the outside again and again.
   *
   * @param requests where a reader's work goes that blocks
   */
  default SplitReader open(
      Split split, SplitPosition position, BufferAllocator allocator, Requests requests)
      throws IOException {
    return open(split, position, allocator);
  }

  /**
   * The same table as one that can be asked for the rows of keys; empty if it cannot.
   *
   * @param keys positions in {@link #schema()} of the columns whose values will be given; never
   *     none
   */
  default Optional<LookupSource> lookup(List<Integer> keys) {
    return Optional.empty();
  }
}
