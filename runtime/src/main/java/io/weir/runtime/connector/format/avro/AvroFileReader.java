package io.weir.runtime.connector.format.avro;

import io.airlift.compress.MalformedInputException;
import io.weir.runtime.connector.SplitPosition;
import io.weir.runtime.connector.format.RecordReader;
import io.weir.runtime.connector.format.text.BadValue;
import io.weir.runtime.connector.format.text.BatchBuilder;
import io.weir.runtime.error.WeirException;
import io.weir.runtime.stream.Batch;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Memory;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Reads an object container file, block by block. Positions are numbers of rows. */
final class AvroFileReader implements RecordReader {
  /** What may be loaded behind the last byte of a value. */
  private static final int SLACK_BYTES = 16;

  private final Path file;
  private final long lengthBytes;
  private final BufferAllocator allocator;
  private final AvroBlocks blocks;
  private final BatchBuilder rows;
  private final AvroInput in = new AvroInput();
  private final AvroReader.RecordReader record;
  private ArrowBuf block;
  private long rowsInBlock;
  private long rowsRead;

  private AvroFileReader(
      Path file, long lengthBytes, AvroBlocks blocks, Schema schema, BufferAllocator allocator) {
    this.file = file;
    this.lengthBytes = lengthBytes;
    this.allocator = allocator;
    this.blocks = blocks;
    this.record = new AvroReader.RecordReader(blocks.record(), schema.fields());
    this.rows = new BatchBuilder(schema, allocator);
    this.block = allocator.buffer(1 << 16);
  }

  static AvroFileReader open(
      Path file, long lengthBytes, SplitPosition position, Schema schema, BufferAllocator allocator)
      throws IOException {
    AvroBlocks blocks =
        new AvroBlocks(new BufferedInputStream(Files.newInputStream(file), 1 << 16), lengthBytes);
    AvroFileReader reader = null;
    try {
      blocks.readHeader();
      reader = new AvroFileReader(file, lengthBytes, blocks, schema, allocator);
      reader.skipTo(position.offset());
      return reader;
    } catch (BadValue e) {
      close(blocks, reader);
      throw mismatch(file, e);
    } catch (EOFException | MalformedInputException e) {
      close(blocks, reader);
      throw damaged(file, e);
    } catch (IOException | RuntimeException e) {
      close(blocks, reader);
      throw e;
    }
  }

  private static void close(AvroBlocks blocks, AvroFileReader reader) throws IOException {
    blocks.close();
    if (reader != null) {
      reader.close();
    }
  }

  private static WeirException mismatch(Path file, BadValue fault) {
    String where = fault.path().isEmpty() ? "" : ", column \"" + fault.path() + "\"";
    return WeirException.permanent(
        "file '" + file + "'" + where + ": " + fault.getMessage(), fault.hint());
  }

  private static WeirException damaged(Path file, Exception cause) {
    String why = cause.getMessage() == null ? "it ends too early" : cause.getMessage();
    return WeirException.permanent(
        "file '" + file + "' is not a whole Avro file: " + why,
        "is it damaged, or still being written?",
        cause);
  }

  private void skipTo(long row) throws IOException {
    while (rowsRead < row && blocks.next()) {
      if (rowsRead + blocks.rows() <= row) {
        rowsRead += blocks.rows();
        blocks.skip();
      } else {
        load();
        for (; rowsRead < row; rowsRead++, rowsInBlock--) {
          in.skip(blocks.record());
        }
      }
    }
  }

  private void load() throws IOException {
    byte[] bytes = blocks.load();
    if (bytes.length + SLACK_BYTES > block.capacity()) {
      block.close();
      block = allocator.buffer(bytes.length + (long) SLACK_BYTES);
    }
    Memory.copyFromArray(bytes, 0, block.memoryAddress(), bytes.length);
    in.reset(block.memoryAddress(), block.memoryAddress() + bytes.length);
    rowsInBlock = blocks.rows();
  }

  @Override
  public Batch read(int maxRows) throws IOException {
    rows.begin(maxRows);
    int count = 0;
    try {
      while (count < maxRows) {
        if (rowsInBlock == 0) {
          if (!blocks.next()) {
            break;
          }
          load();
          continue;
        }
        record.read(in, rows::column, count);
        count++;
        rowsInBlock--;
        rowsRead++;
      }
    } catch (BadValue e) {
      String where = ", row " + (rowsRead + 1);
      where += e.path().isEmpty() ? "" : ", column \"" + e.path() + "\"";
      throw WeirException.permanent(
          "file '" + file + "'" + where + ": " + e.getMessage(), e.hint());
    } catch (EOFException | MalformedInputException e) {
      throw damaged(file, e);
    }
    if (count == 0) {
      rows.close();
      return null;
    }
    return rows.finish(count);
  }

  @Override
  public SplitPosition position() {
    return new SplitPosition(rowsRead, rowsRead);
  }

  @Override
  public boolean isFinished() {
    return rowsInBlock == 0 && blocks.isAtEnd();
  }

  @Override
  public long skippedRecords() {
    return 0;
  }

  @Override
  public double progress() {
    return lengthBytes == 0 ? 1 : Math.min(1, (double) blocks.position() / lengthBytes);
  }

  @Override
  public void close() throws IOException {
    rows.close();
    block.close();
    blocks.close();
  }
}
