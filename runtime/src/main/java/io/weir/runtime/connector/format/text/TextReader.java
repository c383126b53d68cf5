package io.weir.runtime.connector.format.text;

import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.stream.Batch;
import java.io.IOException;

/** Reads a text into batches. */
public final class TextReader implements RecordReader {
  private final TextReading reading;
  private final Records records;
  private boolean isFinished;

  /** A reader that closes what it is given. */
  public TextReader(TextReading reading, Records records) {
    this.reading = reading;
    this.records = records;
  }

  /** Knows what the records of a text are, and makes rows of them. */
  public interface Records extends AutoCloseable {
    /**
     * Writes the rows of the records that come next, as long as the reading {@link
     * TextReading#goesOn goes on}, and begins with {@link BatchBuilder#begin}.
     *
     * @param maxRows as in {@link RecordReader#read}
     * @return how many rows there are
     */
    int write(int maxRows) throws IOException;

    @Override
    void close();
  }

  @Override
  public Batch read(int maxRows) throws IOException {
    reading.begin();
    int count = records.write(maxRows);
    isFinished = reading.isAtEnd();
    if (count == 0) {
      reading.rows().close();
      return null;
    }
    return reading.rows().finish(count);
  }

  @Override
  public SplitPosition position() {
    return reading.position();
  }

  @Override
  public boolean isFinished() {
    return isFinished;
  }

  @Override
  public long skippedRecords() {
    return reading.skippedRecords();
  }

  @Override
  public double progress() {
    return reading.window().progress();
  }

  @Override
  public void close() throws IOException {
    records.close();
    reading.close();
  }
}
