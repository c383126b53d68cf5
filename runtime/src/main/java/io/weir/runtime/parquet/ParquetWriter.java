package io.weir.runtime.parquet;

import io.weir.runtime.type.Field;
import io.weir.runtime.type.LogicalType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes one Parquet file from rows of a {@link RowStager}. */
public final class ParquetWriter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROWS_BETWEEN_CHECKS = 128;
  private static final int READ_BYTES = 256 << 10;

  private final List<ParquetNode> columns;
  private final List<ColumnChunkWriter> chunks = new ArrayList<>();
  private final Shredder[] shredders;
  private final Compressor compressor;
  private final long groupBytes;
  private final PageOutput out;
  private final List<FooterWriter.WrittenGroup> groups = new ArrayList<>();
  private final Shredder.Cursor cursor = new Shredder.Cursor();
  private long rows;

  /** Where the bytes of a file go. */
  public interface Output {
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  /**
   * @param groupBytes how large a group of rows becomes, in memory and before compression
   */
  public ParquetWriter(List<Field> columns, Compressor compressor, long groupBytes, Output out) {
    this.columns = columns.stream().map(ParquetNode::of).toList();
    this.compressor = compressor;
    this.groupBytes = groupBytes;
    this.out = new PageOutput(out);
    Shredder.Path root = new Shredder.Path(List.of(), 0, 0);
    shredders =
        this.columns.stream()
            .map(column -> Shredder.of(column, root, compressor, chunks))
            .toArray(Shredder[]::new);
  }

  /** Whether Parquet has a type for these values. */
  public static boolean holds(LogicalType type) {
    return ParquetNode.holds(type);
  }

  /** Writes the whole file from all staged rows. */
  public void write(InputStream staged) throws IOException {
    ByteBuilder ends = new ByteBuilder(1 << 10);
    ends.put(MAGIC, 0, MAGIC.length);
    out.write(ends);
    addRows(staged);
    finishGroup();
    ends.clear();
    new FooterWriter(ends).write(columns, groups, compressor);
    ends.putLittleEndian(ends.length(), Integer.BYTES);
    ends.put(MAGIC, 0, MAGIC.length);
    out.write(ends);
  }

  private void addRows(InputStream staged) throws IOException {
    byte[] window = new byte[READ_BYTES];
    int start = 0;
    int end = 0;
    while (true) {
      int length = end - start < Integer.BYTES ? -1 : Bytes.getInt(window, start);
      if (length >= 0 && end - start >= Integer.BYTES + length) {
        addRow(window, start + Integer.BYTES);
        start += Integer.BYTES + length;
        continue;
      }
      byte[] target = window;
      if (length > window.length - Integer.BYTES) {
        target = new byte[Math.addExact(length, READ_BYTES)];
      }
      System.arraycopy(window, start, target, 0, end - start);
      window = target;
      end -= start;
      start = 0;
      int read = staged.read(window, end, window.length - end);
      if (read < 0) {
        if (end > 0) {
          throw new EOFException("a staged row is cut off");
        }
        return;
      }
      end += read;
    }
  }

  private void addRow(byte[] bytes, int offset) throws IOException {
    cursor.bytes = bytes;
    cursor.position = offset;
    for (Shredder shredder : shredders) {
      shredder.take(cursor, 0, 0);
    }
    rows++;
    if (rows % ROWS_BETWEEN_CHECKS == 0) {
      long size = 0;
      for (ColumnChunkWriter chunk : chunks) {
        size += chunk.sizeBytes();
      }
      if (size >= groupBytes) {
        finishGroup();
      }
    }
  }

  private void finishGroup() throws IOException {
    if (rows == 0) {
      return;
    }
    List<ColumnChunk> written = new ArrayList<>();
    for (ColumnChunkWriter chunk : chunks) {
      written.add(chunk.finish(out));
    }
    groups.add(new FooterWriter.WrittenGroup(written, rows));
    rows = 0;
  }
}
