package io.weir.runtime.connector.file.source;

import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.connector.format.text.ScalarBuilder;
import io.weir.runtime.connector.format.text.TextConverter;
import io.weir.runtime.connector.format.text.TimeParser.TimestampStandard;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;

/** Puts the columns that have one value for a whole file between those that come from the file. */
final class ConstantColumns implements AutoCloseable {
  private static final int SLACK_BYTES = 16;

  private final Path file;
  private final Layout layout;
  private final List<String> texts;
  private final BatchBuilder constants;
  private final ArrowBuf scratch;
  private final TextConverter converter = new TextConverter(TimestampStandard.SQL);

  /**
   * Which column comes from where.
   *
   * @param schema all columns
   * @param constants the columns that are constants
   * @param places for each column its position among the constants, if it is one, or else {@code -1
   *     -} its position among the columns of the file
   */
  record Layout(Schema schema, Schema constants, List<Integer> places) {}

  /**
   * @param texts the values of the constants as text, null for NULL
   */
  ConstantColumns(Path file, Layout layout, List<String> texts, BufferAllocator allocator) {
    this.file = file;
    this.layout = layout;
    this.texts = new ArrayList<>(texts);
    this.constants = new BatchBuilder(layout.constants(), allocator);
    int longest = texts.stream().mapToInt(t -> t == null ? 0 : 4 * t.length()).max().orElse(0);
    this.scratch = allocator.buffer(longest + SLACK_BYTES);
  }

  /** The batch with all columns; it takes ownership in every case. */
  Batch addTo(Batch decoded) {
    if (texts.isEmpty()) {
      return decoded;
    }
    List<FieldVector> made;
    try {
      made = make(decoded.rowCount());
    } catch (RuntimeException e) {
      decoded.close();
      throw e;
    }
    List<FieldVector> all = new ArrayList<>();
    for (int place : layout.places()) {
      all.add(place >= 0 ? made.get(place) : decoded.vector(-1 - place));
    }
    return decoded.withColumns(layout.schema(), all);
  }

  private List<FieldVector> make(int rows) {
    constants.begin(rows);
    for (int i = 0; i < texts.size(); i++) {
      ScalarBuilder target = (ScalarBuilder) constants.column(i);
      String text = texts.get(i);
      if (text == null) {
        for (int row = 0; row < rows; row++) {
          target.setNull(row);
        }
        continue;
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      long start = scratch.memoryAddress();
      Memory.copyFromArray(bytes, 0, start, bytes.length);
      try {
        for (int row = 0; row < rows; row++) {
          converter.set(target, row, start, start + bytes.length);
        }
      } catch (BadValue e) {
        throw WeirException.permanent(
            "file '"
                + file
                + "', column \""
                + layout.constants().name(i)
                + "\" from the file's path: "
                + e.getMessage(),
            e.hint());
      }
    }
    return constants.finish(rows).vectors();
  }

  @Override
  public void close() {
    constants.close();
    scratch.close();
  }
}
