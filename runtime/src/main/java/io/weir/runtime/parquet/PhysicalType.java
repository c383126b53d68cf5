package io.weir.runtime.parquet;

/** The types in which Parquet stores values, in the order of their codes in parquet.thrift. */
public enum PhysicalType {
  BOOLEAN,
  INT32,
  INT64,
  INT96,
  FLOAT,
  DOUBLE,
  BYTE_ARRAY,
  FIXED_LEN_BYTE_ARRAY;

  static PhysicalType of(int code) throws ParquetException {
    if (code < 0 || code >= values().length) {
      throw new ParquetException("it has a column of the unknown type " + code);
    }
    return values()[code];
  }
}
