package io.weir.runtime.connector.format.parquet;

import io.weir.runtime.connector.Option;
import io.weir.runtime.connector.OptionException;
import io.weir.runtime.connector.Options;
import io.weir.runtime.connector.format.RowEncoder;
import io.weir.runtime.connector.format.WriteFormat;
import io.weir.runtime.file.FileOutput;
import io.weir.runtime.parquet.Compressor;
import io.weir.runtime.parquet.ParquetWriter;
import io.weir.runtime.parquet.RowStager;
import io.weir.runtime.text.Utf8Buffer;
import io.weir.runtime.type.Field;
import io.weir.runtime.type.Schema;
import io.weir.runtime.vector.Column;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Writes {@code 'format' = 'parquet'}: rows are gathered as they are, and become a file when it is
 * ended.
 */
public final class ParquetWriteFormat implements WriteFormat {
  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public List<Option> options() {
    return ParquetReadFormat.OPTIONS;
  }

  @Override
  public Encoding encoding(Schema schema, Options options) {
    for (Field field : schema.fields()) {
      if (!ParquetWriter.holds(field.type())) {
        throw new OptionException(
            "format",
            "column '" + field.name() + "' is a " + field.type() + ", which Parquet cannot hold",
            "CAST it to another type, or use the format 'json'");
      }
    }
    return new Staged(
        schema.fields(),
        Compressor.valueOf(options.text(ParquetReadFormat.COMPRESSION)),
        options.sizeBytes(ParquetReadFormat.GROUP_SIZE));
  }

  private record Staged(List<Field> columns, Compressor compressor, long groupBytes)
      implements Encoding, Finishing {
    @Override
    public byte[] header() {
      return new byte[0];
    }

    @Override
    public RowEncoder createEncoder() {
      RowStager stager = new RowStager(columns);
      return new RowEncoder() {
        @Override
        public void bind(List<Column> batch) {
          stager.bind(batch);
        }

        @Override
        public void encode(int row, Utf8Buffer out) {
          stager.stage(row, out);
        }
      };
    }

    @Override
    public Optional<Finishing> finishing() {
      return Optional.of(this);
    }

    @Override
    public void finish(InputStream rows, FileOutput file) throws IOException {
      new ParquetWriter(columns, compressor, groupBytes, file::write).write(rows);
    }
  }
}
