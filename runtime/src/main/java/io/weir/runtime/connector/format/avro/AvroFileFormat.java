package io.weir.runtime.connector.format.avro;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.FileDecoder;
import io.weir.runtime.connector.format.ReadFormat;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Object container files (Avro specification 1.12, "Object Container Files"). What is written
 * between two looks of the sink becomes a block: a file that is cut where a checkpoint found it is
 * whole.
 */
public final class AvroFileFormat implements ReadFormat, WriteFormat {
  static final byte[] MAGIC = {'O', 'b', 'j', 1};
  static final int MARKER_BYTES = 16;

  @Override
  public String name() {
    return "avro";
  }

  @Override
  public boolean hasRowKinds() {
    return false;
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public List<Option> options() {
    return AvroMessageFormat.OPTIONS;
  }

  @Override
  public FileDecoder createDecoder(FileColumns columns, Options options) {
    AvroMessageFormat.checkEncoding(options);
    Schema schema = columns.neededSchema();
    return (file, lengthBytes, position, kept, allocator) ->
        AvroFileReader.open(file, lengthBytes, position, schema, allocator);
  }

  @Override
  public Encoding encoding(Schema schema, Options options) {
    AvroType record = AvroMessageFormat.record(schema, options);
    AvroCodec codec = AvroCodec.named(options.text(AvroMessageFormat.CODEC));
    return new Blocks(schema, record, AvroSchemas.json(record), codec);
  }

  /**
   * Rows are gathered with their lengths in front, and become a block together. What the file
   * begins with is gathered with a negative length, and goes to the file as it is.
   */
  private record Blocks(Schema schema, AvroType record, String json, AvroCodec codec)
      implements Encoding, Framing {
    @Override
    public byte[] header() {
      Utf8Buffer out = new Utf8Buffer(json.length() + 128);
      out.append(new byte[Integer.BYTES]);
      out.append(MAGIC);
      AvroWriter.writeLong(2, out);
      entry("avro.schema", json, out);
      entry("avro.codec", codec.word(), out);
      AvroWriter.writeLong(0, out);
      out.append(marker());
      putLength(out, 0, -(out.length() - Integer.BYTES));
      return out.toByteArray();
    }

    @Override
    public int headerBytes() {
      return header().length - Integer.BYTES;
    }

    private static void entry(String key, String value, Utf8Buffer out) {
      for (String text : List.of(key, value)) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        AvroWriter.writeLong(utf8.length, out);
        out.append(utf8);
      }
    }

    /** The same for the same schema and codec, so that a file can be gone on with. */
    private byte[] marker() {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return Arrays.copyOf(
            digest.digest((codec + json).getBytes(StandardCharsets.UTF_8)), MARKER_BYTES);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java has SHA-256", e);
      }
    }

    @Override
    public RowEncoder createEncoder() {
      AvroRecordEncoder records = new AvroRecordEncoder(schema, record);
      return new RowEncoder() {
        @Override
        public void bind(List<Column> columns) {
          records.bind(columns);
        }

        @Override
        public void encode(int row, Utf8Buffer out) {
          int start = out.length();
          out.append((byte) 0);
          out.append((byte) 0);
          out.append((byte) 0);
          out.append((byte) 0);
          records.encode(row, out);
          putLength(out, start, out.length() - start - Integer.BYTES);
        }
      };
    }

    private static void putLength(Utf8Buffer out, int at, int length) {
      for (int i = 0; i < Integer.BYTES; i++) {
        out.bytes()[at + i] = (byte) (length >>> 8 * i);
      }
    }

    private static int getLength(byte[] bytes, int at) {
      return bytes[at] & 0xFF
          | (bytes[at + 1] & 0xFF) << 8
          | (bytes[at + 2] & 0xFF) << 16
          | bytes[at + 3] << 24;
    }

    @Override
    public Optional<Framing> framing() {
      return Optional.of(this);
    }

    @Override
    public String identity() {
      return codec.word();
    }

    @Override
    public void frame(Utf8Buffer rows, Utf8Buffer out) {
      byte[] gathered = rows.bytes();
      byte[] block = new byte[rows.length()];
      int length = 0;
      long count = 0;
      int size;
      for (int p = 0; p < rows.length(); p += Integer.BYTES + Math.abs(size)) {
        size = getLength(gathered, p);
        if (size < 0) {
          out.append(gathered, p + Integer.BYTES, -size);
        } else {
          System.arraycopy(gathered, p + Integer.BYTES, block, length, size);
          length += size;
          count++;
        }
      }
      if (count == 0) {
        return;
      }
      byte[] compressed = codec.compress(block, length);
      AvroWriter.writeLong(count, out);
      AvroWriter.writeLong(compressed.length, out);
      out.append(compressed);
      out.append(marker());
    }
  }
}
