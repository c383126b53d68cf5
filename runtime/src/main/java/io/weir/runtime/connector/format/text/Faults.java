package io.weir.runtime.connector.format.text;

import io.weir.runtime.connector.BadRecords;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import java.io.IOException;
import java.util.Optional;

/**
 * What a reader of text does about records that it cannot read: it keeps them for another table,
 * passes over them, or fails. Used by one thread at a time.
 */
public final class Faults {
  private final TextInput input;
  private final Rules rules;
  private final Optional<BadRecords> kept;
  private long seen;
  private long skipped;
  private long seenBefore;

  /** {@code kept} is where such records are kept, if they are. */
  public Faults(TextInput input, Rules rules, Optional<BadRecords> kept) {
    this.input = input;
    this.rules = rules;
    this.kept = kept;
  }

  /**
   * What a format says about such records.
   *
   * @param areIgnored whether they are passed over
   * @param noun what the path of a fault names, such as {@code field}
   * @param option the option that passes over them; empty if there is none
   */
  public record Rules(boolean areIgnored, String noun, Optional<String> option) {}

  /** A call of the reader begins. */
  public void begin() {
    seenBefore = seen;
  }

  /** Whether this call has met so many such records that it should end. */
  public boolean areMany() {
    return seen - seenBefore >= Batch.MAX_ROWS || kept.isPresent() && kept.get().isFull();
  }

  /** How many records have been passed over. */
  public long skipped() {
    return skipped;
  }

  /**
   * A record cannot be read.
   *
   * @param start its address in the window
   * @param end the address after it
   * @param column the place in its line, from 1, or 0 if it is not known
   */
  public void add(ByteWindow window, long start, long end, long column, BadValue fault)
      throws IOException {
    seen++;
    if (kept.isPresent()) {
      long stop = Math.min(end, window.limit());
      kept.get()
          .add(
              TextParser.bytes(start, stop),
              input.name(),
              input.lineNumber(window, start),
              fault.reason(rules.noun));
      return;
    }
    if (!rules.areIgnored) {
      throw malformed(input.lineNumber(window, start), column, fault);
    }
    skipped++;
  }

  private WeirException malformed(long line, long column, BadValue fault) {
    StringBuilder where = new StringBuilder(input.describe()).append(", line ").append(line);
    if (column > 0) {
      where.append(", column ").append(column);
    }
    if (!fault.path().isEmpty()) {
      where.append(", ").append(rules.noun).append(" \"").append(fault.path()).append('"');
    }
    String hint =
        rules
            .option
            .map(o -> "to go on without what cannot be read, set '" + o + "' = 'true'")
            .orElse(null);
    return WeirException.permanent(
        where + ": " + fault.getMessage(),
        fault.hint() == null || hint == null
            ? Optional.ofNullable(fault.hint()).orElse(hint)
            : fault.hint() + "; " + hint);
  }
}
