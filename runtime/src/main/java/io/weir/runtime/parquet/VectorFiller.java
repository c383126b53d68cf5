package io.weir.runtime.parquet;

import io.weir.runtime.type.LogicalType;
import org.apache.arrow.vector.FieldVector;

/** Writes decoded values into a vector, row after row, without gaps. */
interface VectorFiller {
  /** Starts on a vector for {@code count} rows. */
  void begin(FieldVector vector, int count);

  /** Rows without a value. */
  void addMissing(int row, int count);

  /** Rows with the decoder's next values, where they are numbers. */
  void addNumbers(NumberDecoder values, int row, int count) throws ParquetException;

  /** Rows with the decoder's next values, where they are bytes. */
  void addBytes(BytesDecoder values, int row, int count) throws ParquetException;

  /** All rows are there. */
  void end();

  static VectorFiller of(ParquetColumn column, LogicalType type, Conversion conversion) {
    return switch (conversion) {
      case BYTES -> new BytesFiller();
      case BYTES_TO_DECIMAL, INT96_TO_MICROS -> new ConvertedBytesFiller(column, type, conversion);
      default -> new NumberFiller(column, type, conversion);
    };
  }
}
